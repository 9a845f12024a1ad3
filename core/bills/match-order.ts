import type { Fen } from '../orders/index.ts';
import type { BillLine } from './bill.ts';
import { mentionsOrder } from './duplicate-charges.ts';
import { sameName, sameNumber } from './names.ts';

/** What is known of an order; nothing is guessed for what is `null`. */
export interface OrderToMatch {
  readonly orderNumber: string;
  readonly transactionNumber: string | null;
  readonly amountFen: Fen | null;
  readonly paidAtUtc: string | null;
  readonly merchant: string;
}

export type MatchReason = 'transaction-number' | 'merchant-number' | 'amount-and-time';

export interface OrderMatch {
  readonly line: BillLine;
  /** Strongest first; never empty. */
  readonly by: readonly MatchReason[];
  /** What was paid minus what the order says; `null` when it says nothing. */
  readonly differenceFen: Fen | null;
}

/** How far the time that people note may lie from the payment's. */
const NEAR_MS = 30 * 60_000;
const strength: Readonly<Record<MatchReason, number>> = {
  'transaction-number': 4,
  'merchant-number': 2,
  'amount-and-time': 1,
};

/**
 * Finds the payments of an order, best first: by transaction number, by the shop's order number (as 商户单号 or inside the
 * product text), by the same amount within half an hour. Refund lines and income are never matched. Ties go to the
 * payee that is named like the merchant, then to the nearest time.
 */
export function matchOrder(lines: readonly BillLine[], order: OrderToMatch): readonly OrderMatch[] {
  return lines
    .filter(({ direction, state }) => direction !== 'in' && state !== 'refund-line')
    .map((line) => ({ line, by: reasons(line, order), differenceFen: difference(line, order) }))
    .filter(({ by }) => by.length > 0)
    .toSorted(
      (left, right) =>
        score(right) - score(left) ||
        Number(isPayee(right.line, order)) - Number(isPayee(left.line, order)) ||
        distanceMs(left.line, order) - distanceMs(right.line, order) ||
        left.line.line - right.line.line,
    );
}

function reasons(line: BillLine, order: OrderToMatch): readonly MatchReason[] {
  const found: MatchReason[] = [];
  const number = sameNumber(order.transactionNumber ?? '');
  if (number !== '' && number === sameNumber(line.transactionNumber)) found.push('transaction-number');
  // People also copy the merchant's number where the transaction number is asked for.
  const isMerchantNumber = number !== '' && line.merchantNumber === number;
  if (isMerchantNumber || mentionsOrder(line, order.orderNumber)) found.push('merchant-number');
  const isMoney = line.state !== 'unpaid' && line.state !== 'other';
  if (isMoney && order.amountFen === line.amountFen && distanceMs(line, order) <= NEAR_MS) {
    found.push('amount-and-time');
  }
  return found;
}

function difference(line: BillLine, order: OrderToMatch): Fen | null {
  return order.amountFen === null ? null : line.amountFen - order.amountFen;
}

function score({ by }: OrderMatch): number {
  return by.reduce((sum, reason) => sum + strength[reason], 0);
}

function isPayee(line: BillLine, order: OrderToMatch): boolean {
  const [payee, merchant] = [sameName(line.payee), sameName(order.merchant)];
  return payee !== '' && merchant !== '' && (payee.includes(merchant) || merchant.includes(payee));
}

function distanceMs(line: BillLine, order: OrderToMatch): number {
  if (order.paidAtUtc === null) return Number.MAX_SAFE_INTEGER;
  return Math.abs(Date.parse(line.atUtc) - Date.parse(order.paidAtUtc));
}
