import { Checkbox, Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { Situation } from '../../../core/cases/index.ts';
import { formatYuan, parseFen } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { Fold } from './Fold.tsx';
import { emptySituation, withModifier } from './situation.ts';
import { useOpenCase } from './use-open-case.tsx';

const wants: readonly Situation['wants'][] = ['refund', 'replace', 'deliver', 'compensate', 'partial-refund'];

/** What else is the case, as plain ticks, and what the buyer wants. */
export function Circumstances() {
  const { scenario: words } = useTexts().cases;
  const { view, book, isLocked, changeSituation } = useOpenCase();
  const inForce = view.assessment.modifiers;
  const title = inForce.length === 0 ? words.circumstances : words.circumstancesSet(inForce.length);
  return (
    <Fold title={title} testId="case-circumstances">
      {book.modifiers.map(({ id, when }) => {
        const found = inForce.find((modifier) => modifier.id === id);
        return (
          <div key={id}>
            <Checkbox
              checked={found !== undefined}
              // What the records show is not the user's to untick.
              disabled={isLocked || (found !== undefined && found.reason !== null)}
              data-testid={`case-modifier-${id}`}
              onChange={({ target }) =>
                void changeSituation((situation) => withModifier(situation, id, target.checked))
              }
            >
              {when}
            </Checkbox>
            {found !== undefined && found.reason !== null && (
              <p className="tertiary tick-note">
                {words.evident} · <UntrustedText text={found.reason} />
              </p>
            )}
            {found !== undefined && found.warn !== null && <p className="tick-note amber">{found.warn}</p>}
          </div>
        );
      })}
      <Wanted />
    </Fold>
  );
}

function Wanted() {
  const { scenario: words } = useTexts().cases;
  const { view, isLocked, changeSituation } = useOpenCase();
  const id = useId();
  const situation = view.records.find(({ record }) => record.kind === 'situation')?.record;
  const { wants: wanted, isTripleClaimed } = situation?.kind === 'situation' ? situation : emptySituation;
  return (
    <>
      <div className="row">
        <label htmlFor={id} className="secondary">
          {words.wants}
        </label>
        <Select
          id={id}
          size="small"
          className="grow"
          disabled={isLocked}
          value={wanted}
          data-testid="case-wants"
          options={wants.map((want) => ({ value: want, label: words.wantChoices[want] }))}
          onChange={(want) => void changeSituation((last) => ({ ...last, wants: want }))}
        />
      </div>
      {(wanted === 'partial-refund' || wanted === 'compensate') && <WantedAmount />}
      <Checkbox
        checked={isTripleClaimed}
        disabled={isLocked}
        data-testid="case-triple"
        onChange={({ target }) =>
          void changeSituation((last) => ({ ...last, isTripleClaimed: target.checked }))
        }
      >
        {words.triple}
      </Checkbox>
    </>
  );
}

function WantedAmount() {
  const texts = useTexts();
  const { view, isLocked, changeSituation } = useOpenCase();
  const situation = view.records.find(({ record }) => record.kind === 'situation')?.record;
  const wantedFen = situation?.kind === 'situation' ? situation.wantedFen : null;
  const [typed, setTyped] = useState(wantedFen === null ? '' : formatYuan(wantedFen));
  const id = useId();
  const parsed = typed.trim() === '' ? { ok: true as const, value: null } : parseFen(typed);
  return (
    <div className="row row-wrap">
      <label htmlFor={id} className="secondary">
        {texts.cases.scenario.wantedAmount}
      </label>
      <Input
        id={id}
        size="small"
        className="grow"
        value={typed}
        disabled={isLocked}
        inputMode="decimal"
        status={parsed.ok ? '' : 'error'}
        data-testid="case-wanted-amount"
        onChange={({ target }) => setTyped(target.value.slice(0, 40))}
        onBlur={() => {
          if (parsed.ok && parsed.value !== wantedFen) {
            void changeSituation((last) => ({ ...last, wantedFen: parsed.value }));
          }
        }}
      />
      {!parsed.ok && <p role="alert">{texts.cases.fact.amountRefused}</p>}
    </div>
  );
}
