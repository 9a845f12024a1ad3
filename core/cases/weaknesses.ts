import type { Scenario } from '../rules/rule-book.ts';
import type { Weakness } from './assessment.ts';
import { DAY_MS, durationText, momentText } from './beijing-time.ts';
import {
  answerTo,
  type CaseView,
  factsOf,
  firstTimed,
  itemsOf,
  momentOf,
  platformPresence,
  readingsOf,
} from './case-view.ts';
import { beyondWarrantyMs, warrantyOf } from './checks/account-recovered.ts';
import { latenessMs, SHORT_LATENESS_MS } from './checks/late-delivery.ts';
import { identityRequestsOf, sightingsOf } from './checks/merchant-gone.ts';
import { remindersOf } from './checks/not-delivered.ts';
import { type Basis, groundsOf } from './finding.ts';
import { compareProducts } from './normalise.ts';
import { deadlineOf, deliveredMoment } from './promise.ts';
import { messagesSaying, says, words } from './words.ts';

type Seen = Basis & { readonly reason: string };
type Detector = (view: CaseView) => Seen | undefined;

/** What the other side calls late; a figure of ours. */
const LATE_REPORT_MS = 3 * DAY_MS;

/** By `scenario: text of the rule book`. */
const detectors: ReadonlyMap<string, Detector> = new Map<string, Detector>([
  ['not_delivered: 承诺时限没截到', promiseNotShown],
  ['not_delivered: 催促发生在时限之前', remindedTooEarly],
  ['not_delivered: 订单已完成且本人点过确认', confirmed],
  ['not_delivered: 改到微信沟通', outsideChat],
  ['late_delivery: 已经使用', (view) => said(view, 'late_delivery.c3', 'no', '你说卡密已经用过。')],
  [
    'late_delivery: 没有赔付条款又没有损失凭证',
    (view) => lacks(view, ['E10', 'E24'], '没有赔付条款（E10），也没有损失凭证（E24）。'),
  ],
  ['late_delivery: 超时很短', shortLateness],
  ['card_invalid: 截图没有订单号', (view) => unnumbered(view)],
  ['card_invalid: 卡密给过别人', (view) => ownWords(view, words.shared)],
  ['card_invalid: 部分面值已到账', (view) => ownWords(view, words.partlyCredited)],
  ['card_invalid: 很久后才反馈', reportedLate],
  ['card_invalid: 已确认收货', confirmed],
  ['account_abnormal: 没有首次登录录屏', (view) => lacks(view, ['E08'], '没有第一次登录的录屏（E08）。')],
  ['account_abnormal: 已改密/换绑/使用多日', (view) => ownWords(view, words.changedAccount)],
  ['account_abnormal: 违反游戏服务协议的账号交易', illegalGoods],
  ['account_recovered: 脱离平台交易', outsideTrade],
  ['account_recovered: 没有质保原文', noWarranty],
  ['account_recovered: 过了质保期', warrantyOver],
  [
    'account_recovered: 账号又转给他人',
    (view) => said(view, 'account_recovered.c3', 'yes', '你说自己申诉、换绑、泄露或转卖过。'),
  ],
  ['feature_missing: 只写“不好用”', vagueOnly],
  ['feature_missing: 版本不一致', otherVersion],
  ['feature_missing: 宣传图不是下单时的版本', advertisedLater],
  ['duplicate_charge: 只截平台订单不截支付账单', (view) => lacks(view, ['E16'], '没有支付账单（E16）。')],
  ['duplicate_charge: 没核对退款记录', refundsUnchecked],
  ['merchant_gone: 私下转账', outsideTrade],
  ['merchant_gone: 没问过平台要身份信息', identityNotAsked],
  ['merchant_gone: 只截一次打不开', seenOnce],
  ['system_fault: 截图没有时间', faultUndated],
  ['system_fault: 分不清是平台还是商家责任', faultUnclear],
  ['system_fault: 本机网络问题', (view) => said(view, 'system_fault.c3', 'no', '你说当时别的网站也打不开。')],
]);

/** Whether a weakness of the rule book can be told from a case; the others are never shown as true. */
export function isWeaknessDetectable(scenario: string, text: string): boolean {
  return detectors.has(`${scenario}: ${text}`);
}

/** What the other side will say against it: only what the records show, in the rule book's order. */
export function weaknessesOf(view: CaseView, scenario: Scenario | undefined): readonly Weakness[] {
  if (scenario === undefined) return [];
  const found: Weakness[] = [];
  for (const text of scenario.weakIf) {
    const seen = detectors.get(`${scenario.id}: ${text}`)?.(view);
    if (seen !== undefined) found.push({ text, reason: seen.reason, ...groundsOf(seen) });
  }
  return found;
}

function said(view: CaseView, question: string, answer: 'yes' | 'no', reason: string): Seen | undefined {
  if (answerTo(view, question) !== answer || view.situation === undefined) return undefined;
  return { reason, records: [view.situation] };
}

function lacks(view: CaseView, kinds: Parameters<typeof itemsOf>[1][], reason: string): Seen | undefined {
  return itemsOf(view, ...kinds).length === 0 ? { reason } : undefined;
}

function ownWords(view: CaseView, pattern: RegExp): Seen | undefined {
  const message = messagesSaying(view.messages, ['buyer'], pattern)[0];
  if (message !== undefined) {
    return {
      reason: `你在聊天里写过「${message.text.slice(0, 40)}」。`,
      items: message.itemIds,
      records: [message],
    };
  }
  const fact = view.facts.find(({ text }) => says(text, pattern));
  return fact === undefined
    ? undefined
    : { reason: `记着「${fact.text.slice(0, 40)}」。`, items: fact.itemIds, records: [fact] };
}

function promiseNotShown(view: CaseView): Seen | undefined {
  if (itemsOf(view, 'E02').length === 0) return { reason: '还没有写着发货时限的页面（E02）。' };
  return deadlineOf(view) === undefined
    ? { reason: '还读不出承诺多久内发货。', items: itemsOf(view, 'E02') }
    : undefined;
}

function remindedTooEarly(view: CaseView): Seen | undefined {
  const reminders = remindersOf(view);
  const deadline = deadlineOf(view);
  const last = reminders.at(-1);
  if (last === undefined || deadline === undefined || last.ms > deadline.ms) return undefined;
  return {
    reason: `最近一次催促 ${momentText(last.ms, deadline.ms)}，时限 ${momentText(deadline.ms)}。`,
    items: last.items,
    records: [last.record],
  };
}

function confirmed(view: CaseView): Seen | undefined {
  const [fact] = factsOf(view, 'receipt-confirmed');
  return fact === undefined ? undefined : { reason: '点过确认收货。', items: fact.itemIds, records: [fact] };
}

function outsideChat(view: CaseView): Seen | undefined {
  const outside = view.messages.filter(
    ({ isOnPlatform, who }) => !isOnPlatform && (who === 'buyer' || who === 'merchant'),
  );
  if (outside.length === 0) return undefined;
  return {
    reason: `有 ${outside.length} 条消息不在平台聊天里。`,
    items: outside.flatMap(({ itemIds }) => itemIds),
    records: outside,
  };
}

/** Money went past the platform, as far as the user or the merchant says so. */
function outsideTrade(view: CaseView): Seen | undefined {
  if (view.situation?.modifiers.includes('off_platform'))
    return { reason: '你选了“脱离平台付款”。', records: [view.situation] };
  const facts = factsOf(view, 'off-platform-invited');
  if (facts.length > 0)
    return {
      reason: '商家引导离开平台付款。',
      items: facts.flatMap(({ itemIds }) => itemIds),
      records: facts,
    };
  return outsideChat(view);
}

function shortLateness(view: CaseView): Seen | undefined {
  const late = latenessMs(view);
  if (late === undefined || late <= 0 || late >= SHORT_LATENESS_MS) return undefined;
  return { reason: `只超过 ${durationText(late)}。`, order: ['paidAtUtc', 'promiseMinutes'] };
}

function unnumbered(view: CaseView): Seen | undefined {
  const found = readingsOf(view, 'E01', 'E06').filter(
    ({ orderNumber, shows }) => orderNumber === null && !shows.includes('订单号'),
  );
  if (found.length === 0) return undefined;
  return { reason: `${found.length} 张截图里没有订单号。`, items: found.map(({ id }) => id), records: found };
}

function reportedLate(view: CaseView): Seen | undefined {
  const delivered = deliveredMoment(view);
  const reported = firstTimed(view, 'defect-found', 'refund-demanded', 'complained');
  if (delivered === undefined || reported === undefined) return undefined;
  const gap = Date.parse(reported.atUtc) - delivered.ms;
  if (gap <= LATE_REPORT_MS) return undefined;
  return { reason: `交付后 ${durationText(gap)} 才反馈。`, items: reported.itemIds, records: [reported] };
}

function illegalGoods(view: CaseView): Seen | undefined {
  if (view.situation?.modifiers.includes('illegal_goods')) {
    return { reason: '你选了“他人实名账号等”。', records: [view.situation] };
  }
  return said(view, 'account_abnormal.c4', 'yes', '你说账号绑定的是别人的实名信息。');
}

function noWarranty(view: CaseView): Seen | undefined {
  return warrantyOf(view) === undefined ? { reason: '还没有质保承诺的原文。' } : undefined;
}

function warrantyOver(view: CaseView): Seen | undefined {
  const warranty = warrantyOf(view);
  const beyond = warranty === undefined ? undefined : beyondWarrantyMs(view, warranty);
  if (warranty === undefined || beyond === undefined || beyond <= 0) return undefined;
  return {
    reason: `账号被找回时，质保已过 ${durationText(beyond)}。`,
    items: warranty.items,
    records: [warranty.record],
  };
}

function vagueOnly(view: CaseView): Seen | undefined {
  const own = view.messages.filter(({ who }) => who === 'buyer');
  if (!own.some(({ text }) => says(text, words.vague)) || own.some(({ text }) => says(text, words.concrete)))
    return undefined;
  return {
    reason: '聊天里只有笼统的不满，没有说缺哪个功能。',
    items: own.flatMap(({ itemIds }) => itemIds),
    records: own,
  };
}

function otherVersion(view: CaseView): Seen | undefined {
  for (const difference of view.differences) {
    const product = (ids: readonly string[]) => ids.flatMap((id) => view.readingsById.get(id)?.product ?? []);
    for (const promised of product(difference.promisedItemIds)) {
      const other = product(difference.actualItemIds).find(
        (actual) => compareProducts(promised, actual) === 'different',
      );
      if (other !== undefined) {
        return {
          reason: `宣传图是「${promised}」，实际页面是「${other}」。`,
          items: [...difference.promisedItemIds, ...difference.actualItemIds],
          records: [difference],
        };
      }
    }
  }
  return undefined;
}

/** Every product page was captured more than a day after the order, and none is the platform's snapshot of it. */
function advertisedLater(view: CaseView): Seen | undefined {
  const ordered = view.order.orderedAtUtc ?? view.order.paidAtUtc;
  const pages = itemsOf(view, 'E02');
  if (ordered === null || pages.length === 0) return undefined;
  const isSnapshot = pages.some(({ id }) => says(view.readingsById.get(id)?.shownText ?? '', words.snapshot));
  const moments = pages.flatMap((item) => momentOf(view, item) ?? []);
  const gap = Math.min(...moments) - Date.parse(ordered);
  if (isSnapshot || moments.length < pages.length || gap <= DAY_MS) return undefined;
  return { reason: `商品页截于下单后 ${durationText(gap)}，也不是交易快照。`, items: pages };
}

function refundsUnchecked(view: CaseView): Seen | undefined {
  if (view.payments.some(({ billItemId }) => billItemId !== null)) return undefined;
  return answerTo(view, 'duplicate_charge.c3') === undefined
    ? { reason: '没有导入账单，也没有核对退款。' }
    : undefined;
}

function identityNotAsked(view: CaseView): Seen | undefined {
  if (platformPresence(view) === 'none' || itemsOf(view, 'E25').length > 0) return undefined;
  return identityRequestsOf(view).length === 0 ? { reason: '还没有向平台要过商家的身份信息。' } : undefined;
}

function seenOnce(view: CaseView): Seen | undefined {
  const seen = sightingsOf(view);
  if (seen.length !== 1) return undefined;
  return { reason: '只有一个时点。', items: seen[0]?.items ?? [] };
}

function faultUndated(view: CaseView): Seen | undefined {
  const undated = itemsOf(view, 'E15').filter((item) => momentOf(view, item) === undefined);
  return undated.length === 0
    ? undefined
    : { reason: `${undated.length} 张故障页没有时间。`, items: undated };
}

function faultUnclear(view: CaseView): Seen | undefined {
  const admitted = [
    ...factsOf(view, 'fault-admitted'),
    ...messagesSaying(view.messages, ['platform'], words.fault),
  ];
  return admitted.length === 0 && itemsOf(view, 'E15').length > 0
    ? { reason: '平台还没有承认是自己的故障。', items: itemsOf(view, 'E15') }
    : undefined;
}
