import { type CaseRecord, recordsOf } from '../../core/cases/index.ts';
import type { CaseView } from '../../core/contract/index.ts';
import { formatMoney } from '../../core/orders/index.ts';
import type { FakeFile } from './fake-case-view.ts';

type TimelineEntry = CaseView['timeline'][number];

/** What happened, oldest first: from the order, from what the user noted, from the first items. */
export function fakeTimeline({ order, items }: FakeFile, records: readonly CaseRecord[]): TimelineEntry[] {
  const { orderedAtUtc, paidAtUtc, promiseMinutes, amountFen } = order.facts;
  const entries: TimelineEntry[] = [];
  const fromOrder = (atUtc: string | null, what: string, record: string) => {
    if (atUtc === null) return;
    const itemIds = items.slice(0, 1).map(({ id }) => id);
    entries.push({ atUtc, what, source: 'order', itemIds, records: [record] });
  };
  fromOrder(orderedAtUtc, '下单', 'order/orderedAtUtc');
  fromOrder(paidAtUtc, amountFen === null ? '付款' : `付款 ${formatMoney(amountFen)}`, 'order/paidAtUtc');
  if (paidAtUtc !== null && promiseMinutes !== null) {
    const due = new Date(Date.parse(paidAtUtc) + promiseMinutes * 60_000).toISOString();
    fromOrder(due, `承诺的发货时间到了（${promiseMinutes} 分钟）`, 'order/promiseMinutes');
  }
  for (const { kind, id, capturedAtUtc } of items.slice(0, 6)) {
    if (kind === null) continue;
    entries.push({
      atUtc: capturedAtUtc,
      what: `截下 ${kind}`,
      source: 'capture',
      itemIds: [id],
      records: [],
    });
  }
  for (const fact of recordsOf(records, 'fact')) {
    if (fact.atUtc === null) continue;
    const amount = fact.amountFen === null ? '' : ` ${formatMoney(fact.amountFen)}`;
    entries.push({
      atUtc: fact.atUtc,
      what: `${fact.text === '' ? fact.what : fact.text}${amount}`,
      source: 'fact',
      itemIds: fact.itemIds,
      records: [`fact/${fact.id}`],
    });
  }
  for (const message of recordsOf(records, 'message')) {
    entries.push({
      atUtc: message.atUtc,
      what: `${message.who === 'buyer' ? '我' : '对方'}：${message.text}`,
      source: 'message',
      itemIds: message.itemIds,
      records: [`message/${message.id}`],
    });
  }
  return entries.toSorted((one, other) => one.atUtc.localeCompare(other.atUtc));
}
