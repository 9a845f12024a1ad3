import { Button } from 'antd';
import { useState } from 'react';
import { type Difference, recordsOf } from '../../../core/cases/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { DifferenceDialog } from './DifferenceDialog.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { ItemThumbs } from './ItemThumbs.tsx';
import { PlatformRules } from './PlatformRules.tsx';
import { useOpenCase } from './use-open-case.tsx';

/** 对照: what was promised beside what came, and who the other side is. */
export function CompareTab() {
  const { identity } = useTexts().cases;
  return (
    <div className="case-tab" data-testid="compare">
      <Differences />
      <PlatformRules />
      <section className="stack" aria-label={identity.title}>
        <h2>{identity.title}</h2>
        <div className="identity-cards">
          <IdentityCard party="merchant" />
          <IdentityCard party="platform" />
        </div>
      </section>
    </div>
  );
}

function Differences() {
  const { compare: words } = useTexts().cases;
  const { view, isLocked } = useOpenCase();
  const [edited, setEdited] = useState<{ readonly difference: Difference | undefined }>();
  const differences = recordsOf(
    view.records.map(({ record }) => record),
    'difference',
  );
  return (
    <section className="stack" aria-label={words.title}>
      <div className="row">
        <h2>{words.title}</h2>
        <span className="secondary grow">{words.intro}</span>
        <Button
          type="primary"
          disabled={isLocked}
          data-testid="compare-add"
          onClick={() => setEdited({ difference: undefined })}
        >
          {words.add}
        </Button>
      </div>
      {differences.length === 0 ? (
        <p className="panel secondary" data-testid="compare-empty">
          {words.empty}
        </p>
      ) : (
        <DifferenceTable differences={differences} onEdit={(difference) => setEdited({ difference })} />
      )}
      {edited !== undefined && (
        <DifferenceDialog difference={edited.difference} onClose={() => setEdited(undefined)} />
      )}
    </section>
  );
}

function DifferenceTable(props: {
  differences: readonly Difference[];
  onEdit: (difference: Difference) => void;
}) {
  const { compare: words, story } = useTexts().cases;
  const { isLocked } = useOpenCase();
  return (
    <table className="compare-table" data-testid="compare-table">
      <thead>
        <tr className="compare-head">
          <th scope="col">{words.feature}</th>
          <th scope="col">{words.promised}</th>
          <th scope="col">{words.actual}</th>
          <th scope="col">
            <span className="visually-hidden">{words.edit}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.differences.map((difference) => (
          <tr key={difference.id} data-testid={`compare-row-${difference.id}`}>
            <th scope="row" className="compare-feature">
              <UntrustedText text={difference.feature} />
            </th>
            {(['promised', 'actual'] as const).map((side) => {
              const itemIds = side === 'promised' ? difference.promisedItemIds : difference.actualItemIds;
              return (
                <td key={side}>
                  <div className="stack compare-side">
                    <UntrustedText text={difference[side]} />
                    <ItemThumbs itemIds={itemIds} />
                    {itemIds.length === 0 && <span className="amber">{story.noItems}</span>}
                  </div>
                </td>
              );
            })}
            <td>
              <Button
                size="small"
                type="text"
                disabled={isLocked}
                aria-label={story.editNamed(difference.feature)}
                data-testid={`compare-edit-${difference.id}`}
                onClick={() => props.onEdit(difference)}
              >
                {words.edit}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
