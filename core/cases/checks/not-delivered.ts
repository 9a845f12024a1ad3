import { DAY_MS, durationText, timeText } from '../beijing-time.ts';
import type { CaseItem } from '../case-file.ts';
import type { CaseRecord } from '../case-record.ts';
import { answerTo, type CaseView, factsOf, isTimed, itemsOf, momentOf, readingsOf } from '../case-view.ts';
import { answerBasis, type Check, failed, notApplicable, notChecked, pass } from '../finding.ts';
import { deadlineOf, joined, type Moment, paidMoment, promiseOf } from '../promise.ts';
import { messagesSaying, says, words } from '../words.ts';

/** How long a merchant without a written promise may take after a demand (民法典 511: 必要的准备时间); a figure of ours. */
export const PREPARATION_MS = DAY_MS;

const WRITTEN_TIME = '商品页、订单页或客服写明过多久内发货吗？';

/** The item that shows 未发货 latest, with its moment. */
export function latestUndelivered(
  view: CaseView,
): { readonly item: CaseItem; readonly ms: number } | undefined {
  let latest: { readonly item: CaseItem; readonly ms: number } | undefined;
  for (const item of itemsOf(view, 'E04')) {
    const ms = momentOf(view, item);
    if (ms === undefined || showsDelivered(view, item.id)) continue;
    if (latest === undefined || ms > latest.ms) latest = { item, ms };
  }
  return latest;
}

/** Demands for delivery, by fact or in the chat, in order of time. */
export function remindersOf(view: CaseView): readonly Reminder[] {
  const facts = factsOf(view, 'reminded').filter(isTimed);
  const messages = messagesSaying(view.messages, ['buyer'], words.reminder);
  return [...facts, ...messages]
    .map((record) => ({ ms: Date.parse(record.atUtc), record, items: record.itemIds }))
    .sort((left, right) => left.ms - right.ms);
}

export interface Reminder {
  readonly ms: number;
  readonly record: CaseRecord;
  readonly items: readonly string[];
}

/** Whether the user said that no time of delivery was promised anywhere. */
function isWithoutPromise(view: CaseView): boolean {
  return deadlineOf(view) === undefined && answerTo(view, 'not_delivered.c1') === 'no';
}

function showsDelivered(view: CaseView, itemId: string): boolean {
  const shown = view.readingsById.get(itemId)?.shownText ?? '';
  return says(shown, words.delivered) && !says(shown, words.undelivered);
}

const promiseIsReadable: Check = (view) => {
  const promise = promiseOf(view);
  const pages = itemsOf(view, 'E02');
  if (promise !== undefined && pages.length > 0) {
    return pass(`承诺 ${promise.text}内交付。`, joined(promise.basis, { items: pages }));
  }
  if (promise !== undefined) {
    return notChecked(
      `订单上记着承诺 ${promise.text}，还没有写着它的页面（E02）。`,
      '截商品页或交易快照，承诺发货时限要看得见。',
    );
  }
  const until = factsOf(view, 'promised-until').filter(isTimed);
  if (until.length > 0 && pages.length > 0)
    return pass('商家另行写明了交付的时间。', { items: pages, records: until });
  if (answerTo(view, 'not_delivered.c1') === 'no') {
    return notApplicable('没有写发货时限，改按“可随时请求履行”处理。', WRITTEN_TIME, answerBasis(view));
  }
  return failed(
    view.order.promiseText === null
      ? '还没有记下商家承诺的发货时限。'
      : `承诺原文「${view.order.promiseText}」里读不出多久。`,
    '在订单上填写承诺的分钟数，或把「10分钟内发货」这样的原文填进承诺一栏。没有写过时限，就回答下面的问题。',
    { items: pages, order: ['promiseText'] },
    WRITTEN_TIME,
  );
};

const shownUndeliveredAfterDeadline: Check = (view) => {
  if (isWithoutPromise(view)) return notApplicable('没有写发货时限，无从计算超时。');
  const deadline = deadlineOf(view);
  if (deadline === undefined) {
    const lacks = paidMoment(view) === undefined ? '付款时间' : '承诺的发货时限';
    return notChecked(`缺${lacks}，算不出应在什么时候交付。`, `在订单上填写${lacks}。`);
  }
  const latest = latestUndelivered(view);
  if (latest !== undefined) return lateness(view, deadline, latest);
  if (itemsOf(view, 'E04').length === 0) {
    return notChecked(
      '还没有显示“未发货”的订单状态页（E04）。',
      '打开订单状态页，让订单号和状态文字同屏，现在截一张。',
    );
  }
  return notChecked(
    '手上的订单状态页看不出是什么时候的“未发货”。',
    '在这张图的“图中可见”里填写图中时间；如果订单仍未发货，现在再截一张。',
    null,
    { items: itemsOf(view, 'E04') },
  );
};

function lateness(
  view: CaseView,
  deadline: Moment,
  latest: { readonly item: CaseItem; readonly ms: number },
) {
  const promise = promiseOf(view);
  const paid = paidMoment(view);
  const start =
    promise === undefined || paid === undefined
      ? `应在 ${timeText(deadline.ms, latest.ms)} 前交付`
      : `承诺 ${promise.text}，付款 ${timeText(paid.ms, latest.ms)}`;
  const basis = joined(deadline.basis, { items: [latest.item] });
  const shown = timeText(latest.ms, latest.ms);
  if (latest.ms > deadline.ms) {
    return pass(`${start}，到 ${shown} 仍显示未发货，已超 ${durationText(latest.ms - deadline.ms)}。`, basis);
  }
  return failed(
    `${start}，最晚的“未发货”截于 ${shown}，离 ${timeText(deadline.ms, latest.ms)} 还有 ${durationText(deadline.ms - latest.ms)}。`,
    `${timeText(deadline.ms, latest.ms)} 以后，订单仍未发货时再截一张订单状态页。`,
    basis,
  );
}

const remindedAfterDeadline: Check = (view) => {
  const reminders = remindersOf(view);
  const last = reminders.at(-1);
  const after = isWithoutPromise(view) ? paidMoment(view) : deadlineOf(view);
  if (after === undefined) {
    return notChecked(
      '还不知道应在什么时候交付，无法判断催促是否在时限之后。',
      '在订单上填写付款时间和承诺的发货时限。',
    );
  }
  if (last === undefined) {
    return failed(
      '还没有催发货的记录。',
      '现在就在平台聊天里发一条：写明订单号、已超过承诺的时限、请立即发货，然后截下聊天（E05）。',
    );
  }
  const basis = joined(after.basis, { items: last.items, records: [last.record] });
  if (last.ms > after.ms) {
    const count = reminders.filter(({ ms }) => ms > after.ms).length;
    return pass(
      `时限 ${timeText(after.ms, last.ms)} 之后催过 ${count} 次，最近一次 ${timeText(last.ms, last.ms)}。`,
      basis,
    );
  }
  return failed(
    `最近一次催发货是 ${timeText(last.ms, last.ms)}，还在时限 ${timeText(after.ms, last.ms)} 之前。`,
    '现在再催一次：写明订单号、已超过承诺的时限、请立即发货，然后截下聊天（E05）。',
    basis,
  );
};

const demandedWithoutPromise: Check = (view) => {
  if (deadlineOf(view) !== undefined) return notApplicable('有写明的发货时限。');
  if (!isWithoutPromise(view)) {
    return notChecked('还不知道有没有写明发货时限。', '填写承诺的发货时限；没有写过，就回答 c1 的问题。');
  }
  const [first] = remindersOf(view);
  const latest = latestUndelivered(view);
  if (first === undefined) {
    return failed(
      '没有写时限，也还没有要求过发货。',
      '在平台聊天里要求发货，并给出合理的时间，例如 24 小时。',
    );
  }
  const basis = { items: [...first.items, ...(latest ? [latest.item] : [])], records: [first.record] };
  const until = first.ms + PREPARATION_MS;
  const waited = (latest?.ms ?? first.ms) - first.ms;
  if (latest !== undefined && latest.ms >= until) {
    return pass(`${timeText(first.ms, latest.ms)} 要求发货，过了 ${durationText(waited)} 仍未交付。`, basis);
  }
  return failed(
    `要求发货以后，最晚的“未发货”只过了 ${durationText(Math.max(waited, 0))}，要给对方必要的准备时间。`,
    `${timeText(until, first.ms)} 以后，仍未发货时再截一张订单状态页。`,
    basis,
  );
};

const saysDeliveredWithoutGoods: Check = (view) => {
  const question = '平台页面显示“已发货”或“已完成”，却没有给你卡密或账号吗？';
  const shown = readingsOf(view, 'E01', 'E04').filter(({ id }) => showsDelivered(view, id));
  const answer = answerTo(view, 'not_delivered.c5');
  if (shown.length === 0 && answer !== 'yes') {
    const seen = latestUndelivered(view);
    if (answer === 'no' || seen !== undefined)
      return notApplicable('页面显示的仍是未发货。', question, answerBasis(view));
    return notChecked(
      '还不知道页面上显示的状态。',
      '在订单状态页的“图中可见”里填写状态文字，或回答下面的问题。',
      question,
    );
  }
  const blank = itemsOf(view, 'E06');
  const asked = messagesSaying(view.messages, ['buyer'], words.deliveryLog);
  const basis = { items: [...shown.map(({ id }) => id), ...blank], records: [...shown, ...asked] };
  if (blank.length > 0 && asked.length > 0)
    return pass('已截下空白的交付页，并要求提供后台发货记录。', basis, question);
  const lacks = [
    blank.length === 0 ? '截下空白的交付页（E06）' : '',
    asked.length === 0 ? '在平台聊天里要求提供后台发货记录' : '',
  ].filter((text) => text !== '');
  return failed('页面显示“已发货”，但没有可以查看的卡密。', `${lacks.join('，并')}。`, basis, question);
};

export const notDeliveredChecks = {
  'not_delivered.c1': promiseIsReadable,
  'not_delivered.c2': shownUndeliveredAfterDeadline,
  'not_delivered.c3': remindedAfterDeadline,
  'not_delivered.c4': demandedWithoutPromise,
  'not_delivered.c5': saysDeliveredWithoutGoods,
} as const satisfies Readonly<Record<string, Check>>;
