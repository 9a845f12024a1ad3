import type { Pitfall } from '../rules/rule-book.ts';
import type { PitfallFinding } from './assessment.ts';
import { momentText } from './beijing-time.ts';
import { type CaseView, factsOf, firstTimed, itemsOf, readingsOf } from './case-view.ts';
import { type Basis, groundsOf } from './finding.ts';
import { compareNames, looksLikePerson } from './normalise.ts';
import type { PreparedRules } from './prepared-rules.ts';
import { joined } from './promise.ts';
import { messagesSaying, says, words } from './words.ts';

type Sign = Basis & { readonly reason: string };

const signs: Readonly<Record<Pitfall['id'], (view: CaseView) => readonly Sign[]>> = {
  P1: offPlatform,
  P2: confirmedTooEarly,
  P3: vague,
  P4: forging,
  P5: filedTwice,
};

/** The pitfalls of the seed that this case shows, each with what shows it. */
export function pitfallsOf(rules: PreparedRules, view: CaseView): readonly PitfallFinding[] {
  const found: PitfallFinding[] = [];
  for (const pitfall of rules.book.pitfalls) {
    const seen = signs[pitfall.id](view);
    if (seen.length === 0) continue;
    found.push({
      id: pitfall.id,
      name: pitfall.name,
      reason: seen.map(({ reason }) => reason).join(''),
      remedy: pitfall.remedy,
      ...groundsOf(joined(...seen)),
    });
  }
  return found;
}

function offPlatform(view: CaseView): readonly Sign[] {
  const found: Sign[] = [];
  const [invited] = messagesSaying(view.messages, ['merchant'], words.offPlatform);
  if (invited !== undefined) {
    found.push({
      reason: `商家说：「${invited.text.slice(0, 40)}」。`,
      items: invited.itemIds,
      records: [invited],
    });
  }
  const facts = factsOf(view, 'off-platform-invited');
  if (facts.length > 0 && invited === undefined) {
    found.push({
      reason: '商家引导离开平台。',
      items: facts.flatMap(({ itemIds }) => itemIds),
      records: facts,
    });
  }
  const outside = view.messages.filter(
    ({ isOnPlatform, who }) => !isOnPlatform && (who === 'buyer' || who === 'merchant'),
  );
  if (outside.length > 0) {
    found.push({
      reason: `有 ${outside.length} 条消息不在平台聊天里。`,
      items: outside.flatMap(({ itemIds }) => itemIds),
      records: outside,
    });
  }
  for (const { payee, record } of payeesOf(view)) {
    const names = [
      view.order.merchant,
      view.merchant?.fields.name ?? null,
      view.merchant?.fields.payee ?? null,
    ];
    const isOther = names.every((name) => name === null || compareNames(payee, name) !== 'same');
    if (looksLikePerson(payee) && isOther) {
      found.push({ reason: `收款方「${payee}」像是个人，不是店铺。`, records: [record] });
      break;
    }
  }
  return found;
}

function payeesOf(view: CaseView) {
  return [
    ...view.payments
      .filter(({ role }) => role !== 'refund')
      .map((record) => ({ payee: record.payee, record })),
    ...readingsOf(view, 'E03', 'E16').map((record) => ({ payee: record.payee ?? '', record })),
  ];
}

function confirmedTooEarly(view: CaseView): readonly Sign[] {
  const confirmed = firstTimed(view, 'receipt-confirmed');
  const found = firstTimed(
    view,
    'defect-found',
    'login-failed',
    'banned',
    'account-recovered',
    'feature-missing',
  );
  if (confirmed === undefined || found === undefined || found.atUtc <= confirmed.atUtc) return [];
  const [early, late] = [Date.parse(confirmed.atUtc), Date.parse(found.atUtc)];
  return [
    {
      reason: `${momentText(early, late)} 点了确认收货，${momentText(late)} 才发现问题。`,
      items: [...confirmed.itemIds, ...found.itemIds],
      records: [confirmed, found],
    },
  ];
}

function vague(view: CaseView): readonly Sign[] {
  const found: Sign[] = [];
  const unnumbered = readingsOf(view, 'E01', 'E04', 'E06').filter(
    ({ orderNumber, shows }) => orderNumber === null && !shows.includes('订单号'),
  );
  if (unnumbered.length > 0) {
    found.push({
      reason: `${unnumbered.length} 张截图里没有订单号。`,
      items: unnumbered.map(({ id }) => id),
      records: unnumbered,
    });
  }
  const own = view.messages.filter(({ who }) => who === 'buyer');
  const isVague =
    own.length > 0 &&
    own.some(({ text }) => says(text, words.vague)) &&
    !own.some(({ text }) => says(text, words.concrete));
  if (isVague) {
    found.push({
      reason: '聊天里没有说清具体问题，只有笼统的不满。',
      items: own.flatMap(({ itemIds }) => itemIds),
      records: own,
    });
  }
  const pages = itemsOf(view, 'E07', 'E15');
  const [only] = view.items;
  if (only !== undefined && view.items.length === 1 && pages.length === 1) {
    found.push({ reason: '只有一张失败页面，看不出是哪张订单的。', items: [only] });
  }
  return found;
}

/** Only what the user wrote, only where it is not said of somebody else and not denied. */
function forging(view: CaseView): readonly Sign[] {
  const texts: { readonly text: string; readonly basis: Basis }[] = [
    { text: view.order.notes, basis: { order: ['notes'] } },
    ...view.messages
      .filter(({ who }) => who === 'buyer')
      .map((record) => ({ text: record.text, basis: { records: [record] } })),
    ...view.facts.map((record) => ({ text: record.text, basis: { records: [record] } })),
    ...view.items.map((item) => ({ text: item.note, basis: { items: [item] } })),
  ];
  for (const { text, basis } of texts) {
    if (text === '' || !says(text, words.forgery)) continue;
    const clause = text
      .split(/[,，。;；!！?？\n]/u)
      .find((part) => says(part, words.forgery) && !says(part, words.notOwnForgery));
    if (clause !== undefined) return [{ reason: `写着「${clause.trim().slice(0, 40)}」。`, ...basis }];
  }
  return [];
}

/** The same facts again, without a refusal between that asked for it, and not as a supplement. */
function filedTwice(view: CaseView): readonly Sign[] {
  const filed = view.submissions.filter(
    ({ channel, text }) => channel === 'samr12315' && !says(text.slice(0, 40), /补充/u),
  );
  const open = filed.filter(
    ({ id }) =>
      !view.replies.some(({ submissionId, outcome }) => submissionId === id && outcome === 'refused'),
  );
  const [first] = open;
  const last = filed.at(-1);
  if (first === undefined || last === undefined || first === last) return [];
  return [
    {
      reason: `同一张订单已向 12315 提交 ${filed.length} 次。`,
      items: filed.flatMap(({ itemIds }) => itemIds),
      records: filed,
    },
  ];
}
