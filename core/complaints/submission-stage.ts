import type { Reply, ReplyOutcome } from '../cases/index.ts';
import type { ChannelId } from '../rules/index.ts';

export const submissionStages = [
  'sent',
  'received',
  'promised',
  'accepted',
  'refused',
  'rejected',
  'unsupported',
  'mediation-ended',
  'settled',
  'refunded',
] as const;
export type SubmissionStage = (typeof submissionStages)[number];

/** How far a submission has come, and since when. */
export interface StageAt {
  readonly stage: SubmissionStage;
  readonly sinceUtc: string;
  /** Start of the acceptance it stands in. */
  readonly acceptedAtUtc: string | null;
}

const FAILED: readonly SubmissionStage[] = ['refused', 'rejected', 'unsupported', 'mediation-ended'];
const OPEN: readonly SubmissionStage[] = ['sent', 'received', 'promised', 'accepted'];

/** The other side has it and something may still come. */
export function isOpenStage(stage: SubmissionStage): boolean {
  return OPEN.includes(stage);
}

/** It ended without what was asked for. */
export function isFailedStage(stage: SubmissionStage): boolean {
  return FAILED.includes(stage);
}

/**
 * The stage after an answer; defined for every stage and every answer. Money back ends it for good and an agreement ends it
 * for everything but money; a refusal can be taken back by a later acceptance (after a supplement).
 */
export function advance(stage: SubmissionStage, outcome: ReplyOutcome): SubmissionStage {
  if (stage === 'refunded' || outcome === 'other') return stage;
  if (outcome === 'refunded') return 'refunded';
  if (stage === 'settled') return stage;
  switch (outcome) {
    case 'received':
      return stage === 'sent' ? 'received' : stage;
    case 'promised':
      return stage === 'accepted' ? stage : 'promised';
    case 'accepted':
    case 'case-filed':
      return 'accepted';
    default:
      return outcome;
  }
}

/** Where a submission stands after its answers, which come in the order of time. */
export function stageOf(sentUtc: string, replies: readonly Reply[]): StageAt {
  let at: StageAt = { stage: 'sent', sinceUtc: sentUtc, acceptedAtUtc: null };
  for (const reply of replies) {
    const stage = advance(at.stage, reply.outcome);
    if (stage === at.stage) continue;
    const acceptedAtUtc = stage === 'accepted' ? reply.atUtc : null;
    at = { stage, sinceUtc: reply.atUtc, acceptedAtUtc };
  }
  return at;
}

const STAGE_TEXTS: Readonly<Record<SubmissionStage, string>> = {
  sent: '已提交',
  received: '对方已收到',
  promised: '对方答应处理',
  accepted: '已受理',
  refused: '不予受理',
  rejected: '已驳回',
  unsupported: '未获支持',
  'mediation-ended': '已终止调解',
  settled: '已达成一致',
  refunded: '已退款',
};

const OWN_TEXTS: Partial<Readonly<Record<ChannelId, Partial<Readonly<Record<SubmissionStage, string>>>>>> = {
  merchant: { sent: '已向商家提出', rejected: '商家拒绝', refused: '商家拒绝' },
  court_small_claims: { accepted: '已立案', refused: '不予立案', rejected: '驳回起诉或请求' },
  police: { accepted: '已受案', refused: '不予受案' },
};

/** `已受理，已过办理期限`. */
export function stageText(channel: ChannelId, stage: SubmissionStage, isOverdue: boolean): string {
  const text = OWN_TEXTS[channel]?.[stage] ?? STAGE_TEXTS[stage];
  if (!isOverdue) return text;
  return stage === 'accepted' ? `${text}，已过办理期限` : `${text}，逾期没有答复`;
}
