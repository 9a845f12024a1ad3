import type { ChannelId, LadderStep, RuleBook } from '../rules/index.ts';
import { type CaseDigest, hasFact, isDispute, isSettled } from './case-digest.ts';
import { isDefinite, isIdentityAsked, isPlatformLiable, isSelfRun } from './sides.ts';
import { type Standing, shortNames } from './standing.ts';

/** What to do now, and why. */
export interface NextStep {
  readonly kind: 'submit' | 'wait' | 'ask-identity' | 'close';
  readonly text: string;
  readonly why: string;
  readonly channel: ChannelId | null;
}

export type Standings = ReadonlyMap<ChannelId, Standing>;

interface Rung {
  /** Those of the step that exist in this case, or all when none does. */
  readonly standings: readonly Standing[];
  readonly step: LadderStep;
}

/** The numbered steps in order; 消协 stands on the rung of 12315, since only one of the two can be asked. */
export function rungsOf(ruleBook: RuleBook, standings: Standings): readonly Rung[] {
  return ruleBook.ladder
    .filter(({ step }) => /^\d+$/.test(step))
    .toSorted((a, b) => Number(a.step) - Number(b.step))
    .map((step) => {
      const channels: ChannelId[] = [...step.channels];
      if (channels.includes('samr12315')) channels.push('consumer_association');
      return { step, standings: channels.flatMap((channel) => standings.get(channel) ?? []) };
    });
}

/** The next rung with its reason; undefined for a case that is settled or in which nothing went wrong yet. */
export function nextStepOf(
  digest: CaseDigest,
  ruleBook: RuleBook,
  standings: Standings,
): NextStep | undefined {
  if (isSettled(digest) || !isDispute(digest)) return undefined;
  const rungs = rungsOf(ruleBook, standings);
  const all = rungs.flatMap((rung) => rung.standings);
  const won = all.find(({ kind }) => kind === 'succeeded');
  if (won !== undefined || hasFact(digest, 'refund-received')) return closeStep(won);
  const running = all.findLast(({ kind }) => kind === 'running');
  const tried = rungs.findLastIndex(({ standings: own }) => own.some(({ kind }) => isTried(kind)));
  const runningAt = rungs.findLastIndex(({ standings: own }) => own.some(({ kind }) => kind === 'running'));
  if (running !== undefined && runningAt === tried) return waitStep(running);
  const reason = all.findLast(({ kind }) => kind === 'exhausted')?.reason;
  const next = rungs
    .slice(tried + 1)
    .flatMap((rung) => rung.standings)
    .find(({ kind }) => kind === 'untried');
  if (next === undefined) return undefined;
  return next.channel === 'court_small_claims'
    ? courtStep(digest, reason)
    : submitStep(next.channel, reason, submitText(next.channel, digest));
}

const isTried = (kind: Standing['kind']) =>
  kind === 'running' || kind === 'exhausted' || kind === 'succeeded';

function closeStep(won: Standing | undefined): NextStep {
  const isPromiseOnly = won?.submission?.stage === 'settled';
  return {
    kind: 'close',
    text: isPromiseOnly ? '等钱到账，再结案' : '核对退款，结案',
    why: isPromiseOnly
      ? '双方已达成一致。到账后记下金额和时间、固定退款凭证，再结案；没有到账就记下对方的答复，继续往下走。'
      : '退款已有记录。核对金额、固定到账凭证后结案；没退够的部分可以继续追。',
    channel: won?.channel ?? null,
  };
}

function waitStep({ channel, reason, waitUntilUtc }: Standing): NextStep {
  const until = waitUntilUtc === null ? '' : `，最迟到${beijingMinute(waitUntilUtc)}`;
  return {
    kind: 'wait',
    text: `等${shortNames[channel]}答复${until}`,
    why: `${reason}。有答复就记下来并固定截图；过了时间没有答复，会提醒走下一步。`,
    channel,
  };
}

const SUBMIT_TEXTS: Partial<Readonly<Record<ChannelId, string>>> = {
  merchant: '向商家提出要求',
  platform: '向平台投诉',
  payment_wechat: '微信支付投诉',
  payment_alipay: '支付宝投诉',
  samr12315: '向 12315 投诉',
  court_small_claims: '向法院起诉',
};

function submitText(channel: ChannelId, { providers }: CaseDigest): string {
  const isPayment = channel === 'payment_wechat' || channel === 'payment_alipay';
  if (isPayment && providers.size === 0) return '支付投诉（微信支付或支付宝，看当时用哪个付的）';
  return SUBMIT_TEXTS[channel] ?? `向${shortNames[channel]}提交`;
}

function submitStep(channel: ChannelId, reason: string | undefined, text: string): NextStep {
  const why =
    reason === undefined
      ? '先在平台内的聊天里一次写清订单号、问题、要求和期限，留下记录。'
      : `${reason}，可以走下一步：${text}。`;
  const isFirst = reason === undefined && channel !== 'merchant';
  return { kind: 'submit', text, why: isFirst ? `可以从这一步开始：${text}。` : why, channel };
}

function courtStep(digest: CaseDigest, reason: string | undefined): NextStep {
  if (isDefinite(digest.merchant) || (isPlatformLiable(digest) && isDefinite(digest.platform))) {
    return submitStep('court_small_claims', reason, submitText('court_small_claims', digest));
  }
  const canAskPlatform = !isSelfRun(digest) && !isIdentityAsked(digest);
  const side = canAskPlatform ? 'platform' : 'samr12315';
  const before = reason === undefined ? '' : `${reason}。`;
  return {
    kind: 'ask-identity',
    text: canAskPlatform ? '先向平台索要商家身份' : '先查清被告是谁',
    why: canAskPlatform
      ? `${before}起诉要有明确的被告（民诉法第一百二十二条），现在还不知道商家的真实名称和地址：先书面向平台索要，把请求和答复留作 E25。`
      : `${before}起诉要有明确的被告（民诉法第一百二十二条）：向 12315 询问登记信息，或补全平台、网站主办者的名称和地址（ICP 备案、收款方）。`,
    channel: side,
  };
}

/** `11月23日 09:30`, in Beijing. */
export function beijingMinute(utc: string): string {
  const beijing = new Date(Date.parse(utc) + 8 * 3_600_000).toISOString();
  return `${Number(beijing.slice(5, 7))}月${Number(beijing.slice(8, 10))}日 ${beijing.slice(11, 16)}`;
}
