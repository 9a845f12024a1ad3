import type { CaseFile } from '../cases/index.ts';
import {
  type Deadline,
  type DeadlineStart,
  deadlinesOf,
  sortByUrgency,
  type WorkingCalendar,
} from '../deadlines/index.ts';
import { type ChannelId, channelIds, type RuleBook } from '../rules/index.ts';
import { type CaseDigest, digestOf } from './case-digest.ts';
import { citingOf, isUnderDecree121 } from './citing.ts';
import { startsOfCase } from './deadline-starts.ts';
import { type NextStep, nextStepOf, type Standings } from './next-step.ts';
import { standingOf } from './standing.ts';
import { type SubmissionProgress, submissionProgress } from './submission-progress.ts';

/** Something that will hurt the case. */
export interface ComplaintWarning {
  readonly code: 'DUPLICATE_COMPLAINT' | 'DUPLICATE_REPORT';
  readonly text: string;
  readonly cites: readonly string[];
  readonly submissionIds: readonly string[];
}

/** Where the complaints of a case stand at one moment. Derived from its records, never stored. */
export interface CaseProgress {
  /** In the order of sending. */
  readonly submissions: readonly SubmissionProgress[];
  /** Of the case and of its submissions, the most urgent first. */
  readonly deadlines: readonly Deadline[];
  readonly nextStep: NextStep | null;
  readonly warnings: readonly ComplaintWarning[];
}

export interface ProgressInput {
  readonly ruleBook: RuleBook;
  readonly calendar: WorkingCalendar;
  readonly caseFile: CaseFile;
  /** As of this moment, ISO in UTC. */
  readonly at: string;
}

/** The digest, the submissions and where each side stands: what routes and progress both start from. */
export interface Survey {
  readonly digest: CaseDigest;
  readonly submissions: readonly SubmissionProgress[];
  readonly standings: Standings;
}

export function surveyOf({ ruleBook, calendar, caseFile, at }: ProgressInput): Survey {
  const digest = digestOf(caseFile, at);
  const submissions = digest.submissions.map((digested) =>
    submissionProgress(digested, digest, ruleBook, calendar),
  );
  const input = { digest, ruleBook, submissions };
  const standings = new Map(
    channelIds.map((channel): [ChannelId, ReturnType<typeof standingOf>] => [
      channel,
      standingOf(channel, input),
    ]),
  );
  return { digest, submissions, standings };
}

/**
 * The state of every submission, the deadlines that run, the next step with its reason, and what to beware of. Any sequence
 * of answers gives a defined state. A closed case runs nothing.
 */
export function progressOf(input: ProgressInput): CaseProgress {
  return progressFrom(surveyOf(input), input);
}

/** As {@link progressOf}, from a survey made before; of the case's own deadlines only those that `isWanted` picks. */
export function progressFrom(
  survey: Survey,
  { ruleBook, calendar, at }: ProgressInput,
  isWanted: (start: DeadlineStart) => boolean = () => true,
): CaseProgress {
  const { digest, submissions, standings } = survey;
  const isClosed = digest.closing !== undefined;
  const ofCase = deadlinesOf({
    calendar,
    nowUtc: at,
    rules: ruleBook.deadlines,
    starts: isClosed ? [] : startsOfCase(digest, ruleBook).filter(isWanted),
  });
  const ofSubmissions = isClosed ? [] : submissions.flatMap(({ deadlines }) => deadlines);
  return {
    submissions,
    deadlines: sortByUrgency([...ofCase, ...ofSubmissions]),
    nextStep: nextStepOf(digest, ruleBook, standings) ?? null,
    warnings: warningsOf(submissions, ruleBook),
  };
}

function warningsOf(
  submissions: readonly SubmissionProgress[],
  ruleBook: RuleBook,
): readonly ComplaintWarning[] {
  const citing = citingOf(ruleBook);
  const toSamr = submissions.filter(({ channel }) => channel === 'samr12315');
  const warn = (purpose: 'complaint' | 'report', text: string, cites: readonly string[]) => {
    // Refused ones may be handed in again once what was lacking is there.
    const counted = toSamr.filter((own) => own.purpose === purpose && own.stage !== 'refused');
    const last = counted.at(-1);
    if (last === undefined || counted.length < 2) return [];
    const code = purpose === 'report' ? ('DUPLICATE_REPORT' as const) : ('DUPLICATE_COMPLAINT' as const);
    const submissionIds = counted.map(({ submissionId }) => submissionId);
    return [{ code, text, cites: citing(cites, last.sentUtc), submissionIds }];
  };
  return [
    ...warn('complaint', duplicateComplaintText(submissions, ruleBook), ['TSB-16', 'TSB-17']),
    ...warn(
      'report',
      '同一件违法事实重复举报同一对象，市监部门不再另行处理；有新事实就在原举报上补充，期限会重新计算。',
      ['TSB-35'],
    ),
  ];
}

function duplicateComplaintText(submissions: readonly SubmissionProgress[], ruleBook: RuleBook): string {
  const last = submissions.findLast(({ channel }) => channel === 'samr12315');
  const isNew = last === undefined || isUnderDecree121(ruleBook, last.sentUtc);
  const effect = isNew
    ? '已受理或处理过的不再受理，短期内重复投诉还会影响对“真实消费”的认定'
    : '已受理或处理过的不再受理';
  return `同一件事向 12315 交了不止一次：${effect}。一案一投诉，补充材料走原投诉的补充通道，证据编号不变。`;
}
