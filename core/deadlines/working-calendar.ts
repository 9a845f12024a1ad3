import { z } from 'zod';
import { confidenceSchema } from '../rules/index.ts';
import { dateOfEpochDay, epochDayOf, type PlainDate, plainDateSchema, weekdayOf } from './plain-date.ts';

const text = z.string().min(1).max(400);
const yearNumber = z.int().min(2000).max(2999);

const publishedYearSchema = z.strictObject({
  year: yearNumber,
  notice: z.strictObject({
    title: text,
    number: text,
    numberConfidence: confidenceSchema,
    publishedOn: plainDateSchema,
    /** Official. */
    address: text,
    /** Where it was read. */
    source: text,
  }),
  confidence: confidenceSchema,
  /** 放假, both days included. */
  off: z.array(z.strictObject({ name: text, first: plainDateSchema, last: plainDateSchema })).min(1),
  /** 上班: Saturdays and Sundays on which people work. */
  makeUpWorkdays: z.array(plainDateSchema),
  /** 法定节假日 in the narrow sense: 全国年节及纪念日放假办法 art. 2. */
  statutoryDays: z.array(plainDateSchema),
  statutoryConfidence: confidenceSchema,
});
type PublishedYear = z.infer<typeof publishedYearSchema>;

/** First day that the notice of a year may speak of: one of the year before moved days from December 29 on (2008, 2019). */
const earliestDayOf = (year: number) => `${year - 1}-12-28`;

function problemsOf(year: PublishedYear): readonly string[] {
  const isInside = (date: PlainDate) => date >= earliestDayOf(year.year) && date <= `${year.year}-12-31`;
  const isOff = (date: PlainDate) => year.off.some(({ first, last }) => date >= first && date <= last);
  return [
    ...year.off.filter(({ first, last }) => first > last).map(({ name }) => `${name}：首日晚于末日`),
    ...[...year.off.flatMap(({ first, last }) => [first, last]), ...year.makeUpWorkdays]
      .filter((date) => !isInside(date))
      .map((date) => `${date} 不在 ${year.year} 年`),
    ...year.makeUpWorkdays
      .filter((date) => isOff(date) || weekdayOf(epochDayOf(date)) % 6 !== 0)
      .map((date) => `${date} 不是可以调成上班日的周末`),
    ...year.statutoryDays.filter((date) => !isOff(date)).map((date) => `${date} 不在放假期内`),
  ];
}

/** The calendar file: published years, each with its notice, and the years known not to be published. */
export const workingCalendarSchema = z
  .strictObject({
    compiledOn: plainDateSchema,
    /** Days off by law in every year since `from`, `01-01`: what is known of a year whose notice is not. */
    everyYear: z.strictObject({
      source: text,
      confidence: confidenceSchema,
      from: plainDateSchema,
      days: z.array(z.strictObject({ name: text, day: z.string().regex(/^\d\d-\d\d$/) })),
    }),
    years: z.array(publishedYearSchema).min(1),
    unpublished: z.array(z.strictObject({ year: yearNumber, checkedOn: plainDateSchema, note: text })),
  })
  .superRefine((calendar, context) => {
    const years = [...calendar.years, ...calendar.unpublished].map(({ year }) => year);
    const problems = calendar.years.flatMap((year) => problemsOf(year));
    if (new Set(years).size !== years.length) problems.push('同一年出现了两次');
    for (const message of problems) context.addIssue({ code: 'custom', message });
  });
export type WorkingCalendar = z.infer<typeof workingCalendarSchema>;

/** `holiday`: off by the notice. `make-up`: a Saturday or Sunday on which people work. */
export type DayKind = 'working' | 'rest' | 'holiday' | 'make-up';

interface Announced {
  readonly kind: 'holiday' | 'make-up';
  /** 国庆节; empty for a make-up day. */
  readonly name: string;
  readonly isStatutory: boolean;
}

interface Index {
  readonly announced: ReadonlyMap<number, Announced>;
  readonly years: ReadonlySet<number>;
  /** Names of the days off by law in every year, by month and day. */
  readonly fixed: ReadonlyMap<string, string>;
  /** The first day since that law that no published year contains. */
  readonly firstUnknownDay: number;
}

// Looked up for every day of every period of every case: the ranges are spread out once for each calendar.
const indexes = new WeakMap<WorkingCalendar, Index>();

function indexOf(calendar: WorkingCalendar): Index {
  const known = indexes.get(calendar);
  if (known !== undefined) return known;
  const announced = new Map<number, Announced>();
  for (const year of calendar.years) {
    const statutory = new Set(year.statutoryDays);
    for (const { name, first, last } of year.off) {
      for (let day = epochDayOf(first); day <= epochDayOf(last); day++) {
        announced.set(day, { kind: 'holiday', name, isStatutory: statutory.has(dateOfEpochDay(day)) });
      }
    }
    for (const date of year.makeUpWorkdays) {
      announced.set(epochDayOf(date), { kind: 'make-up', name: '', isStatutory: false });
    }
  }
  const years = new Set(calendar.years.map(({ year }) => year));
  let firstUnknown = Number(calendar.everyYear.from.slice(0, 4));
  while (years.has(firstUnknown)) firstUnknown++;
  const index = {
    announced,
    years,
    fixed: new Map(calendar.everyYear.days.map(({ name, day }) => [day, name])),
    firstUnknownDay: Math.max(epochDayOf(`${firstUnknown}-01-01`), epochDayOf(calendar.everyYear.from)),
  };
  indexes.set(calendar, index);
  return index;
}

/** What a notice, or for a year without one the law, says of a day; undefined where it says nothing. */
export function announcedDay(calendar: WorkingCalendar, epochDay: number): Announced | undefined {
  const { announced, years, firstUnknownDay, fixed } = indexOf(calendar);
  const known = announced.get(epochDay);
  if (known !== undefined || epochDay < firstUnknownDay) return known;
  const date = dateOfEpochDay(epochDay);
  const name = years.has(Number(date.slice(0, 4))) ? undefined : fixed.get(date.slice(5));
  return name === undefined ? undefined : { kind: 'holiday', name, isStatutory: true };
}

/** As {@link dayKind}, for a day's number. */
export function kindOfDay(calendar: WorkingCalendar, epochDay: number): DayKind {
  return announcedDay(calendar, epochDay)?.kind ?? (weekdayOf(epochDay) % 6 === 0 ? 'rest' : 'working');
}

/** What a day is. Where no notice is known only the law and the day of the week decide: ask {@link isPublished}. */
export function dayKind(calendar: WorkingCalendar, date: PlainDate): DayKind {
  return kindOfDay(calendar, epochDayOf(date));
}

/** Whether people work on that day. */
export function isWorkingDay(calendar: WorkingCalendar, epochDay: number): boolean {
  const kind = kindOfDay(calendar, epochDay);
  return kind === 'working' || kind === 'make-up';
}

/** Whether the notice of the day's own year is known. */
export function isPublished(calendar: WorkingCalendar, date: PlainDate): boolean {
  return indexOf(calendar).years.has(Number(date.slice(0, 4)));
}

/**
 * The years whose notices are missing before one can say what every day from `first` to `last` is. The last days of
 * December need the next year's notice too: it may move them.
 */
export function missingYears(
  calendar: WorkingCalendar,
  first: PlainDate,
  last: PlainDate,
): readonly number[] {
  const { years } = indexOf(calendar);
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const needed = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  if (last >= earliestDayOf(to + 1)) needed.push(to + 1);
  return needed.filter((year) => !years.has(year));
}
