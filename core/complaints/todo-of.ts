import type { CaseFile } from '../cases/index.ts';
import type { WorkingCalendar } from '../deadlines/index.ts';
import type { OrderId } from '../orders/index.ts';
import type { RuleBook } from '../rules/index.ts';
import { isDispute, isSettled } from './case-digest.ts';
import { progressFrom, type Survey, surveyOf } from './progress-of.ts';
import { canBeTask, deadlineTasks } from './todo-deadlines.ts';
import { nextStepTask } from './todo-steps.ts';
import type { TodoTask, Urgency } from './todo-task.ts';

export interface TodoEntry extends TodoTask {
  readonly orderId: OrderId;
  readonly merchant: string;
  readonly product: string;
  /** Evidence that is still missing in this case. */
  readonly gapsLeft: number;
}

export interface TodoInput {
  readonly ruleBook: RuleBook;
  readonly calendar: WorkingCalendar;
  readonly atUtc: string;
  readonly cases: readonly {
    readonly caseFile: CaseFile;
    /** From the assessment: required kinds, groups and error checks that are open. */
    readonly gapsLeft: number;
  }[];
}

const RANK: Readonly<Record<Urgency, number>> = { overdue: 0, today: 1, soon: 2, later: 3 };

/** What is to be done in all open cases, the most urgent first; the order is the same whatever the order of the cases. */
export function todoOf({ ruleBook, calendar, atUtc, cases }: TodoInput): readonly TodoEntry[] {
  return cases
    .flatMap(({ caseFile, gapsLeft }) => entriesOf(caseFile, gapsLeft, ruleBook, calendar, atUtc))
    .toSorted(byUrgency);
}

function entriesOf(
  caseFile: CaseFile,
  gapsLeft: number,
  ruleBook: RuleBook,
  calendar: WorkingCalendar,
  at: string,
): readonly TodoEntry[] {
  const input = { ruleBook, calendar, caseFile, at };
  const survey = surveyOf(input);
  if (isSettled(survey.digest)) return [];
  const progress = progressFrom(survey, input, (start) => canBeTask(start, at));
  const { id, facts } = caseFile.order;
  const tasks = [
    ...nextStepTask(progress),
    ...deadlineTasks(progress, survey.digest, at),
    ...gapsTask(survey, gapsLeft),
  ];
  return tasks.map((task) => ({
    orderId: id,
    merchant: facts.merchant,
    product: facts.product,
    gapsLeft,
    ...task,
  }));
}

function gapsTask({ digest }: Survey, gapsLeft: number): readonly TodoTask[] {
  if (gapsLeft === 0 || !isDispute(digest)) return [];
  return [
    {
      code: 'gaps',
      text: `还缺 ${gapsLeft} 项证据，先补齐再提交`,
      dueUtc: null,
      dueDay: null,
      daysLeft: null,
      // Shops close and pages change: what is not captured before the first complaint may be gone after it.
      urgency: digest.submissions.length === 0 ? 'soon' : 'later',
      action: { kind: 'capture', channel: null, submissionId: null, letter: null },
    },
  ];
}

function byUrgency(a: TodoEntry, b: TodoEntry): number {
  return (
    RANK[a.urgency] - RANK[b.urgency] ||
    compare(dueKey(a), dueKey(b)) ||
    compare(a.orderId, b.orderId) ||
    compare(a.code, b.code) ||
    compare(a.action.submissionId ?? '', b.action.submissionId ?? '')
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
/** A day ends in Beijing; what falls due never comes last. */
const dueKey = ({ dueUtc, dueDay }: TodoTask) =>
  dueUtc ?? (dueDay === null ? '9999' : `${dueDay}T15:59:59.999Z`);
