import type { FactKind } from '../../cases/index.ts';
import type { ScenarioId } from '../../rules/index.ts';
import { factDraft } from '../draft.ts';
import { captureAdvice, exhibitsOf, factsOf, type Grounds } from '../grounds.ts';
import type { Draft, Section } from '../letter.ts';
import { plain, quotable } from '../words.ts';
import { chargeDrafts } from './charges.ts';
import { contactDrafts } from './contact.ts';
import { deliveryDrafts, differenceDrafts, failureDrafts } from './defect.ts';
import { deliveredAt, lateDrafts, promiseDrafts, undeliveredDrafts } from './delivery.ts';
import { eventDraft } from './event.ts';
import { furtherDrafts, recordedDrafts } from './further.ts';
import { orderDrafts } from './order.ts';

/** What happened, in the order in which a reader asks for it: bought, promised, received, talked about. */
export interface Story {
  readonly order: readonly Draft[];
  readonly promise: readonly Draft[];
  readonly actual: readonly Draft[];
  readonly contact: readonly Draft[];
  readonly rules: readonly Draft[];
}

export function storyOf(grounds: Grounds): Story {
  return {
    order: orderDrafts(grounds),
    promise: promise(grounds),
    actual: actual(grounds),
    contact: contactDrafts(grounds),
    rules: platformRuleDrafts(grounds),
  };
}

/** The whole story from purchase to the last answer, in paragraphs: bought, received, talked about, rules. */
export function storySections(grounds: Grounds, heading: string | null): readonly Section[] {
  const { order, promise: promised, actual: happened, contact, rules } = storyOf(grounds);
  const used = new Set(
    [...order, ...promised, ...happened, ...contact, ...rules].flatMap((draft) => draft.exhibits),
  );
  const paragraphs = [
    [...order, ...promised],
    happened,
    contact,
    [...rules, ...furtherDrafts(grounds, used)],
  ];
  return paragraphs.map((drafts, index) => ({
    heading: index === 0 ? heading : null,
    style: 'prose',
    drafts,
  }));
}

const waits: readonly (ScenarioId | null)[] = [
  'not_delivered',
  'late_delivery',
  'system_fault',
  'merchant_gone',
  null,
];

function promise(grounds: Grounds): readonly Draft[] {
  const delivery = waits.includes(grounds.scenario) ? promiseDrafts(grounds) : [];
  const warranty = factsOf(grounds, 'warranty-promised').flatMap(
    (fact) => eventDraft(grounds, fact, grounds.scenario === 'account_recovered' ? 1 : 4) ?? [],
  );
  return [...delivery, ...warranty];
}

/** Events that carry the scenario: dropped last. */
const core: Readonly<Record<ScenarioId, readonly FactKind[]>> = {
  not_delivered: [],
  late_delivery: ['loss'],
  card_invalid: ['checked', 'defect-found', 'issuer-verified'],
  account_abnormal: ['login-failed', 'banned', 'defect-found', 'issuer-verified'],
  account_recovered: ['login-succeeded', 'account-recovered', 'login-failed', 'issuer-verified'],
  feature_missing: ['feature-missing', 'defect-found'],
  duplicate_charge: [],
  merchant_gone: ['shop-unreachable', 'message-unanswered'],
  system_fault: ['fault-seen', 'fault-admitted'],
};

/** In order of time, whatever the scenario; those that a scenario tells in its own way are left to it. */
const happenings: readonly FactKind[] = [
  'receipt-confirmed',
  'checked',
  'login-succeeded',
  'defect-found',
  'login-failed',
  'banned',
  'account-recovered',
  'feature-missing',
  'fault-seen',
  'fault-admitted',
  'shop-unreachable',
  'issuer-verified',
  'refund-received',
  'loss',
  'other',
];

function actual(grounds: Grounds): readonly Draft[] {
  const told = factsOf(grounds, ...happenings).flatMap(
    (fact) => eventDraft(grounds, fact, rankOf(grounds, fact.what)) ?? [],
  );
  switch (grounds.scenario) {
    case 'not_delivered':
      return [...undeliveredDrafts(grounds), ...told];
    case 'late_delivery':
      return [...lateDrafts(grounds), ...told];
    case 'duplicate_charge':
      return [...chargeDrafts(grounds), ...told];
    case 'card_invalid':
      return [
        ...deliveryDrafts(grounds),
        ...failureDrafts(grounds),
        ...told,
        ...recordedDrafts(grounds),
        ...differenceDrafts(grounds),
      ];
    case 'account_abnormal':
    case 'feature_missing':
      return [...deliveryDrafts(grounds), ...differenceDrafts(grounds), ...failureDrafts(grounds), ...told];
    case 'account_recovered':
      return [...deliveryDrafts(grounds), ...told, ...differenceDrafts(grounds)];
    case 'merchant_gone':
    case 'system_fault':
    case null:
      return [...told, ...stillWaiting(grounds), ...differenceDrafts(grounds)];
  }
}

function stillWaiting(grounds: Grounds): readonly Draft[] {
  if (deliveredAt(grounds) !== undefined) return [];
  return undeliveredDrafts(grounds)
    .filter(({ exhibits }) => exhibits.length > 0)
    .map((draft) => ({ ...draft, rank: 1 }));
}

function rankOf(grounds: Grounds, what: FactKind): number {
  if (what === 'refund-received') return 0;
  if (what === 'receipt-confirmed') return 3;
  return grounds.scenario !== null && core[grounds.scenario].includes(what) ? 1 : 4;
}

/** The platform's own rule: name, version, clause, words. */
function platformRuleDrafts(grounds: Grounds): readonly Draft[] {
  return grounds.records['platform-rule'].map((rule) => {
    const versions = [plain(rule.version), rule.publishedOn === null ? '' : `${rule.publishedOn}发布`];
    const version = versions.filter((text) => text !== '').join('，');
    const quote = quotable(rule.quote, grounds.isShort ? 120 : 400);
    const words = quote === undefined ? '，原文见证据' : `：${quote}`;
    return factDraft(
      `《${plain(rule.ruleName)}》${version === '' ? '' : `（${version}）`}${plain(rule.clause)}${words}。`,
      exhibitsOf(grounds, rule.itemIds),
      2,
      captureAdvice(grounds, 'E10'),
    );
  });
}
