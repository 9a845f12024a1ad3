import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countPeriod,
  dateAt,
  dayKind,
  isPublished,
  type PeriodLength,
  periodUnits,
  type Rolling,
} from '../../../../core/deadlines/index.ts';
import { calendar } from './calendar-file.ts';
import { calendarPeriodCases } from './calendar-periods.cases.ts';
import { workingDayCases } from './working-days.cases.ts';

const DAY_MS = 86_400_000;
const plus = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const works = (date: string) => ['working', 'make-up'].includes(dayKind(calendar, date));

/** Days of which every period below stays in the published years. */
const days = fc.integer({ min: 0, max: 560 }).map((offset) => plus('2025-01-01', offset));
const rollings: readonly Rolling[] = ['statutory-holiday', 'rest-day', 'never'];
const lengths: fc.Arbitrary<PeriodLength> = fc.record({
  amount: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom(...periodUnits),
});

describe('working days', () => {
  for (const [start, amount, last, reasoning, finality] of workingDayCases) {
    it(`from ${start}, ${amount} of them: ${last} (${reasoning})`, () => {
      const length = { amount, unit: 'working-days' } as const;
      expect(countPeriod(calendar, start, length, { rolls: 'statutory-holiday' })).toMatchObject({
        startDay: start,
        lastDay: last,
        unrolledDay: last,
        isFinal: finality === undefined,
      });
    });
  }

  it('end on a working day, after as many working days as were asked for', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 90 }), (start, amount) => {
        const { lastDay, skippedDays } = countPeriod(
          calendar,
          start,
          { amount, unit: 'working-days' },
          { rolls: 'never' },
        );
        expect(works(lastDay)).toBe(true);
        const between = Array.from({ length: amount + skippedDays }, (_, index) => plus(start, index + 1));
        expect(between.at(-1)).toBe(lastDay);
        expect(between.filter(works)).toHaveLength(amount);
      }),
    );
  });

  it('count from a day off as from the last working day before it', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (start, amount) => {
        fc.pre(!works(start) && start > '2025-01-02');
        let before = start;
        while (!works(before)) before = plus(before, -1);
        const count = (from: string) =>
          countPeriod(calendar, from, { amount, unit: 'working-days' }, { rolls: 'rest-day' }).lastDay;
        expect(count(start)).toBe(count(before));
      }),
    );
  });
});

describe('days, months and years', () => {
  for (const row of calendarPeriodCases) {
    const [start, amount, unit, rolls, unrolledDay, lastDay, reasoning, mark] = row;
    it(`from ${start}, ${amount} ${unit}, ${rolls}: ${unrolledDay}, then ${lastDay} (${reasoning})`, () => {
      const end = countPeriod(calendar, start, { amount, unit }, { rolls });
      expect(end).toMatchObject({ unrolledDay, lastDay, isFinal: mark !== 'not-final', skippedDays: 0 });
      expect(end.notes.some((note) => note.includes('顺延到'))).toBe(lastDay !== unrolledDay);
      if (mark === 'not-final') return;
      expect(end.notes.some((note) => note.includes('法定节假日'))).toBe(mark === 'doubt');
    });
  }

  it('are at least seventy cases together with the working days', () => {
    expect(workingDayCases.length + calendarPeriodCases.length).toBeGreaterThanOrEqual(70);
  });
});

describe('every period', () => {
  it('ends later or on the same day when it starts later, and when it is longer', () => {
    fc.assert(
      fc.property(days, lengths, fc.constantFrom(...rollings), (start, length, rolls) => {
        const count = (from: string, amount: number) =>
          countPeriod(calendar, from, { ...length, amount }, { rolls });
        const end = count(start, length.amount);
        const next = count(plus(start, 1), length.amount);
        const longer = count(start, length.amount + 1);
        expect(next.lastDay >= end.lastDay && next.unrolledDay >= end.unrolledDay).toBe(true);
        expect(longer.lastDay >= end.lastDay && longer.unrolledDay > end.unrolledDay).toBe(true);
      }),
    );
  });

  it('never ends before its unrolled day, and on a working day unless it never rolls', () => {
    fc.assert(
      fc.property(days, lengths, fc.constantFrom(...rollings), (start, length, rolls) => {
        const { lastDay, unrolledDay } = countPeriod(calendar, start, length, { rolls });
        expect(lastDay >= unrolledDay && unrolledDay > start).toBe(true);
        if (rolls === 'never') expect(lastDay).toBe(unrolledDay);
        else expect(works(lastDay)).toBe(true);
      }),
    );
  });

  it('says which notice is missing', () => {
    const ends = (start: string) =>
      countPeriod(calendar, start, { amount: 7, unit: 'working-days' }, { rolls: 'never' });
    expect(ends('2026-12-25').notes).toEqual([
      '2027 年的放假安排还没有公布或收录，先按周末和法律固定的假日推算，日期可能变动；公布后请更新日历。',
    ]);
    expect(ends('2024-02-09').notes).toEqual(['没有收录 2024 年的放假安排，这里只按周末推算，结果不作准。']);
    expect(ends('2026-11-23').notes).toEqual([]);
  });

  it('says why it was rolled, that a Saturday works, and what is in doubt', () => {
    const notes = (start: string, rolls: Rolling) =>
      countPeriod(calendar, start, { amount: 60, unit: 'days' }, { rolls }).notes;
    expect(notes('2026-08-06', 'statutory-holiday')).toEqual([
      '期满日2026年10月5日（星期一）在国庆节放假期内，顺延到2026年10月8日（星期四）。',
      '条文写的是“法定节假日”，这一天是调休放假、不是节日当天，一般也顺延：自己办事按2026年10月5日（星期一）最稳妥，认定对方逾期按2026年10月8日（星期四）。',
    ]);
    expect(notes('2026-08-06', 'rest-day')).toHaveLength(1);
    expect(notes('2026-08-12', 'statutory-holiday')[1]).toContain('普通周末是否顺延，理解不一');
    const { notes: madeUp } = countPeriod(
      calendar,
      '2026-09-30',
      { amount: 3, unit: 'working-days' },
      { rolls: 'never' },
    );
    expect(madeUp).toEqual(['2026年10月10日（星期六）是调休上班日，算工作日。']);
    expect(notes('2026-08-11', 'statutory-holiday')).toEqual(madeUp);
    expect(notes('2026-08-11', 'never')).toEqual([]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a length of %d', (amount) => {
    expect(() => countPeriod(calendar, '2026-01-01', { amount, unit: 'days' }, { rolls: 'never' })).toThrow();
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-01',
    '2026-04-31',
    '2026-04-00',
    '2026-04-32',
    '2026-1-1',
    '',
    '2026-01-01T00:00:00Z',
  ])('refuses %j as a day', (start) => {
    expect(() => countPeriod(calendar, start, { amount: 1, unit: 'days' }, { rolls: 'never' })).toThrow();
  });
});

describe('the day at an instant', () => {
  it.each([
    ['2026-04-14T15:59:59Z', '2026-04-14'],
    ['2026-04-14T16:00:00Z', '2026-04-15'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
    ['2028-02-28T16:00:00Z', '2028-02-29'],
  ])('%s is %s in Beijing', (utc, date) => {
    expect(dateAt(utc)).toBe(date);
  });

  it.each(['2026-04-14', '2026-04-14T16:00:00', '2026-04-14T16:00:00+08:00', 'soon'])(
    'refuses %j',
    (text) => {
      expect(() => dateAt(text)).toThrow();
    },
  );

  it('is the same in every zone of the machine', () => {
    const zone = process.env.TZ;
    try {
      for (const name of ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
        process.env.TZ = name;
        expect(dateAt('2026-04-14T16:00:00Z')).toBe('2026-04-15');
        const { lastDay } = countPeriod(
          calendar,
          '2026-03-08',
          { amount: 1, unit: 'months' },
          { rolls: 'rest-day' },
        );
        expect(lastDay).toBe('2026-04-08');
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe('a year', () => {
  it('is published or not', () => {
    const published = ['2024-12-31', '2025-01-01', '2026-12-31', '2027-01-01'].map((day) =>
      isPublished(calendar, day),
    );
    expect(published).toEqual([false, true, true, false]);
  });
});
