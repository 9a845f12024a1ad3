import type { EvidenceKind } from '../../evidence/evidence-kinds.ts';
import type { Contradiction } from '../assessment.ts';
import type { Reading } from '../case-record.ts';
import { type CaseView, readingsOf } from '../case-view.ts';
import { compareKeys } from '../checks/card-invalid.ts';
import { compareNames, compareNumbers, compareProducts } from '../normalise.ts';
import { compareWithFirst, contradiction, itemName, type Statement, statement } from './statement.ts';

/** Kinds in which 商家 is the payee's or the company's name, not the shop's. */
const NOT_THE_SHOP: readonly EvidenceKind[] = ['E03', 'E10', 'E12', 'E16', 'E19', 'E20', 'E21', 'E25'];
/** Kinds that show the goods under the name they were ordered by. */
const SHOWS_PRODUCT: readonly EvidenceKind[] = ['E01', 'E02', 'E04', 'E05', 'E06', 'E15', 'E22'];

export function orderNumbers(view: CaseView): readonly Contradiction[] {
  const statements = [
    statement(view.order.number, `订单：${view.order.number}`, { order: ['number'] }),
    ...readings(view, ({ orderNumber }) => orderNumber, '订单号'),
  ];
  return compareWithFirst('ORDER_NUMBER_DIFFERS', '订单号不一致。', statements, compareNumbers);
}

/**
 * A number on a picture has to be one that the order or a bill knows, whether as a transaction's or a merchant's number:
 * people take one for the other. Pictures are compared with each other only where neither order nor bill names one.
 */
export function transactionNumbers(view: CaseView): readonly Contradiction[] {
  const own = view.order.transactionNumber;
  const billed = view.payments.map((payment) =>
    statement(payment.transactionNumber, `账单：${payment.transactionNumber}`, {
      items: payment.billItemId === null ? [] : [payment.billItemId],
      records: [payment],
    }),
  );
  const shown = readings(view, ({ transactionNumber }) => transactionNumber, '交易单号');
  const known = [
    ...(own === null ? [] : [statement(own, `订单：${own}`, { order: ['transactionNumber'] })]),
    ...billed,
  ];
  const text = '交易单号不一致。';
  const [first] = known;
  if (first === undefined) {
    const isPlural = view.scenario === 'duplicate_charge';
    return isPlural ? [] : compareWithFirst('TRANSACTION_NUMBER_DIFFERS', text, shown, compareNumbers);
  }
  const others = [...view.payments, ...view.readings].flatMap(({ merchantNumber }) => merchantNumber ?? []);
  const isKnown = (number: string) =>
    [...known.map(({ value }) => value), ...others].some(
      (one) => compareNumbers(one, number) !== 'different',
    );
  const strange = shown.filter(({ value }) => !isKnown(value));
  const isBilled =
    own === null ||
    billed.length === 0 ||
    others.some((one) => compareNumbers(one, own) !== 'different') ||
    billed.some(({ value }) => compareNumbers(value, own) !== 'different');
  const [bill] = billed;
  const found =
    isBilled || bill === undefined ? [] : [contradiction('TRANSACTION_NUMBER_DIFFERS', text, first, bill)];
  if (view.scenario === 'duplicate_charge' && billed.length === 0) return found;
  return [
    ...found,
    ...compareWithFirst('TRANSACTION_NUMBER_DIFFERS', text, [first, ...strange], compareNumbers),
  ];
}

export function merchants(view: CaseView): readonly Contradiction[] {
  const shown = readings(view, ({ merchant }) => merchant, '店铺').filter(
    ({ kind }) => kind === null || !NOT_THE_SHOP.includes(kind),
  );
  const own = statement(view.order.merchant, `订单：${view.order.merchant}`, { order: ['merchant'] });
  return compareWithFirst('MERCHANT_DIFFERS', '商家名称不一致。', [own, ...shown], compareNames);
}

export function products(view: CaseView): readonly Contradiction[] {
  const shown = readings(view, ({ product }) => product, '商品').filter(
    ({ kind }) => kind !== null && SHOWS_PRODUCT.includes(kind),
  );
  const own = statement(view.order.product, `订单：${view.order.product}`, { order: ['product'] });
  return compareWithFirst('PRODUCT_DIFFERS', '商品不一致。', [own, ...shown], compareProducts);
}

/** Payees of the payment itself; those of a second charge are a matter of the check. */
export function payees(view: CaseView): readonly Contradiction[] {
  const card = view.merchant?.fields.payee ?? null;
  const statements: Statement<string>[] = [
    ...view.payments
      .filter(({ role, payee }) => role === 'payment' && payee !== '')
      .map((payment) => statement(payment.payee, `账单收款方：${payment.payee}`, { records: [payment] })),
    ...readings(view, ({ payee }) => payee, '收款方'),
    ...(card === null || view.merchant === undefined
      ? []
      : [statement(card, `主体信息收款方：${card}`, { records: [view.merchant] })]),
  ];
  return compareWithFirst('PAYEE_DIFFERS', '收款方不一致。', statements, compareNames);
}

/** An order may bring several keys: a key elsewhere has to be one of those delivered. */
export function keys(view: CaseView): readonly Contradiction[] {
  const delivered = readingsOf(view, 'E06').filter(showsKey);
  const [first] = delivered;
  if (first === undefined) return [];
  const used = readingsOf(view, 'E07', 'E08', 'E19').filter(showsKey);
  return used
    .filter((reading) => delivered.every((one) => compareKeys(one, reading) === 'different'))
    .map((reading) =>
      contradiction('KEY_DIFFERS', '卡密不一致。', keyStatement(view, first), keyStatement(view, reading)),
    );
}

function showsKey({ keyHead, keyTail }: Reading): boolean {
  return keyHead !== null || keyTail !== null;
}

function keyStatement(view: CaseView, reading: Reading): Statement<Reading> {
  const name = itemName(view.itemsById.get(reading.id));
  return statement(reading, `${name} 卡密：${reading.keyHead ?? ''}…${reading.keyTail ?? ''}`, {
    items: [reading.id],
    records: [reading],
  });
}

function readings(
  view: CaseView,
  pick: (reading: Reading) => string | null,
  label: string,
): readonly (Statement<string> & { readonly kind: EvidenceKind | null })[] {
  return view.readings.flatMap((reading) => {
    const value = pick(reading);
    if (value === null) return [];
    const item = view.itemsById.get(reading.id);
    const text = `${itemName(item)} ${label}：${value}`;
    return [
      { ...statement(value, text, { items: [reading.id], records: [reading] }), kind: item?.kind ?? null },
    ];
  });
}
