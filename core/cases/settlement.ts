import type { Fen } from '../orders/money.ts';
import type { CaseFile } from './case-file.ts';
import { recordsOf } from './case-record.ts';

/** What an order cost, was paid and got back, step by step; refunds are counted once. */
export interface CaseSettlement {
  readonly steps: readonly { readonly label: string; readonly amountFen: Fen }[];
  /** Paid and not come back, above what was due; null where neither is known. */
  readonly outstandingFen: Fen | null;
}

/**
 * The sum of the payments taken over from bills: each payment, what came back of it, and what was due. A payment's own
 * refund is taken from its line; separate refund lines would count it twice and are shown without being added.
 */
export function settlementOf({ order, records }: CaseFile): CaseSettlement {
  const payments = recordsOf(records, 'payment');
  const charges = payments.filter(({ role }) => role !== 'refund');
  const due = order.facts.amountFen;
  if (charges.length === 0) {
    return { steps: due === null ? [] : [{ label: '订单金额', amountFen: due }], outstandingFen: null };
  }
  const paidFen = sum(charges.map(({ amountFen }) => amountFen));
  const refundedFen = sum(charges.map((charge) => charge.refundedFen));
  return {
    steps: [
      ...(due === null ? [] : [{ label: '订单金额', amountFen: due }]),
      ...charges.map(({ transactionNumber, amountFen }) => ({
        label: `付款 ${transactionNumber}`,
        amountFen,
      })),
      { label: '实付合计', amountFen: paidFen },
      { label: '已退合计', amountFen: refundedFen },
      { label: '还在对方手里', amountFen: paidFen - refundedFen },
    ],
    outstandingFen: due === null ? null : paidFen - refundedFen - due,
  };
}

function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amount) => total + amount, 0);
}
