import { invariant } from '../assert.ts';
import type { DeadlineRule } from '../rules/index.ts';
import {
  type Deadline,
  type DeadlineId,
  type DeadlineInput,
  type DeadlineStart,
  daysBetween,
} from './deadline.ts';
import { elapsedDeadline } from './elapsed-deadline.ts';
import { countPeriod, describeLength, type PeriodEnd, type PeriodLength, type Rolling } from './period.ts';
import { chineseDate, dateAt, epochDayOf } from './plain-date.ts';
import { isWorkingDay } from './working-calendar.ts';

/** D01 to D03 are promises in elapsed time and never roll. */
type CountedId = Exclude<DeadlineId, 'D01' | 'D02' | 'D03'>;

const ROLLING: Readonly<Record<CountedId, Rolling>> = {
  D04: 'rest-day',
  D05: 'rest-day',
  D06: 'statutory-holiday',
  D07: 'statutory-holiday',
  D08: 'statutory-holiday',
  D09: 'statutory-holiday',
  D10: 'rest-day',
  D11: 'rest-day',
  D12: 'rest-day',
  // The records may be gone the day after, and nobody has to answer for it.
  D13: 'never',
};

/** The article that says how the complaint's own periods are counted. */
const COUNTING_ARTICLE = 'TSB-45';
const COUNTED_BY_ARTICLE: readonly DeadlineId[] = ['D06', 'D07'];

/** Days before the end from which it is due soon. */
const DUE_SOON_DAYS = { 'working-days': 3, days: 3, months: 7, years: 30 } as const;

/**
 * Every deadline that the starts make run, as of `nowUtc`, in the order of the starts; a rule with two steps gives two.
 * The law is that of the day of filing. What the user must do is warned of for the unrolled day; another is called
 * overdue only after the rolled one. Throws when a start names a rule the book lacks or a promise without its length.
 */
export function deadlinesOf(input: DeadlineInput): readonly Deadline[] {
  const rules = new Map(input.rules.map((rule) => [rule.id, rule]));
  return input.starts.flatMap((start) => {
    const rule = rules.get(start.deadlineId);
    invariant(rule !== undefined, `the rule book has ${start.deadlineId}`);
    if (rule.unit === 'promise' || rule.unit === 'hours') return elapsedDeadline(rule, start, input.nowUtc);
    const amounts = start.overrideAmount === undefined ? lawOf(rule, start).amounts : [start.overrideAmount];
    return amounts.map((amount) => countedDeadline(input, rule, start, amount));
  });
}

/** What is counted, and by which citations, for a complaint filed on the day of `start`. */
function lawOf(rule: DeadlineRule, start: DeadlineStart) {
  const { earlier } = rule;
  const isEarlier = earlier !== undefined && dateAt(start.filedAtUtc ?? start.atUtc) < earlier.filedBefore;
  const { unit, amounts, cites } = isEarlier ? earlier : rule;
  return { unit, amounts, cites, replacedOn: isEarlier ? earlier.filedBefore : null };
}

function countedDeadline(
  input: DeadlineInput,
  rule: DeadlineRule,
  start: DeadlineStart,
  ownAmount: number,
): Deadline {
  const law = lawOf(rule, start);
  const { unit } = law;
  invariant(unit !== 'hours' && unit !== 'promise', 'elapsed time is counted elsewhere');
  const extension = start.isExtended === true ? (rule.extendBy ?? 0) : 0;
  const length = { amount: ownAmount + extension, unit };
  const rolling = ROLLING[rule.id as CountedId];
  const end = countPeriod(input.calendar, dateAt(start.atUtc), length, { rolls: rolling });
  const hasCountingArticle = COUNTED_BY_ARTICLE.includes(rule.id) && law.replacedOn === null;
  return {
    id: rule.id,
    what: rule.what,
    startUtc: start.atUtc,
    dueUtc: null,
    dueDay: end.lastDay,
    unrolledDay: end.unrolledDay,
    actor: rule.actor,
    ...progressOf(rule, unit, end, dateAt(input.nowUtc)),
    cites: [...new Set([...law.cites, ...(hasCountingArticle ? [COUNTING_ARTICLE] : [])])],
    explanation: explain(end, length, law.replacedOn),
    notes: notesOf(input, rule, start, length, end),
    submissionId: start.submissionId ?? null,
  };
}

function progressOf(
  { actor }: DeadlineRule,
  unit: PeriodLength['unit'],
  { unrolledDay, lastDay, isFinal }: PeriodEnd,
  today: string,
): Pick<Deadline, 'state' | 'daysLeft'> {
  const isOwn = actor === 'buyer';
  const isSafeDayPast = isOwn && today > unrolledDay;
  const daysLeft = daysBetween(today, isOwn && !isSafeDayPast ? unrolledDay : lastDay);
  const isSoon = daysLeft >= 0 && (isSafeDayPast || daysLeft <= DUE_SOON_DAYS[unit]);
  // The buyer's own unrolled day may be certain where the rolled one is not: the warning must not wait for a notice.
  if (isSoon && (isFinal || isOwn)) return { state: 'due-soon', daysLeft };
  if (!isFinal) return { state: 'not-final', daysLeft };
  return { state: daysLeft < 0 ? 'overdue' : 'running', daysLeft };
}

function explain(end: PeriodEnd, length: PeriodLength, replacedOn: string | null): string {
  const law = replacedOn === null ? '' : `投诉在${chineseDate(replacedOn)}之前提交，按当时的规定：`;
  const skipped = end.skippedDays === 0 ? '' : `，其间 ${end.skippedDays} 天周末和放假不计`;
  const counted = `${law}从${chineseDate(end.startDay)}的次日起数 ${describeLength(length)}${skipped}`;
  return end.lastDay === end.unrolledDay
    ? `${counted}，最后一天是${chineseDate(end.lastDay)}。`
    : `${counted}，期满日是${chineseDate(end.unrolledDay)}。这一天不上班，顺延到${chineseDate(end.lastDay)}。`;
}

function notesOf(
  { calendar, nowUtc }: DeadlineInput,
  rule: DeadlineRule,
  start: DeadlineStart,
  { unit }: PeriodLength,
  end: PeriodEnd,
): readonly string[] {
  const isOwn = rule.actor === 'buyer';
  const today = dateAt(nowUtc);
  const notes = [...end.notes];
  if (isOwn && end.lastDay > end.unrolledDay) {
    notes.unshift(
      today <= end.unrolledDay
        ? `最稳妥在${chineseDate(end.unrolledDay)}或之前办好，不要等顺延。`
        : `最稳妥的日子已过；按顺延算到${chineseDate(end.lastDay)}，请马上办。`,
    );
  }
  if (rule.actor === 'authority' && !isWorkingDay(calendar, epochDayOf(end.startDay))) {
    notes.push('起算那天不上班，对方可能下一个工作日才收到；以实际收到、受理的日子为准。');
  }
  if (rule.extendBy !== undefined && start.isExtended !== true) {
    notes.push(
      `特殊情况经批准可以再延长 ${describeLength({ amount: rule.extendBy, unit })}；收到延期告知后请记下。`,
    );
  }
  if (rule.note !== undefined) notes.push(rule.note);
  return notes;
}
