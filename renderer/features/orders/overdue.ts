import type { Order } from '../../../core/orders/index.ts';

const MINUTE_MS = 60_000;

/** Minutes since the promised delivery passed (negative: still to go); undefined when nothing is awaited. */
export function overdueMinutes(order: Order, nowMs: number): number | undefined {
  const { status, paidAtUtc, promiseMinutes } = order.facts;
  if (status !== 'awaiting-delivery' || paidAtUtc === null || promiseMinutes === null) return undefined;
  return Math.trunc((nowMs - Date.parse(paidAtUtc)) / MINUTE_MS) - promiseMinutes;
}
