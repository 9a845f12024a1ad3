import type { ChannelId, RuleBook } from '../rules/index.ts';
import { type CaseDigest, hasFact, lastFactUtc } from './case-digest.ts';
import { type Barrier, barrierOf } from './exclusions.ts';
import { isMerchantGone, isSelfRun, selfOperation } from './sides.ts';
import type { SubmissionProgress } from './submission-progress.ts';
import { isFailedStage } from './submission-stage.ts';

/**
 * Where one side stands: `exhausted` when it refused or let its time pass, `succeeded` when it brought money or an
 * agreement, `excluded` when it cannot be asked in this case.
 */
export type StandingKind = 'untried' | 'running' | 'exhausted' | 'succeeded' | 'excluded';

export interface Standing {
  readonly channel: ChannelId;
  readonly kind: StandingKind;
  /** Why, as a Chinese clause without a full stop; empty for `untried`. */
  readonly reason: string;
  /** Latest complaint to it. */
  readonly submission: SubmissionProgress | undefined;
  /** Until when one waits for it at least; null when there is no figure for it. */
  readonly waitUntilUtc: string | null;
  readonly barrier: Barrier | undefined;
}

export interface StandingInput {
  readonly digest: CaseDigest;
  readonly ruleBook: RuleBook;
  readonly submissions: readonly SubmissionProgress[];
}

const HOUR_MS = 3_600_000;
const DEFAULT_WAIT_HOURS: Partial<Readonly<Record<ChannelId, number>>> = {
  merchant: 24,
  payment_alipay: 72,
};

/** Where a side stands after what was sent to it, what is stated as facts, and what excludes it. */
export function standingOf(channel: ChannelId, input: StandingInput): Standing {
  const submission = input.submissions.findLast(
    (progress) => progress.channel === channel && progress.purpose === 'complaint',
  );
  const none = { channel, submission, waitUntilUtc: null, barrier: undefined };
  const stated = statedStanding(channel, input);
  if (submission !== undefined) {
    const submitted = submittedStanding(submission, input);
    // What happened since need not have been written down as an answer to the submission.
    const isOutdated = submitted.kind === 'running' && stated?.kind === 'exhausted' && channel === 'merchant';
    return { ...none, ...(isOutdated ? stated : submitted) };
  }
  const unfit = unfitReason(channel, input.digest);
  if (unfit !== undefined) return { ...none, kind: 'excluded', reason: unfit };
  const barrier = barrierOf(channel, input);
  if (barrier?.isFinal === true) return { ...none, kind: 'excluded', reason: barrier.text, barrier };
  return { ...none, kind: 'untried', reason: '', ...stated, barrier };
}

function statedStanding(channel: ChannelId, input: StandingInput): Stood | null {
  if (channel === 'merchant') return merchantByFacts(input);
  return channel === 'police' ? policeByFacts(input) : null;
}

type Stood = Pick<Standing, 'kind' | 'reason' | 'waitUntilUtc'>;

function submittedStanding(progress: SubmissionProgress, { digest, ruleBook }: StandingInput): Stood {
  const { channel, stage, stateText, isOverdue, deadlines } = progress;
  const name = shortNames[channel];
  if (stage === 'refunded' || stage === 'settled') {
    return { kind: 'succeeded', reason: `${name}${stateText}`, waitUntilUtc: null };
  }
  if (isFailedStage(stage)) {
    return { kind: 'exhausted', reason: `${name}的结果：${stateText}`, waitUntilUtc: null };
  }
  const counted = deadlines.at(-1);
  if (counted !== undefined) {
    const hours = counted.dueUtc === null ? null : hoursBetween(counted.startUtc, counted.dueUtc);
    const late = hours === null ? `${name}${stateText}` : `${name} ${hours} 小时没有${answerWord(progress)}`;
    const kind = isOverdue ? 'exhausted' : 'running';
    return { kind, reason: isOverdue ? late : `${name}${stateText}`, waitUntilUtc: counted.dueUtc };
  }
  const hours = waitHours(channel, ruleBook);
  if (hours === null) return { kind: 'running', reason: `${name}${stateText}`, waitUntilUtc: null };
  return waited(name, progress.receivedUtc, hours, digest.atUtc);
}

const answerWord = ({ stage }: SubmissionProgress) =>
  stage === 'sent' || stage === 'received' ? '答复' : '处理完';
const hoursBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / HOUR_MS);

function waited(name: string, fromUtc: string, hours: number, atUtc: string): Stood {
  const untilMs = Date.parse(fromUtc) + hours * HOUR_MS;
  const isOver = Date.parse(atUtc) > untilMs;
  return {
    kind: isOver ? 'exhausted' : 'running',
    reason: isOver ? `${name} ${hours} 小时没有答复` : `已向${name}提出，等答复`,
    waitUntilUtc: new Date(untilMs).toISOString(),
  };
}

function waitHours(channel: ChannelId, { ladder }: RuleBook): number | null {
  if (DEFAULT_WAIT_HOURS[channel] === undefined) return null;
  const step = ladder.find(({ channels }) => channels.includes(channel));
  return step?.waitHours ?? DEFAULT_WAIT_HOURS[channel];
}

function merchantByFacts({ digest, ruleBook }: StandingInput): Stood | null {
  const tried = (reason: string): Stood => ({ kind: 'exhausted', reason, waitUntilUtc: null });
  if (hasFact(digest, 'merchant-refused')) return tried('商家已经拒绝');
  if (isMerchantGone(digest)) return tried('商家联系不上');
  if (hasFact(digest, 'message-unanswered')) return tried('商家没有回复');
  const asked = lastFactUtc(digest, 'refund-demanded', 'reminded', 'merchant-promised');
  const hours = waitHours('merchant', ruleBook);
  return asked === undefined || hours === null ? null : waited('商家', asked, hours, digest.atUtc);
}

function policeByFacts({ digest }: StandingInput): Stood | null {
  if (!hasFact(digest, 'police-reported')) return null;
  return { kind: 'running', reason: '已经报案，等公安答复', waitUntilUtc: null };
}

/** Why a side does not exist in this purchase. */
function unfitReason(channel: ChannelId, digest: CaseDigest): string | undefined {
  const { providers } = digest;
  switch (channel) {
    case 'merchant':
      return selfOperation(digest) === 'same' ? '平台自己就是卖家，直接走平台投诉' : undefined;
    case 'platform':
      return isSelfRun(digest) ? '这是商家自己的网站，没有第三方平台' : undefined;
    case 'payment_wechat':
      return providers.size === 0 || providers.has('wechat-pay') ? undefined : '这笔钱不是用微信支付付的';
    case 'payment_alipay':
      return providers.size === 0 || providers.has('alipay') ? undefined : '这笔钱不是用支付宝付的';
    default:
      return undefined;
  }
}

/** What each side is called in a sentence. */
export const shortNames: Readonly<Record<ChannelId, string>> = {
  merchant: '商家',
  platform: '平台',
  payment_wechat: '微信支付',
  payment_alipay: '支付宝',
  samr12315: '12315',
  consumer_association: '消费者协会',
  hotline12345: '12345',
  cac12377: '12377',
  mca12321: '12321',
  heimao: '黑猫投诉',
  police: '公安机关',
  court_small_claims: '法院',
};
