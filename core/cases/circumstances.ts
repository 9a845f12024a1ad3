import type { Modifier, ModifierId } from '../rules/rule-book.ts';
import type { Grounds } from './assessment.ts';
import { beijingDayNumber, momentText } from './beijing-time.ts';
import { answerTo, type CaseView, factsOf, firstTimed, readingsOf } from './case-view.ts';
import { type Basis, groundsOf } from './finding.ts';
import type { PreparedRules } from './prepared-rules.ts';
import { says, words } from './words.ts';

/** A circumstance in force; `reason` is null where the user chose it. */
export interface Circumstance extends Grounds {
  readonly modifier: Modifier;
  readonly reason: string | null;
}

type Evidence = Basis & { readonly reason: string };
type Detector = (view: CaseView) => Evidence | undefined;

const STALLING_DAYS = 15;

/** What is evident from facts. Intent and what a page lacked (fraud_suspected, no_confirm_step) only the user can say. */
const detectors: Readonly<Partial<Record<ModifierId, Detector>>> = {
  refuse_no_refund: (view) => sellerSays(view, words.noRefund, '拒绝的理由'),
  seven_day_promised: (view) => promisedWords(view, words.sevenDays, '写明七天无理由'),
  off_platform: (view) => {
    const [invited] = factsOf(view, 'off-platform-invited');
    if (invited !== undefined)
      return { reason: '商家引导离开平台。', items: invited.itemIds, records: [invited] };
    return sellerSays(view, words.offPlatform, '商家引导离开平台');
  },
  confirmed_receipt: (view) => {
    const [fact] = factsOf(view, 'receipt-confirmed');
    if (fact === undefined) return undefined;
    const when = fact.atUtc === null ? '' : `${momentText(Date.parse(fact.atUtc), view.atMs)} `;
    return { reason: `${when}点过确认收货。`, items: fact.itemIds, records: [fact] };
  },
  promised_compensation: (view) => promisedWords(view, words.compensation, '有赔付承诺'),
  partial_refund_only: (view) => sellerSays(view, words.partialRefund, '只肯退一部分'),
  stalling_15d: stalling,
  platform_ai_reject: (view) => {
    const reply = view.replies.find(({ outcome, text }) => isRejection(outcome) && says(text, words.machine));
    return reply === undefined
      ? undefined
      : { reason: `平台的答复：「${short(reply.text)}」`, items: reply.itemIds, records: [reply] };
  },
  illegal_goods: (view) =>
    says(view.order.product, words.illegal)
      ? { reason: `商品名写着「${view.order.product}」。`, order: ['product'] }
      : undefined,
};

/** Circumstances chosen by the user and evident ones; the answer `modifier.<id>` = no takes an evident one away. */
export function circumstancesOf(rules: PreparedRules, view: CaseView): readonly Circumstance[] {
  const chosen = view.situation?.modifiers ?? [];
  const found: Circumstance[] = [];
  for (const modifier of rules.book.modifiers) {
    if (chosen.includes(modifier.id)) {
      found.push({
        modifier,
        reason: null,
        ...groundsOf(view.situation ? { records: [view.situation] } : {}),
      });
      continue;
    }
    if (answerTo(view, `modifier.${modifier.id}`) === 'no') continue;
    const evidence = detectors[modifier.id]?.(view);
    if (evidence !== undefined) found.push({ modifier, reason: evidence.reason, ...groundsOf(evidence) });
  }
  return found;
}

function isRejection(outcome: string): boolean {
  return outcome === 'rejected' || outcome === 'refused' || outcome === 'unsupported';
}

function sellerSays(view: CaseView, pattern: RegExp, what: string): Evidence | undefined {
  for (const message of view.messages) {
    if ((message.who === 'merchant' || message.who === 'platform') && says(message.text, pattern)) {
      return { reason: `${what}：「${short(message.text)}」`, items: message.itemIds, records: [message] };
    }
  }
  for (const fact of factsOf(view, 'merchant-refused')) {
    if (says(fact.text, pattern))
      return { reason: `${what}：「${short(fact.text)}」`, items: fact.itemIds, records: [fact] };
  }
  return pattern === words.noRefund ? writtenRule(view, pattern, what) : undefined;
}

/** Words of a promise: the order's, a product page's, a clause's, the merchant's. */
function promisedWords(view: CaseView, pattern: RegExp, what: string): Evidence | undefined {
  const { promiseText } = view.order;
  if (promiseText !== null && says(promiseText, pattern)) {
    return { reason: `${what}：「${promiseText}」`, order: ['promiseText'] };
  }
  for (const message of view.messages) {
    if (message.who === 'merchant' && says(message.text, pattern)) {
      return { reason: `${what}：「${short(message.text)}」`, items: message.itemIds, records: [message] };
    }
  }
  return writtenRule(view, pattern, what);
}

function writtenRule(view: CaseView, pattern: RegExp, what: string): Evidence | undefined {
  const reading = readingsOf(view, 'E02', 'E10').find(({ shownText }) => says(shownText ?? '', pattern));
  if (reading !== undefined) {
    return {
      reason: `${what}：「${short(reading.shownText ?? '')}」`,
      items: [reading.id],
      records: [reading],
    };
  }
  const rule = view.platformRules.find(({ quote }) => says(quote, pattern));
  return rule === undefined
    ? undefined
    : {
        reason: `${what}：《${rule.ruleName}》「${short(rule.quote)}」`,
        items: rule.itemIds,
        records: [rule],
      };
}

/** 超过十五日: the day of the demand does not count. */
function stalling(view: CaseView): Evidence | undefined {
  const demanded = firstTimed(view, 'refund-demanded');
  if (demanded === undefined || factsOf(view, 'refund-received').length > 0) return undefined;
  const days = beijingDayNumber(view.atMs) - beijingDayNumber(Date.parse(demanded.atUtc));
  if (days <= STALLING_DAYS) return undefined;
  return {
    reason: `${momentText(Date.parse(demanded.atUtc), view.atMs)} 要求退款，已过 ${days} 天没有处理。`,
    items: demanded.itemIds,
    records: [demanded],
  };
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
