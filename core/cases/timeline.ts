import { formatMoney } from '../orders/money.ts';
import type { Grounds } from './assessment.ts';
import type { CaseFile } from './case-file.ts';
import type { ChatMessage, ReplyOutcome } from './case-record.ts';
import { type CaseView, isTimed, momentOf, viewOf } from './case-view.ts';
import { factNames } from './fact-names.ts';
import { type Basis, groundsOf } from './finding.ts';
import { deadlineOf } from './promise.ts';

export const timelineSources = [
  'order',
  'fact',
  'message',
  'payment',
  'capture',
  'submission',
  'reply',
  'closing',
] as const;

/** One thing that happened. */
export interface TimelineEntry extends Grounds {
  readonly atUtc: string;
  /** What happened, in Chinese; words of others verbatim in 「」. */
  readonly what: string;
  readonly source: (typeof timelineSources)[number];
}

const speakers: Readonly<Record<ChatMessage['who'], string>> = {
  buyer: '我',
  merchant: '商家',
  platform: '平台',
  issuer: '发行方',
  other: '其他人',
};

const outcomes: Readonly<Record<ReplyOutcome, string>> = {
  received: '已收到',
  accepted: '已受理',
  refused: '不予受理',
  promised: '答应处理',
  refunded: '已退款',
  rejected: '驳回',
  unsupported: '不支持',
  'mediation-ended': '终止调解',
  'case-filed': '已立案',
  settled: '达成和解',
  other: '答复',
};

/**
 * Everything of a case that has a time, oldest first; what happened at the same moment in the order of
 * {@link timelineSources}. An import counts from what its picture shows, and from its import where nothing is known.
 * Facts without a time are not in it.
 */
export function timelineOf(caseFile: CaseFile): readonly TimelineEntry[] {
  const view = viewOf(caseFile, { at: '1970-01-01T00:00:00.000Z' });
  const entries = [
    ...orderEntries(view),
    ...factEntries(view),
    ...messageEntries(view),
    ...captureEntries(view),
    ...filingEntries(view),
  ];
  return entries
    .map((entry) => ({ entry, ms: Date.parse(entry.atUtc) }))
    .sort((left, right) => left.ms - right.ms || rank(left.entry) - rank(right.entry))
    .map(({ entry }) => entry);
}

function rank(entry: TimelineEntry): number {
  return timelineSources.indexOf(entry.source);
}

function entry(atUtc: string, what: string, source: TimelineEntry['source'], basis: Basis): TimelineEntry {
  return { atUtc, what, source, ...groundsOf(basis) };
}

function orderEntries(view: CaseView): readonly TimelineEntry[] {
  const { orderedAtUtc, paidAtUtc, amountFen } = view.order;
  const found: TimelineEntry[] = [];
  const isFact = (what: 'ordered' | 'paid') => (view.factsByKind.get(what) ?? []).some(isTimed);
  if (orderedAtUtc !== null && !isFact('ordered')) {
    found.push(entry(orderedAtUtc, `下单：${view.order.product}`, 'order', { order: ['orderedAtUtc'] }));
  }
  if (paidAtUtc !== null && !isFact('paid')) {
    const amount = amountFen === null ? '' : ` ${formatMoney(amountFen)}`;
    found.push(entry(paidAtUtc, `付款${amount}`, 'order', { order: ['paidAtUtc'] }));
  }
  const deadline = deadlineOf(view);
  if (deadline !== undefined && !view.factsByKind.has('promised-until')) {
    found.push(
      entry(new Date(deadline.ms).toISOString(), factNames['promised-until'], 'order', deadline.basis),
    );
  }
  return found;
}

function factEntries(view: CaseView): readonly TimelineEntry[] {
  return view.facts.filter(isTimed).map((fact) => {
    const amount = fact.amountFen === null ? '' : ` ${formatMoney(fact.amountFen)}`;
    const text = fact.text === '' ? '' : `：${fact.text}`;
    const name = fact.what === 'other' && text !== '' ? '' : factNames[fact.what];
    const what = `${name}${amount}${text}`.replace(/^：/u, '');
    return entry(fact.atUtc, what, 'fact', { items: fact.itemIds, records: [fact] });
  });
}

function messageEntries(view: CaseView): readonly TimelineEntry[] {
  return view.messages.map((message) => {
    const where = message.isOnPlatform ? '' : '（平台外）';
    const what = `${speakers[message.who]}${where}：「${message.text}」`;
    return entry(message.atUtc, what, 'message', { items: message.itemIds, records: [message] });
  });
}

function captureEntries(view: CaseView): readonly TimelineEntry[] {
  return view.items
    .filter(({ source }) => source !== 'environment-check')
    .map((item) => {
      const ms = momentOf(view, item) ?? Date.parse(item.capturedAtUtc);
      const how = { capture: '截图', recording: '录屏', import: '导入' }[item.source as string] ?? '证据';
      const kind = item.kind === null ? '' : ` ${item.kind}`;
      const note = item.note === '' ? '' : `：${item.note}`;
      return entry(new Date(ms).toISOString(), `${how}${kind}${note}`, 'capture', { items: [item] });
    });
}

function filingEntries(view: CaseView): readonly TimelineEntry[] {
  const submissions = view.submissions.map((submission) => {
    const number = submission.receiptNumber === '' ? '' : `，编号 ${submission.receiptNumber}`;
    return entry(submission.atUtc, `提交投诉${number}`, 'submission', {
      items: submission.itemIds,
      records: [submission],
    });
  });
  const replies = view.replies.map((reply) => {
    const text = reply.text === '' ? '' : `：「${reply.text.slice(0, 200)}」`;
    return entry(reply.atUtc, `${outcomes[reply.outcome]}${text}`, 'reply', {
      items: reply.itemIds,
      records: [reply],
    });
  });
  const payments = view.payments.map((payment) => {
    const isFirst =
      payment.role === 'payment' && (view.order.paidAtUtc !== null || view.factsByKind.has('paid'));
    const name = payment.role === 'refund' ? '账单退款' : isFirst ? '账单付款' : '账单扣款';
    const items = payment.billItemId === null ? [] : [payment.billItemId];
    const what = `${name} ${formatMoney(payment.amountFen)}，交易单号 ${payment.transactionNumber}`;
    return entry(payment.atUtc, what, 'payment', { items, records: [payment] });
  });
  const { closing } = view;
  const closed =
    closing === undefined
      ? []
      : [entry(closing.atUtc, '了结', 'closing', { items: closing.itemIds, records: [closing] })];
  return [...submissions, ...replies, ...payments, ...closed];
}
