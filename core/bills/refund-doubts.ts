import type { Fen } from '../orders/index.ts';
import type { BillLineFacts } from './bill.ts';
import { append, keyOf, paymentNames, refundNames } from './refund-candidates.ts';

/** Refunds from some moment on: the smallest decides whether a payment could be theirs. */
interface Rest {
  readonly atUtc: string;
  readonly smallestFen: Fen;
}

const ANY = '*';

/** Refunds whose payment nothing names, and the payments that they may belong to. */
export class RefundDoubts {
  readonly #byKey = new Map<string, readonly Rest[]>();

  /** `refunds` in order of time. */
  constructor(refunds: readonly BillLineFacts[]) {
    const grouped = new Map<string, BillLineFacts[]>();
    for (const refund of refunds) {
      const names = refundNames(refund);
      for (const name of names.length === 0 ? [ANY] : names) append(grouped, keyOf(refund, name), refund);
      if (refund.merchantNumber !== null) append(grouped, keyOf(refund, refund.merchantNumber), refund);
    }
    for (const [key, group] of grouped) this.#byKey.set(key, restsOf(group));
  }

  /** Whether some refund of unknown origin, not before the payment and not above it, may be this payment's. */
  mayConcern(payment: BillLineFacts): boolean {
    const { merchantNumber } = payment;
    const keys = [ANY, ...paymentNames(payment), ...(merchantNumber === null ? [] : [merchantNumber])];
    return keys.some((key) => {
      const rests = this.#byKey.get(keyOf(payment, key)) ?? [];
      const first = rests[firstFrom(rests, payment.atUtc)];
      return first !== undefined && first.smallestFen <= payment.amountFen;
    });
  }
}

function restsOf(group: readonly BillLineFacts[]): readonly Rest[] {
  let smallestFen = Number.POSITIVE_INFINITY;
  return group
    .toReversed()
    .map(({ atUtc, amountFen }) => {
      smallestFen = Math.min(smallestFen, amountFen);
      return { atUtc, smallestFen };
    })
    .toReversed();
}

/** Index of the first rest that does not begin before `atUtc`. */
function firstFrom(rests: readonly Rest[], atUtc: string): number {
  let [low, high] = [0, rests.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rests[middle]?.atUtc ?? '') < atUtc) low = middle + 1;
    else high = middle;
  }
  return low;
}
