import type { LetterKind } from '../cases/index.ts';
import { letterKinds } from '../cases/index.ts';
import { type ChannelId, channelIds, type RuleBook, type ScenarioId } from '../rules/index.ts';

/** How each letter is called. */
export const letterNames: Readonly<Record<LetterKind, string>> = {
  'platform-ticket': '平台投诉工单',
  'payment-complaint': '支付投诉',
  'consumer-complaint': '消费者投诉书',
  'violation-report': '举报信',
  'rescission-notice': '解除合同通知',
  'identity-request': '要求披露商家身份',
  'delivery-reminder': '催发货',
  'statement-of-claim': '民事起诉状',
  'situation-statement': '情况说明',
};

const byChannel: Readonly<Record<ChannelId, readonly LetterKind[]>> = {
  merchant: ['delivery-reminder', 'rescission-notice'],
  platform: ['platform-ticket', 'identity-request', 'situation-statement'],
  payment_wechat: ['payment-complaint'],
  payment_alipay: ['payment-complaint'],
  samr12315: ['consumer-complaint', 'violation-report', 'situation-statement'],
  consumer_association: ['consumer-complaint', 'situation-statement'],
  hotline12345: ['consumer-complaint'],
  cac12377: ['situation-statement'],
  mca12321: ['situation-statement'],
  heimao: ['platform-ticket'],
  police: ['situation-statement'],
  court_small_claims: ['statement-of-claim', 'situation-statement'],
};

/** Where a letter fits only some scenarios. */
const onlyFor: Partial<Record<LetterKind, readonly ScenarioId[]>> = {
  'delivery-reminder': ['not_delivered', 'system_fault'],
  'rescission-notice': [
    'not_delivered',
    'card_invalid',
    'account_abnormal',
    'account_recovered',
    'feature_missing',
    'merchant_gone',
    'system_fault',
  ],
  'violation-report': [
    'not_delivered',
    'late_delivery',
    'card_invalid',
    'account_abnormal',
    'account_recovered',
    'feature_missing',
    'merchant_gone',
  ],
};
/** 12377 and 12321 take reports of unlawful content, not disputes about a single charge or delay. */
const notAt: Partial<Record<ChannelId, readonly ScenarioId[]>> = {
  cac12377: ['late_delivery', 'duplicate_charge', 'system_fault'],
  mca12321: [
    'not_delivered',
    'late_delivery',
    'card_invalid',
    'account_abnormal',
    'account_recovered',
    'feature_missing',
    'duplicate_charge',
    'system_fault',
  ],
};

/** Which letters make sense at a channel; without a scenario, those that do in some. */
export function lettersFor(channel: ChannelId, scenario: ScenarioId | null): readonly LetterKind[] {
  if (scenario === null) return byChannel[channel];
  if (notAt[channel]?.includes(scenario) === true) return [];
  return byChannel[channel].filter((letter) => onlyFor[letter]?.includes(scenario) ?? true);
}

/** Letters of a scenario, each with the channels it fits, in the order in which channels are gone through. */
export function letterChoices(scenario: ScenarioId | null): readonly {
  readonly letter: LetterKind;
  readonly name: string;
  readonly channels: readonly ChannelId[];
}[] {
  return letterKinds.flatMap((letter) => {
    const channels = channelIds.filter((channel) => lettersFor(channel, scenario).includes(letter));
    return channels.length === 0 ? [] : [{ letter, name: letterNames[letter], channels }];
  });
}

/** Ours, for forms and chats that nobody has measured. */
const ownLimit: Partial<Record<LetterKind, number>> = {
  'platform-ticket': 500,
  'payment-complaint': 300,
  'rescission-notice': 500,
  'identity-request': 500,
  'delivery-reminder': 300,
};
/** Handed in as papers: a figure that nobody has measured does not bind them. */
const papers: readonly LetterKind[] = [
  'consumer-complaint',
  'violation-report',
  'statement-of-claim',
  'situation-statement',
];
const takesPapers: readonly ChannelId[] = [
  'samr12315',
  'consumer_association',
  'police',
  'court_small_claims',
  'platform',
];

/** Most characters of a letter at a channel: the smaller of the letter's and the form's where that was measured; `null` for any words there. */
export function limitOf(
  ruleBook: RuleBook,
  letter: LetterKind | null,
  channel: ChannelId,
): { readonly value: number; readonly isDefault: boolean } | null {
  const form = ruleBook.channels.find(({ id }) => id === channel)?.limits.textChars;
  const own = letter === null ? undefined : ownLimit[letter];
  const isPaper =
    takesPapers.includes(channel) && (letter === null ? channel !== 'platform' : papers.includes(letter));
  if (form === undefined) return own === undefined ? null : { value: own, isDefault: true };
  if (isPaper && form.isDefault) return null;
  if (own !== undefined && (form.isDefault || own < form.value)) return { value: own, isDefault: true };
  return { value: form.value, isDefault: form.isDefault };
}

/** Whether the letter goes into a text field, where every word counts. */
export function isShortForm(letter: LetterKind, channel: ChannelId): boolean {
  return !(papers.includes(letter) && takesPapers.includes(channel));
}
