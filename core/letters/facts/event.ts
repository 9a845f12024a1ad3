import type { CaseFact, FactKind } from '../../cases/index.ts';
import type { EvidenceKind } from '../../evidence/index.ts';
import { formatMoney } from '../../orders/index.ts';
import { factDraft } from '../draft.ts';
import { captureAdvice, exhibitsOf, type Grounds, readingOf } from '../grounds.ts';
import type { Draft } from '../letter.ts';
import { aside, plain, quotable, timeText } from '../words.ts';

interface EventWords {
  /** `时` is the moment, `于…` or nothing. */
  readonly say: (when: string, fact: CaseFact) => string;
  /** What shows it, for the advice. */
  readonly shownBy: readonly EvidenceKind[];
  /** Whether an error message read in its exhibit belongs to it. */
  readonly hasMessage?: true;
}

const amountOf = (fact: CaseFact) => (fact.amountFen === null ? '' : formatMoney(fact.amountFen));

/** How each kind of event reads; the user's own words follow in brackets. */
const words: Readonly<Partial<Record<FactKind, EventWords>>> = {
  'warranty-promised': { say: (when) => `商家${when}作出售后承诺`, shownBy: ['E02', 'E10'] },
  'off-platform-invited': { say: (when) => `商家${when}引导本人在平台以外付款`, shownBy: ['E05'] },
  reminded: { say: (when) => `本人${when}催促商家`, shownBy: ['E05'] },
  delivered: { say: (when) => `商家${when}交付`, shownBy: ['E06'] },
  'receipt-confirmed': { say: (when) => `本人${when}点过确认收货`, shownBy: ['E04'] },
  checked: { say: (when) => `本人${when}进行验证`, shownBy: ['E07', 'E08'], hasMessage: true },
  'login-succeeded': { say: (when) => `本人${when}登录成功`, shownBy: ['E08'] },
  'defect-found': { say: (when) => `本人${when}使用时发现问题`, shownBy: ['E07', 'E08'], hasMessage: true },
  'login-failed': { say: (when) => `该账号${when}无法登录`, shownBy: ['E08', 'E23'], hasMessage: true },
  banned: { say: (when) => `该账号${when}已被封禁`, shownBy: ['E08'], hasMessage: true },
  'account-recovered': { say: (when) => `该账号${when}被他人找回`, shownBy: ['E23'], hasMessage: true },
  'feature-missing': {
    say: (when) => `本人${when}使用时发现缺少约定的功能`,
    shownBy: ['E09'],
    hasMessage: true,
  },
  'fault-seen': { say: (when) => `本人${when}操作时遇到平台故障`, shownBy: ['E15'], hasMessage: true },
  'fault-admitted': { say: (when) => `平台${when}说明系统存在故障`, shownBy: ['E05', 'E11'] },
  'shop-unreachable': { say: (when) => `店铺${when}无法访问`, shownBy: ['E13'], hasMessage: true },
  'message-unanswered': { say: (when) => `本人${when}发给商家的消息未获回复`, shownBy: ['E05'] },
  'refund-demanded': { say: (when) => `本人${when}要求退款`, shownBy: ['E05'] },
  'merchant-refused': { say: (when) => `商家${when}拒绝`, shownBy: ['E05'] },
  'merchant-promised': { say: (when) => `商家${when}作出答复`, shownBy: ['E05'] },
  'identity-requested': {
    say: (when) => `本人${when}请求平台提供商家的真实名称、地址和有效联系方式`,
    shownBy: ['E25'],
  },
  'identity-answered': { say: (when) => `平台${when}就商家身份作出答复`, shownBy: ['E25'] },
  'issuer-verified': { say: (when) => `发行方${when}作出核验答复`, shownBy: ['E19'] },
  complained: { say: (when) => `本人${when}就此投诉`, shownBy: ['E11', 'E21'] },
  answered: { say: (when) => `对方${when}对投诉作出答复`, shownBy: ['E11', 'E21'] },
  rescinded: { say: (when) => `本人${when}通知商家解除合同`, shownBy: ['E05'] },
  'police-reported': { say: (when) => `本人${when}向公安机关报案`, shownBy: ['E20'] },
  'refund-received': { say: (when, fact) => `本人${when}收到退款${amountOf(fact)}`, shownBy: ['E16', 'E21'] },
  loss: { say: (when, fact) => `本人${when}另受损失${amountOf(fact)}`, shownBy: ['E24'] },
};

/** The sentence of one event. Without an exhibit it is a draft that will not be printed, with what to capture. */
export function eventDraft(grounds: Grounds, fact: CaseFact, rank: number): Draft | undefined {
  const event = words[fact.what];
  const exhibits = exhibitsOf(grounds, fact.itemIds);
  const when = fact.atUtc === null ? '' : `于${timeText(fact.atUtc)}`;
  if (event === undefined) return fact.what === 'other' ? otherDraft(grounds, fact, rank) : undefined;
  const shown = event.hasMessage ? shownMessage(grounds, fact) : '';
  const note = shown !== '' && grounds.isShort ? '' : aside(fact.text, grounds.longestQuote);
  const advice = fact.itemIds.length > 0 ? notInDossier : captureAdvice(grounds, ...event.shownBy);
  return factDraft(`${event.say(when, fact)}${note}${shown}。`, exhibits, rank, advice);
}

const notInDossier = '显示这件事的证据不在这次的证据里，请把它加进来。';

/** Only the user's own words say what happened; where they cannot be printed there is nothing to say. */
function otherDraft(grounds: Grounds, fact: CaseFact, rank: number): Draft | undefined {
  if (aside(fact.text, 400) === '') return undefined;
  const when = fact.atUtc === null ? '' : `${timeText(fact.atUtc)}，`;
  return factDraft(
    `${when}${plain(fact.text).replaceAll('【', '〔').replaceAll('】', '〕')}。`,
    exhibitsOf(grounds, fact.itemIds),
    rank,
    captureAdvice(grounds),
  );
}

/** `，example.com显示“…”`: what stands in the picture, where it was read. */
function shownMessage(grounds: Grounds, fact: CaseFact): string {
  for (const id of fact.itemIds) {
    const reading = readingOf(grounds, id);
    const message = quotable(reading?.shownText ?? null, grounds.longestQuote);
    if (message === undefined || !grounds.exhibits.has(id)) continue;
    if (reading?.shownText != null && fact.text.includes(plain(reading.shownText))) return '';
    const domain = reading?.domain ?? null;
    return `，${domain === null ? '页面' : plain(domain)}显示${message}`;
  }
  return '';
}
