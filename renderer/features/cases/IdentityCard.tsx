import { Button } from 'antd';
import { Fragment, useState } from 'react';
import type { Party } from '../../../core/cases/index.ts';
import type { CaseView } from '../../../core/contract/index.ts';
import { useTexts } from '../../locales/index.ts';
import { CopyButton, UntrustedText } from '../../ui/index.ts';
import { ItemLinks } from './ItemLinks.tsx';
import { PartyDialog } from './PartyDialog.tsx';
import { useOpenCase } from './use-open-case.tsx';

type IdentityField = CaseView['identity'][number];

/** Who one of the other sides is: what was shown, what was not published, what nobody looked for yet. */
export function IdentityCard({ party }: { party: Party['id'] }) {
  const { identity: words } = useTexts().cases;
  const { view, isLocked } = useOpenCase();
  const [isEditing, setEditing] = useState(false);
  const fields = view.identity.filter((field) => field.party === party);
  const record = view.records.find(
    (noted) => noted.record.kind === 'party' && noted.record.id === party,
  )?.record;
  const written = record?.kind === 'party' ? record : undefined;
  return (
    <section className="panel stack" aria-label={words[party]} data-testid={`identity-${party}`}>
      <div className="row">
        <h3 className="grow">{words[party]}</h3>
        <Button
          size="small"
          disabled={isLocked}
          data-testid={`identity-${party}-edit`}
          onClick={() => setEditing(true)}
        >
          {words.edit}
        </Button>
      </div>
      {party === 'platform' && written !== undefined && written.presence !== 'present' && (
        <p>{words.presences[written.presence]}</p>
      )}
      <dl className="fact-list">
        {fields.map((field) => (
          <Fragment key={field.field}>
            <dt>{field.label}</dt>
            <dd data-testid={`identity-${party}-${field.field}`} data-state={field.state}>
              <IdentityValue field={field} />
            </dd>
          </Fragment>
        ))}
      </dl>
      {isEditing && <PartyDialog party={party} written={written} onClose={() => setEditing(false)} />}
    </section>
  );
}

function IdentityValue({ field }: { field: IdentityField }) {
  const { identity: words } = useTexts().cases;
  return (
    <>
      {field.value !== null && (
        <>
          <UntrustedText text={field.value} /> <CopyButton text={field.value} what={field.label} />
        </>
      )}
      {field.value === null && field.state === 'not-published' && <strong>{words.notPublished}</strong>}
      {field.value === null && field.state === 'unknown' && <span className="tertiary">{words.unknown}</span>}
      {field.hint !== null && (
        <p className={field.state === 'invalid' ? 'amber' : 'tertiary'}>{field.hint}</p>
      )}
      <ItemLinks itemIds={field.itemIds} />
    </>
  );
}
