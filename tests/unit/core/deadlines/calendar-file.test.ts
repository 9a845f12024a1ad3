import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { dayKind, type WorkingCalendar, workingCalendarSchema } from '../../../../core/deadlines/index.ts';
import { calendar, calendarText } from './calendar-file.ts';

const DAY_MS = 86_400_000;
const every = (first: string, last: string): readonly string[] => {
  const [from, to] = [Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  return Array.from({ length: (to - from) / DAY_MS + 1 }, (_, index) =>
    new Date(from + index * DAY_MS).toISOString().slice(0, 10),
  );
};
const changed = (change: (file: WorkingCalendar) => void) => {
  const file = structuredClone(calendar);
  change(file);
  return workingCalendarSchema.safeParse(file);
};
const yearOf = (file: WorkingCalendar, year: number) => {
  const found = file.years.find((one) => one.year === year);
  if (found === undefined) throw new Error(`no ${year}`);
  return found;
};

describe('the calendar file', () => {
  it('agrees with a second source on every day of 2025 and 2026', () => {
    const dates = every('2025-01-01', '2026-12-31');
    expect(dates).toHaveLength(730);
    const differing = dates.filter((date) => {
      const works = ['working', 'make-up'].includes(dayKind(calendar, date));
      const isNamedOff = dayKind(calendar, date) === 'holiday';
      const { work, name } = chineseDays.getDayDetail(date);
      // The other source gives a weekday's English name where no notice speaks of the day.
      return works !== work || isNamedOff !== (!work && name.includes(','));
    });
    expect(differing).toEqual([]);
  });

  it('has the number of days off and of made-up days that the notices have', () => {
    const kinds = every('2025-01-01', '2026-12-31').map((date) => dayKind(calendar, date));
    expect(kinds.filter((kind) => kind === 'holiday')).toHaveLength(61);
    expect(kinds.filter((kind) => kind === 'make-up')).toHaveLength(11);
    for (const { statutoryDays } of calendar.years) expect(new Set(statutoryDays).size).toBe(13);
  });

  it('has the thirteen days of the law, by the lunar calendar and the solar terms', () => {
    for (const { year, statutoryDays } of calendar.years) {
      const newYear = chineseDays.getSolarDateFromLunar(`${year}-01-01`).date;
      const eve = new Date(Date.parse(`${newYear}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
      const lunar = ['01-01', '01-02', '01-03', '05-05', '08-15'].map(
        (day) => chineseDays.getSolarDateFromLunar(`${year}-${day}`).date,
      );
      const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`);
      const clearAndBright = chineseDays.getSolarTermDate(year, 4, 'pure_brightness');
      expect(statutoryDays).toEqual([...fixed, ...lunar, eve, clearAndBright].toSorted());
    }
  });

  it('says where every year comes from, and which year is not published', () => {
    for (const { year, notice } of calendar.years) {
      expect(notice.title).toContain(String(year));
      expect(notice.number).toContain(`〔${year - 1}〕`);
      expect(notice.publishedOn.startsWith(String(year - 1))).toBe(true);
      expect(notice.address).toMatch(/^https:\/\/www\.gov\.cn\//);
    }
    expect(calendar.unpublished.map(({ year }) => year)).toEqual([2027]);
  });

  it('gives days and years as text and numbers', () => {
    expect(workingCalendarSchema.safeParse(calendarText).success).toBe(true);
  });

  it('knows of a year without a notice only what the law fixes', () => {
    const kinds = ['2027-01-01', '2027-10-02', '2027-10-04', '2027-10-09', '2024-10-01'].map((date) =>
      dayKind(calendar, date),
    );
    expect(kinds).toEqual(['holiday', 'holiday', 'working', 'rest', 'working']);
  });

  it('takes days of the December before from the next notice', () => {
    // As the notices of 2019 did: 12-31 off, 12-29 worked.
    const next = structuredClone(calendar);
    const moved = yearOf(structuredClone(calendar), 2026);
    next.years.push({
      ...moved,
      year: 2027,
      off: [{ name: '元旦', first: '2026-12-31', last: '2027-01-02' }],
      makeUpWorkdays: ['2027-01-03'],
      statutoryDays: ['2027-01-01'],
    });
    next.unpublished.length = 0;
    const parsed = workingCalendarSchema.parse(next);
    expect(dayKind(parsed, '2026-12-31')).toBe('holiday');
    expect(dayKind(calendar, '2026-12-31')).toBe('working');
  });

  it.each<readonly [string, (file: WorkingCalendar) => void]>([
    [
      'a block that ends before it begins',
      (file) => yearOf(file, 2026).off.push({ name: '元旦', first: '2026-01-03', last: '2026-01-01' }),
    ],
    [
      'a block of another year',
      (file) => yearOf(file, 2026).off.push({ name: '元旦', first: '2027-01-01', last: '2027-01-01' }),
    ],
    ['a made-up day in a block', (file) => yearOf(file, 2026).makeUpWorkdays.push('2026-02-15')],
    ['a made-up day on a Wednesday', (file) => yearOf(file, 2026).makeUpWorkdays.push('2026-03-04')],
    ['a made-up day of another year', (file) => yearOf(file, 2026).makeUpWorkdays.push('2025-02-08')],
    ['a statutory day that is not off', (file) => yearOf(file, 2026).statutoryDays.push('2026-03-04')],
    ['a day that does not exist', (file) => yearOf(file, 2026).makeUpWorkdays.push('2026-02-29')],
    [
      'a year both published and not',
      (file) => file.unpublished.push({ year: 2026, checkedOn: '2026-11-23', note: '无' }),
    ],
    ['no year', (file) => file.years.splice(0)],
  ])('is refused with %s', (_name, change) => {
    expect(changed(change).success).toBe(false);
    expect(changed(() => undefined).success).toBe(true);
  });
});
