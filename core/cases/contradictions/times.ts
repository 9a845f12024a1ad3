import type { Contradiction } from '../assessment.ts';
import {
  beijingDayNumber,
  DAY_MS,
  HOUR_MS,
  isBeijingMidnight,
  MINUTE_MS,
  momentText,
} from '../beijing-time.ts';
import type { FactKind } from '../case-record.ts';
import { type CaseView, firstTimed, itemsOf, momentOf } from '../case-view.ts';
import { factNames } from '../fact-names.ts';
import { deadlineOf } from '../promise.ts';
import { contradiction, itemName, type Statement, statement } from './statement.ts';

type Point = FactKind | 'order/orderedAtUtc' | 'order/paidAtUtc';

/** What cannot come before what. */
const order: readonly (readonly [earlier: Point, later: Point])[] = [
  ['order/orderedAtUtc', 'order/paidAtUtc'],
  ['order/orderedAtUtc', 'paid'],
  ['ordered', 'paid'],
  ['order/orderedAtUtc', 'delivered'],
  ['order/paidAtUtc', 'delivered'],
  ['paid', 'delivered'],
  ['order/orderedAtUtc', 'reminded'],
  ['order/orderedAtUtc', 'refund-demanded'],
  ['order/orderedAtUtc', 'complained'],
  ['order/orderedAtUtc', 'merchant-refused'],
  ['order/paidAtUtc', 'refund-received'],
  ['delivered', 'receipt-confirmed'],
  ['delivered', 'checked'],
  ['delivered', 'defect-found'],
  ['delivered', 'login-succeeded'],
  ['delivered', 'account-recovered'],
  ['delivered', 'issuer-verified'],
  ['login-succeeded', 'account-recovered'],
  ['charged', 'charged-again'],
  ['identity-requested', 'identity-answered'],
  ['complained', 'answered'],
  ['order/orderedAtUtc', 'rescinded'],
];

/** One clock shows minutes, another seconds. */
const TOLERANCE_MS = MINUTE_MS;
/** Clocks of two machines. */
const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;
/** A recording shows times after its beginning. */
const LONGEST_RECORDING_MS = 12 * HOUR_MS;

/** Facts in an order that cannot be, facts that have not happened yet, answers before what they answer. */
export function timeOrder(view: CaseView): readonly Contradiction[] {
  const found: Contradiction[] = [];
  for (const [earlier, later] of order) {
    const [first, second] = [msOf(view, earlier), msOf(view, later)];
    if (first === undefined || second === undefined || !isBefore(second, first)) continue;
    const [left, right] = [pointOf(view, earlier), pointOf(view, later)];
    if (left !== undefined && right !== undefined) {
      found.push(contradiction('TIME_ORDER', '先后颠倒。', left, right));
    }
  }
  for (const fact of view.facts) {
    if (fact.atUtc === null || fact.what === 'promised-until') continue;
    const ms = Date.parse(fact.atUtc);
    if (ms - view.atMs <= DAY_MS) continue;
    const now = statement(view.atMs, `现在：${momentText(view.atMs)}`, {});
    found.push(
      contradiction('TIME_ORDER', '写的时间还没有到。', factStatement(view, fact.what, ms, fact), now),
    );
  }
  return [...found, ...repliesBeforeSubmission(view)];
}

function repliesBeforeSubmission(view: CaseView): readonly Contradiction[] {
  return view.replies.flatMap((reply) => {
    const submission = view.submissions.find(({ id }) => id === reply.submissionId);
    if (submission === undefined || !isBefore(Date.parse(reply.atUtc), Date.parse(submission.atUtc)))
      return [];
    const sent = Date.parse(submission.atUtc);
    const left = statement(sent, `提交：${momentText(sent, view.atMs)}`, { records: [submission] });
    const came = Date.parse(reply.atUtc);
    const right = statement(came, `答复：${momentText(came, view.atMs)}`, {
      items: reply.itemIds,
      records: [reply],
    });
    return [contradiction('TIME_ORDER', '答复早于提交。', left, right)];
  });
}

function isBefore(later: number, earlier: number): boolean {
  if (later >= earlier - TOLERANCE_MS) return false;
  const isDayOnly = isBeijingMidnight(later) || isBeijingMidnight(earlier);
  return !isDayOnly || beijingDayNumber(later) < beijingDayNumber(earlier);
}

/** The moment alone: nearly all pairs are in order, and their words are never needed. */
function msOf(view: CaseView, point: Point): number | undefined {
  if (point === 'order/orderedAtUtc' || point === 'order/paidAtUtc') {
    const utc = point === 'order/paidAtUtc' ? view.order.paidAtUtc : view.order.orderedAtUtc;
    return utc === null ? undefined : Date.parse(utc);
  }
  const fact = firstTimed(view, point);
  return fact === undefined ? undefined : Date.parse(fact.atUtc);
}

function pointOf(view: CaseView, point: Point): Statement<number> | undefined {
  if (point === 'order/orderedAtUtc' || point === 'order/paidAtUtc') {
    const field = point === 'order/paidAtUtc' ? 'paidAtUtc' : 'orderedAtUtc';
    const utc = view.order[field];
    if (utc === null) return undefined;
    const ms = Date.parse(utc);
    const name = field === 'paidAtUtc' ? '付款' : '下单';
    return statement(ms, `订单${name}时间：${momentText(ms, view.atMs)}`, { order: [field] });
  }
  const fact = firstTimed(view, point);
  return fact === undefined ? undefined : factStatement(view, point, Date.parse(fact.atUtc), fact);
}

function factStatement(
  view: CaseView,
  what: FactKind,
  ms: number,
  fact: CaseView['facts'][number],
): Statement<number> {
  return statement(ms, `${factNames[what]}：${momentText(ms, view.atMs)}`, {
    items: fact.itemIds,
    records: [fact],
  });
}

/** Every picture of 未发货 was taken before the time for delivery was over. */
export function statusBeforeDeadline(view: CaseView): readonly Contradiction[] {
  const deadline = deadlineOf(view);
  const items = itemsOf(view, 'E04');
  const isUndelivered =
    view.scenario === 'not_delivered' ||
    (view.scenario === null && view.order.status === 'awaiting-delivery');
  if (deadline === undefined || !isUndelivered || items.length === 0) return [];
  const moments = items.map((item) => momentOf(view, item));
  const latest = Math.max(...moments.map((ms) => ms ?? Number.POSITIVE_INFINITY));
  const at = moments.indexOf(latest);
  if (latest > deadline.ms || at < 0) return [];
  const item = items[at];
  const left = statement(latest, `${itemName(item)} 截取时间：${momentText(latest, view.atMs)}`, { items });
  const right = statement(deadline.ms, `应交付时间：${momentText(deadline.ms, view.atMs)}`, deadline.basis);
  return [
    contradiction('STATUS_BEFORE_DEADLINE', '“未发货”的截图早于承诺的时限，还证明不了超时。', left, right),
  ];
}

/** A picture cannot show a time after it was taken or brought in. */
export function capturedBeforeShown(view: CaseView): readonly Contradiction[] {
  return view.readings.flatMap((reading) => {
    const item = view.itemsById.get(reading.id);
    if (item === undefined || reading.shownAtUtc === null) return [];
    const [shown, captured] = [Date.parse(reading.shownAtUtc), Date.parse(item.capturedAtUtc)];
    const tolerance = /^(?:video|audio)\//.test(item.mediaType) ? LONGEST_RECORDING_MS : CLOCK_TOLERANCE_MS;
    const isSameDay = isBeijingMidnight(shown) && beijingDayNumber(shown) === beijingDayNumber(captured);
    if (shown - captured <= tolerance || isSameDay) return [];
    const left = statement(captured, `${itemName(item)} 入库时间：${momentText(captured, view.atMs)}`, {
      items: [item],
    });
    const right = statement(shown, `图中时间：${momentText(shown, view.atMs)}`, {
      items: [item],
      records: [reading],
    });
    return [contradiction('CAPTURED_BEFORE_SHOWN', '图中的时间晚于截图的时间。', left, right)];
  });
}
