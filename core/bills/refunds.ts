import type { Fen } from '../orders/index.ts';
import type { BillLine, BillLineFacts, LineState } from './bill.ts';
import { RefundCandidates, refundNames } from './refund-candidates.ts';
import { RefundDoubts } from './refund-doubts.ts';

/** Which refund belongs to which payment. */
export interface RefundLinks {
  readonly refundsOf: ReadonlyMap<BillLineFacts, readonly BillLineFacts[]>;
  /** Whether a refund of unknown origin may be this payment's: then nobody may call it unrefunded. */
  isDoubtful(payment: BillLineFacts): boolean;
}

/**
 * Says of every line what became of its money. A refund shows twice, as a status or column of the payment and as a line
 * of its own: what counts is the larger of the two, never their sum. Looks only at what the lines state, so it may be
 * applied again after bills were united.
 */
export function linkRefunds(lines: readonly BillLineFacts[]): readonly BillLine[] {
  const { refundsOf } = findRefundLinks(lines);
  return lines.map((line) => {
    const refundedFen = refundedOf(line, refundsOf.get(line) ?? []);
    return { ...line, state: stateOf(line, refundedFen), refundedFen };
  });
}

/**
 * Links refund lines to payments. 支付宝: the refund's number is the payment's and a suffix; else both carry the same
 * merchant number. 微信支付 writes no link: a payment that states a refund takes the first refund of that payee and
 * amount after it. Whatever is left over casts doubt on every payment it could belong to.
 */
export function findRefundLinks(lines: readonly BillLineFacts[]): RefundLinks {
  const inOrder = lines.toSorted(byTime);
  const candidates = new RefundCandidates(inOrder.filter(isPayment));
  const refundsOf = new Map<BillLineFacts, BillLineFacts[]>();
  const unlinked: BillLineFacts[] = [];
  const refunds = inOrder.filter(({ statedState }) => statedState === 'refund-line');
  for (const refund of refunds) {
    const payment =
      refund.provider === 'alipay'
        ? (candidates.byNumber(refund) ?? candidates.byMerchantNumber(refund))
        : candidates.takeStated(refund);
    if (payment === undefined) {
      if (!candidates.isElsewhere(refund)) unlinked.push(refund);
      continue;
    }
    const linked = refundsOf.get(payment);
    if (linked === undefined) refundsOf.set(payment, [refund]);
    else linked.push(refund);
  }
  const doubts = new RefundDoubts(withLookAlikes(unlinked, refunds));
  return { refundsOf, isDoubtful: (payment) => doubts.mayConcern(payment) };
}

/**
 * Where one of 微信支付's refunds of a payee has no payment, any of that payee's may have taken the wrong one: all of them
 * are in doubt then. Only when each is accounted for does a payment without a status count as kept.
 */
function withLookAlikes(
  unlinked: readonly BillLineFacts[],
  refunds: readonly BillLineFacts[],
): readonly BillLineFacts[] {
  const isByName = ({ provider }: BillLineFacts) => provider === 'wechat-pay';
  const names = new Set(unlinked.filter(isByName).flatMap(refundNames));
  const known = new Set(unlinked);
  return refunds.filter(
    (refund) =>
      known.has(refund) || (isByName(refund) && refundNames(refund).some((name) => names.has(name))),
  );
}

function isPayment({ statedState }: BillLineFacts): boolean {
  return ['paid', 'refunded', 'partly-refunded', 'closed'].includes(statedState);
}

function refundedOf(line: BillLineFacts, refunds: readonly BillLineFacts[]): Fen {
  if (!isPayment(line)) return 0;
  const found = refunds.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return Math.min(line.amountFen, Math.max(found, line.statedRefundFen ?? 0));
}

function stateOf(line: BillLineFacts, refundedFen: Fen): LineState {
  if (refundedFen === 0) return line.statedState;
  return refundedFen >= line.amountFen ? 'refunded' : 'partly-refunded';
}

function byTime(left: BillLineFacts, right: BillLineFacts): number {
  return left.atUtc < right.atUtc ? -1 : left.atUtc > right.atUtc ? 1 : 0;
}
