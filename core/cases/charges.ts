import type { CaseRecord } from './case-record.ts';
import { type CaseView, readingsOf } from './case-view.ts';
import type { Basis } from './finding.ts';
import { compareNumbers } from './normalise.ts';

/** One charge of an account: a line of a bill, or what a picture of one shows. */
export interface Charge {
  readonly transactionNumber: string;
  readonly payee: string | null;
  readonly amountFen: number | null;
  readonly refundedFen: number;
  readonly ms: number | null;
  readonly record: CaseRecord;
  readonly items: readonly string[];
}

/** Every charge once, bills before pictures of them. Refunds are none. */
export function chargesOf(view: CaseView): readonly Charge[] {
  const charges: Charge[] = [];
  for (const payment of view.payments) {
    if (payment.role === 'refund') continue;
    charges.push({
      transactionNumber: payment.transactionNumber,
      payee: payment.payee === '' ? null : payment.payee,
      amountFen: payment.amountFen,
      refundedFen: payment.refundedFen,
      ms: Date.parse(payment.atUtc),
      record: payment,
      items: payment.billItemId === null ? [] : [payment.billItemId],
    });
  }
  for (const reading of readingsOf(view, 'E03', 'E16')) {
    const number = reading.transactionNumber;
    if (
      number === null ||
      charges.some((charge) => compareNumbers(charge.transactionNumber, number) !== 'different')
    ) {
      continue;
    }
    charges.push({
      transactionNumber: number,
      payee: reading.payee,
      amountFen: reading.amountFen,
      refundedFen: 0,
      ms: reading.shownAtUtc === null ? null : Date.parse(reading.shownAtUtc),
      record: reading,
      items: [reading.id],
    });
  }
  return charges;
}

/** What was charged and given back, in fen; undefined where an amount is unknown or nothing was charged. */
export function netChargedFen(
  charges: readonly Charge[],
): { readonly charged: number; readonly refunded: number } | undefined {
  if (charges.length === 0) return undefined;
  let charged = 0;
  let refunded = 0;
  for (const charge of charges) {
    if (charge.amountFen === null) return undefined;
    charged += charge.amountFen;
    refunded += charge.refundedFen;
  }
  return { charged, refunded };
}

export function basisOfCharges(charges: readonly Charge[]): Basis {
  return { items: charges.flatMap(({ items }) => items), records: charges.map(({ record }) => record) };
}
