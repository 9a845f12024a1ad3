import { MINUTE_MS, minutesText } from './beijing-time.ts';
import { type CaseView, firstTimed, readingsOf } from './case-view.ts';
import type { Basis } from './finding.ts';
import { parsePromise } from './promise-time.ts';

/** How long the merchant promised to take, and where that stands. */
export interface DeliveryPromise {
  readonly minutes: number;
  /** 「10 分钟」, 「秒发（按 1 分钟计）」. */
  readonly text: string;
  readonly basis: Basis;
}

/** A moment with where it stands. */
export interface Moment {
  readonly ms: number;
  readonly basis: Basis;
}

/** The promise in minutes: the order's figure, its words, what an E02 shows, in this order. */
export function promiseOf(view: CaseView): DeliveryPromise | undefined {
  const { promiseMinutes, promiseText } = view.order;
  if (promiseMinutes !== null) {
    return {
      minutes: promiseMinutes,
      text: minutesText(promiseMinutes),
      basis: { order: ['promiseMinutes'] },
    };
  }
  const own = promiseText === null ? undefined : parsePromise(promiseText);
  if (own !== undefined) return { ...worded(own), basis: { order: ['promiseText'] } };
  for (const reading of readingsOf(view, 'E02')) {
    const read = reading.shownText === null ? undefined : parsePromise(reading.shownText);
    if (read !== undefined) return { ...worded(read), basis: { items: [reading.id], records: [reading] } };
  }
  return undefined;
}

function worded(read: {
  readonly minutes: number;
  readonly isImmediate: boolean;
}): Omit<DeliveryPromise, 'basis'> {
  const text = read.isImmediate ? `即时发货（按 ${read.minutes} 分钟计）` : minutesText(read.minutes);
  return { minutes: read.minutes, text };
}

/** When it was paid: the order's fact, else the user's, else the bill's. */
export function paidMoment(view: CaseView): Moment | undefined {
  if (view.order.paidAtUtc !== null)
    return { ms: Date.parse(view.order.paidAtUtc), basis: { order: ['paidAtUtc'] } };
  const fact = firstTimed(view, 'paid');
  if (fact !== undefined)
    return { ms: Date.parse(fact.atUtc), basis: { items: fact.itemIds, records: [fact] } };
  const payment = view.payments.find(({ role }) => role === 'payment');
  return payment === undefined ? undefined : { ms: Date.parse(payment.atUtc), basis: { records: [payment] } };
}

/** The last moment for delivery: payment and promise, else a moment that the merchant named. */
export function deadlineOf(view: CaseView): Moment | undefined {
  const promise = promiseOf(view);
  const paid = paidMoment(view);
  if (promise !== undefined && paid !== undefined) {
    return { ms: paid.ms + promise.minutes * MINUTE_MS, basis: joined(promise.basis, paid.basis) };
  }
  const until = firstTimed(view, 'promised-until');
  if (until === undefined) return undefined;
  return { ms: Date.parse(until.atUtc), basis: { items: until.itemIds, records: [until] } };
}

/** When it was delivered, that is, could be found and read: the user's fact, else what an E06 shows. */
export function deliveredMoment(view: CaseView): Moment | undefined {
  const fact = firstTimed(view, 'delivered');
  if (fact !== undefined)
    return { ms: Date.parse(fact.atUtc), basis: { items: fact.itemIds, records: [fact] } };
  for (const reading of readingsOf(view, 'E06')) {
    if (reading.shownAtUtc !== null) {
      return { ms: Date.parse(reading.shownAtUtc), basis: { items: [reading.id], records: [reading] } };
    }
  }
  return undefined;
}

/** One basis of several. */
export function joined(...bases: readonly Basis[]): Basis {
  return {
    items: bases.flatMap(({ items }) => items ?? []),
    records: bases.flatMap(({ records }) => records ?? []),
    order: bases.flatMap(({ order }) => order ?? []),
  };
}
