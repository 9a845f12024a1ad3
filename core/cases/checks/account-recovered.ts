import { DAY_MS, durationText, momentText, timeText } from '../beijing-time.ts';
import type { CaseRecord } from '../case-record.ts';
import { answerTo, type CaseView, factsOf, firstTimed, readingsOf } from '../case-view.ts';
import { answerBasis, type Check, failed, notChecked, pass } from '../finding.ts';
import { deliveredMoment, paidMoment } from '../promise.ts';
import { parseWarrantyDays } from '../promise-time.ts';
import { says } from '../words.ts';

const WARRANTY = /找回|包赔|质保|保修|售后|保障期/u;

/** The words of a warranty, with where they stand. */
export interface Warranty {
  readonly text: string;
  /** `Infinity` for 永久; undefined where no length is named. */
  readonly days: number | undefined;
  readonly items: readonly string[];
  readonly record: CaseRecord;
}

/** What was promised against recovery: a fact's words, what an E02 or E10 shows, a platform's clause, a message. */
export function warrantyOf(view: CaseView): Warranty | undefined {
  const found: Omit<Warranty, 'days'>[] = [];
  for (const fact of factsOf(view, 'warranty-promised')) {
    if (fact.text !== '') found.push({ text: fact.text, items: fact.itemIds, record: fact });
  }
  for (const reading of readingsOf(view, 'E02', 'E10')) {
    const text = reading.shownText ?? '';
    if (says(text, WARRANTY)) found.push({ text, items: [reading.id], record: reading });
  }
  for (const rule of view.platformRules) {
    if (says(rule.quote, WARRANTY)) found.push({ text: rule.quote, items: rule.itemIds, record: rule });
  }
  for (const message of view.messages) {
    if (message.who === 'merchant' && says(message.text, /不(?:会)?(?:被)?找回|包赔|质保/u)) {
      found.push({ text: message.text, items: message.itemIds, record: message });
    }
  }
  const all = found.map((warranty) => ({ ...warranty, days: parseWarrantyDays(warranty.text) }));
  return all.find(({ days }) => days !== undefined) ?? all[0];
}

/** How far the loss lies beyond the end of the warranty; undefined where that cannot be told. */
export function beyondWarrantyMs(view: CaseView, warranty: Warranty): number | undefined {
  const lost = firstTimed(view, 'account-recovered', 'login-failed');
  const from = deliveredMoment(view) ?? paidMoment(view);
  if (warranty.days === undefined || lost === undefined || from === undefined) return undefined;
  return Date.parse(lost.atUtc) - (from.ms + warranty.days * DAY_MS);
}

const twoMoments: Check = (view) => {
  const worked = firstTimed(view, 'login-succeeded');
  const lost = firstTimed(view, 'account-recovered', 'login-failed');
  if (worked === undefined || lost === undefined) {
    const lacks = [
      worked === undefined ? '交付后能登录的时间' : '',
      lost === undefined ? '后来登录不上的时间' : '',
    ];
    return notChecked(
      `缺${lacks.filter((text) => text !== '').join('和')}。`,
      '添加“登录成功”和“登录失败”两个事实，各写时间，连上证据。',
    );
  }
  const basis = { items: [...worked.itemIds, ...lost.itemIds], records: [worked, lost] };
  const [workedMs, lostMs] = [Date.parse(worked.atUtc), Date.parse(lost.atUtc)];
  const delivered = deliveredMoment(view);
  const text = `${timeText(workedMs, lostMs)} 能登录，${momentText(lostMs)} 已登录不上`;
  if (lostMs <= workedMs) return failed(`${text}，先后颠倒。`, '核对两个事实的时间。', basis);
  if (delivered !== undefined && workedMs < delivered.ms) {
    return failed(
      `能登录的时间 ${timeText(workedMs, lostMs)} 早于交付。`,
      '核对交付时间和登录成功的时间。',
      basis,
    );
  }
  return pass(`${text}，相隔 ${durationText(lostMs - workedMs)}。`, basis);
};

const warrantyCovers: Check = (view) => {
  const warranty = warrantyOf(view);
  if (warranty === undefined) {
    return failed(
      '还没有“不找回、包赔、质保”的原文。',
      '截下写着承诺的商品页或聊天，添加“质保承诺”的事实，写上原文和有效期。',
    );
  }
  const basis = { items: warranty.items, records: [warranty.record] };
  const quote = `承诺「${warranty.text}」`;
  if (warranty.days === undefined)
    return failed(`${quote}，没有写有效期。`, '补上写明质保多久的原文；聊天里问清楚也可以。', basis);
  if (warranty.days === Number.POSITIVE_INFINITY) return pass(`${quote}，没有期限。`, basis);
  const beyond = beyondWarrantyMs(view, warranty);
  if (beyond === undefined)
    return notChecked(
      `${quote}，还不知道找回时是否在期限内。`,
      '填写交付时间和账号被找回的时间。',
      null,
      basis,
    );
  if (beyond > 0)
    return failed(
      `${quote}，账号被找回时已过 ${durationText(beyond)}。`,
      '看看是否另有更长的承诺；否则只能按描述不符主张。',
      basis,
    );
  return pass(`${quote}，账号被找回时还剩 ${durationText(beyond)}。`, basis);
};

const notByOneself: Check = (view, id) => {
  const question = '你有没有自己申诉、换绑，或把账号泄露、转卖给别人？';
  const answer = answerTo(view, id);
  if (answer === 'no') return pass('没有自己申诉、换绑、泄露或转卖。', answerBasis(view), question);
  if (answer === 'yes')
    return failed(
      '自己动过账号，对方会说不是原主找回。',
      '请官方客服核验是谁改的密（E19），写明每一步的时间。',
      answerBasis(view),
      question,
    );
  return notChecked('还没有排除自己申诉、换绑、泄露或转卖。', '回答下面的问题。', question);
};

export const accountRecoveredChecks = {
  'account_recovered.c1': twoMoments,
  'account_recovered.c2': warrantyCovers,
  'account_recovered.c3': notByOneself,
} as const satisfies Readonly<Record<string, Check>>;
