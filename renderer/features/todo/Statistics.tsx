import type { CaseStatistics } from '../../../core/contract/index.ts';
import { formatMoney } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';

/** One's own cases in plain figures, with what few of them cannot tell. */
export function Statistics({ statistics }: { statistics: CaseStatistics }) {
  const { todo: words, app } = useTexts();
  const { caseCount, closedCount, claimedFen, refundedFen, medianDaysToRefund, caveat } = statistics;
  return (
    <section className="panel stack" aria-label={words.statistics} data-testid="todo-statistics">
      <h2>{words.statistics}</h2>
      <p className="secondary">{words.statisticsHint}</p>
      <dl className="fact-list figures">
        <dt>{words.cases}</dt>
        <dd>{caseCount}</dd>
        <dt>{words.closed}</dt>
        <dd>{closedCount}</dd>
        <dt>{words.claimed}</dt>
        <dd>{formatMoney(claimedFen)}</dd>
        <dt>{words.refunded}</dt>
        <dd>{formatMoney(refundedFen)}</dd>
        <dt>{words.median}</dt>
        <dd>{medianDaysToRefund === null ? app.none : words.days(medianDaysToRefund)}</dd>
      </dl>
      {caveat !== null && <p className="amber">{caveat}</p>}
      {statistics.byPlatform.length > 0 && (
        <table className="todo-table figures">
          <thead>
            <tr>
              <th scope="col">{words.platform}</th>
              <th scope="col">{words.cases}</th>
              <th scope="col">{words.closed}</th>
              <th scope="col">{words.refunded}</th>
            </tr>
          </thead>
          <tbody>
            {statistics.byPlatform.map((row) => (
              <tr key={row.platform}>
                <td>{row.platform === '' ? words.unnamed : <UntrustedText text={row.platform} />}</td>
                <td>{row.caseCount}</td>
                <td>{row.closedCount}</td>
                <td>{formatMoney(row.refundedFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
