import { type Deadline, deadlinesOf, type WorkingCalendar } from '../deadlines/index.ts';
import type { ChannelId, RuleBook } from '../rules/index.ts';
import type { CaseDigest, DigestedSubmission, SubmissionPurpose } from './case-digest.ts';
import { startsOfSubmission } from './deadline-starts.ts';
import { isOpenStage, type SubmissionStage, stageOf, stageText } from './submission-stage.ts';

/** Where one submission stands. */
export interface SubmissionProgress {
  readonly submissionId: string;
  readonly channel: ChannelId;
  readonly purpose: SubmissionPurpose;
  readonly stage: SubmissionStage;
  /** 已提交, 已受理, 已提交，逾期没有答复. */
  readonly stateText: string;
  readonly sinceUtc: string;
  readonly sentUtc: string;
  readonly receivedUtc: string;
  readonly isOpen: boolean;
  /** Somebody's time is over; of authorities only after the rolled day, never where that day is not final. */
  readonly isOverdue: boolean;
  /** More material may be handed in under the same number, keeping the exhibit numbers. */
  readonly isSupplementAllowed: boolean;
  readonly deadlines: readonly Deadline[];
}

/** The submission as of the digest's moment, with what runs for it. */
export function submissionProgress(
  digested: DigestedSubmission,
  { atUtc }: CaseDigest,
  ruleBook: RuleBook,
  calendar: WorkingCalendar,
): SubmissionProgress {
  const { submission, purpose, replies } = digested;
  const at = stageOf(submission.atUtc, replies);
  const starts = startsOfSubmission(digested, at);
  // Most submissions have ended: nothing is counted for them.
  const counted =
    starts.length === 0 ? [] : deadlinesOf({ calendar, nowUtc: atUtc, rules: ruleBook.deadlines, starts });
  // 首次回复 and 处理完成: any answer is the first one.
  const deadlines = counted.length > 1 && replies.length > 0 ? counted.slice(1) : counted;
  const isOpen = isOpenStage(at.stage);
  const isOverdue = deadlines.some(({ state }) => state === 'overdue');
  return {
    submissionId: submission.id,
    channel: submission.channel,
    purpose,
    stage: at.stage,
    stateText: stageText(submission.channel, at.stage, isOverdue),
    sinceUtc: at.sinceUtc,
    sentUtc: submission.atUtc,
    receivedUtc: submission.receivedAtUtc ?? submission.atUtc,
    isOpen,
    isOverdue,
    isSupplementAllowed: isOpen,
    deadlines,
  };
}
