import type { Reading } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import type { OrderFacts } from '../../../core/orders/index.ts';
import { fenOf, lineOf, typedFen, utcOf } from './typed.ts';

/** What is copied from a picture as one line, with the longest that is kept. */
export const readingLines = {
  orderNumber: 80,
  transactionNumber: 80,
  merchantNumber: 80,
  keyHead: 16,
  keyTail: 16,
  domain: 200,
  shownText: 400,
  merchant: 120,
  payee: 120,
  product: 200,
} as const;
export type ReadingLine = keyof typeof readingLines;
export const readingLineNames = Object.keys(readingLines) as ReadingLine[];

/** What the form holds. */
export type ReadingFields = Partial<Record<ReadingLine | 'amount' | 'shownAt', string>> & {
  readonly shows?: readonly string[];
};

/** The form's texts of what was read before. */
export function readingFields(reading: Reading | undefined): ReadingFields {
  if (reading === undefined) return { shows: [] };
  const lines = readingLineNames.map((name) => [name, reading[name] ?? '']);
  return {
    ...Object.fromEntries(lines),
    amount: typedFen(reading.amountFen),
    shownAt: reading.shownAtUtc ?? '',
    shows: reading.shows,
  };
}

/** What was typed as a record; undefined when it holds nothing or an amount that is none. */
export function readingOf(id: ItemId, fields: ReadingFields): Reading | undefined {
  const amountFen = fenOf(fields.amount);
  if (amountFen === undefined) return undefined;
  const reading: Reading = {
    kind: 'reading',
    id,
    orderNumber: lineOf(fields.orderNumber),
    transactionNumber: lineOf(fields.transactionNumber),
    merchantNumber: lineOf(fields.merchantNumber),
    amountFen,
    shownAtUtc: utcOf(fields.shownAt),
    keyHead: lineOf(fields.keyHead),
    keyTail: lineOf(fields.keyTail),
    domain: lineOf(fields.domain),
    shownText: lineOf(fields.shownText),
    merchant: lineOf(fields.merchant),
    payee: lineOf(fields.payee),
    product: lineOf(fields.product),
    shows: [...(fields.shows ?? [])],
  };
  const { kind: _, id: __, shows, ...values } = reading;
  const isEmpty = shows.length === 0 && Object.values(values).every((value) => value === null);
  return isEmpty ? undefined : reading;
}

/** What the order says of the same, to take over by one press once it was seen in the picture. Never filled in by itself. */
export function suggestions(facts: OrderFacts): Partial<Record<ReadingLine | 'amount', string>> {
  return {
    orderNumber: facts.number,
    ...(facts.transactionNumber === null ? {} : { transactionNumber: facts.transactionNumber }),
    ...(facts.amountFen === null ? {} : { amount: typedFen(facts.amountFen) }),
    merchant: facts.merchant,
    product: facts.product,
  };
}
