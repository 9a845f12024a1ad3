import type { CaseView } from '../../../core/contract/index.ts';
import { formatMoney } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';

/** What was paid, less what came back: the sum, line by line. */
export function Settlement({ settlement }: { settlement: CaseView['settlement'] }) {
  const { money: words } = useTexts();
  const { steps, outstandingFen } = settlement;
  return (
    <section className="stack" aria-label={words.settlement} data-testid="money-settlement">
      <h2>{words.settlement}</h2>
      <dl className="fact-list money-sum figures">
        {steps.map(({ label, amountFen }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{signed(amountFen)}</dd>
          </div>
        ))}
        <dt className="money-total">{words.outstanding}</dt>
        <dd className="money-total" data-testid="money-outstanding">
          {outstandingFen === null ? words.unknown : formatMoney(outstandingFen)}
        </dd>
      </dl>
    </section>
  );
}

function signed(fen: number): string {
  return fen < 0 ? `−${formatMoney(-fen)}` : formatMoney(fen);
}
