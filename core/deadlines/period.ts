import { invariant } from '../assert.ts';
import { addMonths, chineseDate, dateOfEpochDay, epochDayOf, type PlainDate } from './plain-date.ts';
import {
  announcedDay,
  isWorkingDay,
  kindOfDay,
  missingYears,
  type WorkingCalendar,
} from './working-calendar.ts';

export const periodUnits = ['working-days', 'days', 'months', 'years'] as const;

export interface PeriodLength {
  /** Whole and positive. */
  readonly amount: number;
  readonly unit: (typeof periodUnits)[number];
}

/**
 * What happens when the last day is off. `statutory-holiday`: 令121 art. 45, 法定节假日. `rest-day`: 民法典 203 and
 * 民诉法 85, 法定休假日. Both go to the next working day; whether the first one does after an ordinary weekend is open.
 */
export type Rolling = 'statutory-holiday' | 'rest-day' | 'never';

export interface PeriodEnd {
  readonly startDay: PlainDate;
  /** The last day, rolled, in the broad reading: what one waits for before saying that another is late. */
  readonly lastDay: PlainDate;
  /** The last day without any roll: what one keeps to oneself. Never after `lastDay`. */
  readonly unrolledDay: PlainDate;
  /** Days that were passed over while counting working days. */
  readonly skippedDays: number;
  /** False when a notice that could change `lastDay` is not known. */
  readonly isFinal: boolean;
  /** Chinese sentences: why the two days differ, what is not certain. */
  readonly notes: readonly string[];
}

const UNIT_WORDS = { 'working-days': '个工作日', days: '日', months: '个月', years: '年' } as const;

/** `7 个工作日`, `60 日` */
export function describeLength({ amount, unit }: PeriodLength): string {
  return `${amount} ${UNIT_WORDS[unit]}`;
}

/**
 * Counts a period. The start day never counts (民法典 201, 令121 art. 45); working days are those of the notices, a
 * result may be a Saturday or Sunday; months and years go to the corresponding day (民法典 202), always from `start`.
 */
export function countPeriod(
  calendar: WorkingCalendar,
  start: PlainDate,
  length: PeriodLength,
  { rolls }: { readonly rolls: Rolling },
): PeriodEnd {
  invariant(
    Number.isSafeInteger(length.amount) && length.amount > 0,
    'a period has a whole, positive length',
  );
  const first = epochDayOf(start);
  const unrolled = unrolledDayOf(calendar, start, length);
  const isCounted = length.unit === 'working-days';
  const isRolled = !isCounted && rolls !== 'never';
  let last = unrolled;
  while (isRolled && !isWorkingDay(calendar, last)) last++;
  // Every counted day needs its year's notice; of other periods only the days on which the roll depends.
  const needed = dateOfEpochDay(isCounted ? first + 1 : unrolled);
  const missing = isCounted || isRolled ? missingYears(calendar, needed, dateOfEpochDay(last)) : [];
  return {
    startDay: start,
    lastDay: dateOfEpochDay(last),
    unrolledDay: dateOfEpochDay(unrolled),
    skippedDays: isCounted ? last - first - length.amount : 0,
    isFinal: missing.length === 0,
    notes: [
      ...makeUpNote(calendar, last, isCounted || isRolled),
      ...rollNotes(calendar, unrolled, last, rolls),
      ...missing.map((year) => missingNote(calendar, year)),
    ],
  };
}

function unrolledDayOf(calendar: WorkingCalendar, start: PlainDate, { amount, unit }: PeriodLength): number {
  const first = epochDayOf(start);
  if (unit === 'days') return first + amount;
  if (unit !== 'working-days') return epochDayOf(addMonths(start, unit === 'months' ? amount : amount * 12));
  let day = first;
  for (let counted = 0; counted < amount; ) {
    day++;
    if (isWorkingDay(calendar, day)) counted++;
  }
  return day;
}

function makeUpNote(calendar: WorkingCalendar, last: number, isWorkingDayMeant: boolean): readonly string[] {
  if (!isWorkingDayMeant || kindOfDay(calendar, last) !== 'make-up') return [];
  return [`${chineseDate(dateOfEpochDay(last))}是调休上班日，算工作日。`];
}

function rollNotes(
  calendar: WorkingCalendar,
  unrolled: number,
  last: number,
  rolls: Rolling,
): readonly string[] {
  if (last === unrolled) return [];
  const [from, to] = [chineseDate(dateOfEpochDay(unrolled)), chineseDate(dateOfEpochDay(last))];
  const announced = announcedDay(calendar, unrolled);
  const reason = announced === undefined ? '是周末' : `在${announced.name}放假期内`;
  const notes = [`期满日${from}${reason}，顺延到${to}。`];
  if (rolls === 'rest-day' || announced?.isStatutory === true) return notes;
  const doubt =
    announced === undefined ? '普通周末是否顺延，理解不一' : '这一天是调休放假、不是节日当天，一般也顺延';
  notes.push(`条文写的是“法定节假日”，${doubt}：自己办事按${from}最稳妥，认定对方逾期按${to}。`);
  return notes;
}

function missingNote(calendar: WorkingCalendar, year: number): string {
  const isEarlier = calendar.years.every((published) => year < published.year);
  return isEarlier
    ? `没有收录 ${year} 年的放假安排，这里只按周末推算，结果不作准。`
    : `${year} 年的放假安排还没有公布或收录，先按周末和法律固定的假日推算，日期可能变动；公布后请更新日历。`;
}
