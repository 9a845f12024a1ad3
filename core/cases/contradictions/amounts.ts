import type { EvidenceKind } from '../../evidence/evidence-kinds.ts';
import { formatMoney } from '../../orders/money.ts';
import type { Contradiction } from '../assessment.ts';
import { type CaseView, factsOf } from '../case-view.ts';
import { compareWithFirst, contradiction, itemName, type Statement, statement } from './statement.ts';

/** Kinds that show what was paid for the order, and not a list price, a loss or a total. */
const SHOWS_PAID: readonly EvidenceKind[] = ['E01', 'E03', 'E04', 'E06', 'E15', 'E22'];

/** Amounts of the order, its payments and what pictures show; parts of one payment count together. */
export function amounts(view: CaseView): readonly Contradiction[] {
  const due = view.order.amountFen;
  const paid = view.payments.filter(({ role }) => role === 'payment');
  const total = paid.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const isInParts = due !== null && paid.length > 1 && total === due;
  const statements: Statement<number>[] = [];
  if (due !== null) statements.push(statement(due, `订单：${formatMoney(due)}`, { order: ['amountFen'] }));
  for (const payment of isInParts ? [] : paid) {
    statements.push(
      statement(payment.amountFen, `账单：${formatMoney(payment.amountFen)}`, {
        items: payment.billItemId === null ? [] : [payment.billItemId],
        records: [payment],
      }),
    );
  }
  for (const fact of factsOf(view, 'ordered', 'paid', 'charged')) {
    if (fact.amountFen === null) continue;
    statements.push(
      statement(fact.amountFen, `事实：${formatMoney(fact.amountFen)}`, {
        items: fact.itemIds,
        records: [fact],
      }),
    );
  }
  const parts = new Set(isInParts ? paid.map(({ amountFen }) => amountFen) : []);
  for (const reading of view.readings) {
    const item = view.itemsById.get(reading.id);
    const kind = item?.kind ?? null;
    if (reading.amountFen === null || kind === null || !SHOWS_PAID.includes(kind)) continue;
    if (parts.has(reading.amountFen)) continue;
    const text = `${itemName(item)} 金额：${formatMoney(reading.amountFen)}`;
    statements.push(statement(reading.amountFen, text, { items: [reading.id], records: [reading] }));
  }
  return compareWithFirst('AMOUNT_DIFFERS', '金额不一致。', statements, (left, right) =>
    left === right ? 'same' : 'different',
  );
}

/** More came back than was paid. Where compensation is asked for, that is what is hoped for and no contradiction. */
export function refunds(view: CaseView): readonly Contradiction[] {
  const charged = view.payments.filter(({ role }) => role !== 'refund');
  const total = charged.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const paid = charged.length > 0 ? total : view.order.amountFen;
  const { situation } = view;
  if (paid === null || situation?.wants === 'compensate' || situation?.isTripleClaimed) return [];
  const left = statement(
    paid,
    `实付：${formatMoney(paid)}`,
    charged.length > 0 ? { records: charged } : { order: ['amountFen'] },
  );
  const facts = factsOf(view, 'refund-received').filter(({ amountFen }) => amountFen !== null);
  const stated = facts.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
  const refundLines = view.payments.filter(({ role }) => role === 'refund');
  const billed = Math.max(
    charged.reduce((sum, { refundedFen }) => sum + refundedFen, 0),
    refundLines.reduce((sum, { amountFen }) => sum + amountFen, 0),
  );
  const found: Statement<number>[] = [
    statement(stated, `事实退款：${formatMoney(stated)}`, {
      items: facts.flatMap(({ itemIds }) => itemIds),
      records: facts,
    }),
    statement(billed, `账单退款：${formatMoney(billed)}`, { records: [...charged, ...refundLines] }),
  ];
  if (view.closing !== undefined) {
    const { refundedFen } = view.closing;
    found.push(statement(refundedFen, `了结退款：${formatMoney(refundedFen)}`, { records: [view.closing] }));
  }
  const over = found.find(({ value }) => value > paid);
  return over === undefined ? [] : [contradiction('REFUND_EXCEEDS_PAYMENT', '退款比付款还多。', left, over)];
}
