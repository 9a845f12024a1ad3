import { Button } from 'antd';
import { useState } from 'react';
import type { Payment } from '../../../core/cases/index.ts';
import type { BillView, EventName } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { formatMoney, type OrderId } from '../../../core/orders/index.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailedLine, LocalTime, UntrustedText, useReport } from '../../ui/index.ts';
import { useOpenCase } from '../cases/index.ts';
import { CandidateTable } from './CandidateTable.tsx';
import { candidatesOf } from './candidates.ts';

// A sealed bill never changes.
const never: readonly EventName[] = [];

interface BillSectionProps {
  readonly orderId: OrderId;
  readonly item: Item;
  onChanged(): void;
}

/** One bill: what it covers, what of it may belong to the order. */
export function BillSection({ orderId, item, onChanged }: BillSectionProps) {
  const { money: words, app } = useTexts();
  const { openItem } = useOpenCase();
  const query = useQuery(
    `bill ${orderId} ${item.id}`,
    () => client().bills.read({ orderId, itemId: item.id }),
    never,
  );
  const bill = query.value;
  return (
    <section className="stack" aria-label={words.bill} data-testid={`bill-${item.id}`}>
      <h2 className="row row-wrap">
        {words.bill} {bill !== undefined && words.providers[bill.provider]}
        <Button size="small" data-testid={`bill-${item.id}-open`} onClick={() => openItem(item.id)}>
          {words.open}
        </Button>
        {bill !== undefined && <span className="tertiary figures">{words.lines(bill.lineCount)}</span>}
      </h2>
      {query.failure !== undefined && <FailedLine failure={query.failure} />}
      {bill === undefined && query.failure === undefined && <p className="secondary">{app.loading}</p>}
      {bill !== undefined && <FoundInBill orderId={orderId} bill={bill} onChanged={onChanged} />}
    </section>
  );
}

function FoundInBill(props: { orderId: OrderId; bill: BillView; onChanged: () => void }) {
  const { money: words } = useTexts();
  const { orderId, bill, onChanged } = props;
  const { view, isLocked } = useOpenCase();
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const candidates = candidatesOf(
    bill,
    view.records.map(({ record }) => record),
  );
  const [changes, setChanges] = useState<ReadonlyMap<number, Payment['role'] | null>>(new Map());
  const chosen = candidates.flatMap(({ line: { line }, isTaken, isTicked, role }) => {
    const now = changes.has(line) ? changes.get(line) : isTicked ? role : null;
    return isTaken || now === null || now === undefined ? [] : [{ line, role: now }];
  });
  const take = async () => {
    const call = client().bills.take({ orderId, itemId: bill.itemId, lines: chosen });
    const answer = await report.settled(call);
    if (answer === undefined) return;
    report.done(words.taken);
    setChanges(new Map());
    onChanged();
  };
  return (
    <>
      {bill.warnings.map((warning) => (
        <p key={warning} className="amber">
          {warning}
        </p>
      ))}
      <Duplicates bill={bill} />
      {candidates.length === 0 && <p>{words.none}</p>}
      {candidates.length > 0 && (
        <>
          <CandidateTable
            candidates={candidates}
            chosen={chosen}
            onChoose={(line, role) => setChanges((last) => new Map(last).set(line, role))}
          />
          <div>
            <Button
              type="primary"
              loading={isBusy}
              disabled={isLocked || chosen.length === 0}
              data-testid="money-take"
              onClick={() => {
                setBusy(true);
                void take().finally(() => setBusy(false));
              }}
            >
              {words.take(chosen.length)}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function Duplicates({ bill }: { bill: BillView }) {
  const { money: words } = useTexts();
  return bill.duplicates.map((found) => (
    <div
      key={found.lines.map(({ line }) => line).join(' ')}
      className="money-duplicate stack"
      data-testid="money-duplicate"
      data-certainty={found.certainty}
    >
      <p>
        <strong>
          {words.certainty[found.certainty]} · {words.overcharged(formatMoney(found.overchargedFen))}
        </strong>{' '}
        {found.reason}
      </p>
      {found.lines.map((line) => (
        <p key={line.line} className="figures">
          <LocalTime iso={line.atUtc} /> · {formatMoney(line.amountFen)} ·{' '}
          <span className="code">
            <UntrustedText text={line.transactionNumber} />
          </span>
        </p>
      ))}
    </div>
  ));
}
