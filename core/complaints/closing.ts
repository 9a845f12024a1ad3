import { type CaseFile, type Closing, recordsOf } from '../cases/index.ts';
import { type Fen, formatMoney } from '../orders/index.ts';
import { fail, ok, type Result } from '../result.ts';

/**
 * `REFUND_EXCEEDS_PAYMENT`: more came back than was paid. `REFUND_MISSING`: a refund without an amount.
 * `REFUND_UNEXPECTED`: an amount with an outcome that has none. `CLOSED_BEFORE_PAYMENT`, `CLOSED_IN_FUTURE`: an impossible
 * time.
 */
export const closingErrors = [
  'REFUND_EXCEEDS_PAYMENT',
  'REFUND_MISSING',
  'REFUND_UNEXPECTED',
  'CLOSED_BEFORE_PAYMENT',
  'CLOSED_IN_FUTURE',
] as const;
export type ClosingError = (typeof closingErrors)[number];

/** An outcome that can be true, with what is better mended. */
export interface CheckedClosing {
  readonly closing: Closing;
  /** Chinese sentences; they do not stand in the way. */
  readonly advice: readonly string[];
}

/** Whether an outcome can be true of this case, before it is written down. */
export function checkClosing(
  closing: Closing,
  caseFile: CaseFile,
  nowUtc: string,
): Result<CheckedClosing, ClosingError> {
  const { refundedFen, outcome, atUtc } = closing;
  const paid = paidFen(caseFile);
  const hasRefund = outcome === 'refunded' || outcome === 'partly-refunded';
  if (hasRefund && refundedFen === 0) {
    return fail('REFUND_MISSING', '请填写实际退回的金额；没有退钱的，选别的结果。');
  }
  if ((outcome === 'lost' || outcome === 'given-up') && refundedFen > 0) {
    return fail('REFUND_UNEXPECTED', '有退款金额的，请选“已退款”或“部分退款”；没有退款的，金额填 0。');
  }
  // Compensation above the price is possible (假一赔三), but then the user says that it was asked for.
  if (paid !== null && refundedFen > paid && !isCompensationAsked(caseFile)) {
    return fail(
      'REFUND_EXCEEDS_PAYMENT',
      `退回的 ${formatMoney(refundedFen)} 比付出的 ${formatMoney(paid)} 还多，请核对；如果含有赔偿，请先把诉求改为赔偿。`,
    );
  }
  const paidAtUtc = firstPaidUtc(caseFile);
  if (paidAtUtc !== undefined && atUtc < paidAtUtc) {
    return fail('CLOSED_BEFORE_PAYMENT', '结案时间早于付款时间，请核对两个时间。');
  }
  if (atUtc > nowUtc) return fail('CLOSED_IN_FUTURE', '结案时间还没有到，请核对。');
  return ok({ closing, advice: adviceFor(closing, caseFile, paid) });
}

function adviceFor(closing: Closing, { items, records }: CaseFile, paid: Fen | null): readonly string[] {
  const { refundedFen, outcome, itemIds } = closing;
  const kept = new Set(items.map(({ id }) => id));
  const wanted = recordsOf(records, 'situation')[0]?.wantedFen ?? paid;
  const hasEvidence = itemIds.some((id) => kept.has(id));
  return [
    ...(refundedFen > 0 && !hasEvidence
      ? ['还没有退款到账的凭证：固定一张退款到账的账单截图，关联到结案里。']
      : []),
    ...(paid === null && refundedFen > 0 ? ['订单还没有填金额，无法核对退款。'] : []),
    ...(outcome === 'refunded' && wanted !== null && refundedFen < wanted
      ? [
          `退回的 ${formatMoney(refundedFen)} 少于要求的 ${formatMoney(wanted)}：只退了一部分的，请选“部分退款”。`,
        ]
      : []),
    ...(outcome === 'partly-refunded' && paid !== null && refundedFen >= paid
      ? ['退回的已经等于付出的：全部退回的，请选“已退款”。']
      : []),
  ];
}

/** All that went out for this order, a double charge included; null when no amount is known. */
function paidFen({ order, records }: CaseFile): Fen | null {
  const charged = recordsOf(records, 'payment').filter(({ role }) => role !== 'refund');
  const facts = recordsOf(records, 'fact').filter(
    ({ what }) => what === 'charged' || what === 'charged-again',
  );
  const { amountFen } = order.facts;
  const sums = [
    charged.reduce((sum, payment) => sum + payment.amountFen, 0),
    facts.reduce((sum, fact) => sum + (fact.amountFen ?? 0), 0),
    amountFen ?? 0,
  ];
  const isKnown = amountFen !== null || charged.length > 0 || facts.some((fact) => fact.amountFen !== null);
  return isKnown ? Math.max(...sums) : null;
}

function isCompensationAsked({ records }: CaseFile): boolean {
  const situation = recordsOf(records, 'situation')[0];
  return situation?.wants === 'compensate' || situation?.isTripleClaimed === true;
}

function firstPaidUtc({ order, records }: CaseFile): string | undefined {
  const facts = recordsOf(records, 'fact').filter(({ what }) => what === 'paid');
  const payments = recordsOf(records, 'payment').filter(({ role }) => role === 'payment');
  const { paidAtUtc } = order.facts;
  const times = [...facts, ...payments].flatMap(({ atUtc }) => atUtc ?? []);
  return [...(paidAtUtc === null ? [] : [paidAtUtc]), ...times].toSorted()[0];
}
