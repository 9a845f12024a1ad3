import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Deadline,
  type DeadlineStart,
  deadlinesOf,
  sortByUrgency,
} from '../../../../core/deadlines/index.ts';
import { calendar } from './calendar-file.ts';
import { rules } from './rules.ts';

/** Noon in Beijing. */
const noon = (date: string) => `${date}T04:00:00Z`;
const all = (nowUtc: string, ...starts: readonly DeadlineStart[]) =>
  deadlinesOf({ calendar, nowUtc, rules, starts });
const only = (today: string, start: DeadlineStart): Deadline => {
  const [deadline, ...more] = all(noon(today), start);
  if (deadline === undefined || more.length > 0) throw new Error('one deadline was meant');
  return deadline;
};
const states = (start: DeadlineStart, ...todays: readonly string[]) =>
  todays.map((today) => {
    const { state, daysLeft } = only(today, start);
    return `${state} ${daysLeft}`;
  });

describe('the law of a deadline', () => {
  it.each([
    // Filed in the last minute of the old rule in Beijing, and in the first of the new one.
    ['D06', '2026-04-14T15:59:59Z', '2026-04-23', ['TSB_OLD']],
    ['D06', '2026-04-14T16:00:00Z', '2026-04-24', ['TSB-15', 'TSB-45']],
    ['D07', '2026-04-14T15:59:59Z', '2026-06-18', ['TSB_OLD']],
    ['D07', '2026-04-14T16:00:00Z', '2026-06-15', ['TSB-23', 'TSB-45']],
  ] as const)('of %s started at %s is that of the day of filing', (deadlineId, atUtc, dueDay, cites) => {
    expect(only('2026-04-16', { deadlineId, atUtc })).toMatchObject({ dueDay, cites });
  });

  it('is that of the day of filing, not of acceptance', () => {
    const accepted = { deadlineId: 'D07', atUtc: noon('2026-04-20') } as const;
    // Filed before: 21–24 (4), 27–30 (8), May 6–9 (12), 11–29 15 (27), Jun 1–18 14 (41), 22–25 (45).
    expect(only('2026-04-21', { ...accepted, filedAtUtc: noon('2026-04-13') })).toMatchObject({
      dueDay: '2026-06-25',
      unrolledDay: '2026-06-25',
      cites: ['TSB_OLD'],
    });
    expect(only('2026-04-21', accepted)).toMatchObject({ dueDay: '2026-06-22', unrolledDay: '2026-06-19' });
    expect(only('2026-04-21', { ...accepted, filedAtUtc: noon('2026-04-13') }).explanation).toContain(
      '投诉在2026年4月15日（星期三）之前提交，按当时的规定',
    );
  });
});

describe('days of each deadline', () => {
  it.each([
    ['D04', '2026-02-08', '2026-02-15', '2026-02-24', 'seven days, 春节'],
    ['D05', '2025-09-16', '2025-10-01', '2025-10-09', 'fifteen days, 国庆'],
    ['D08', '2026-09-21', '2026-10-19', '2026-10-19', 'fifteen working days'],
    ['D09', '2026-07-03', '2026-10-01', '2026-10-08', 'ninety days'],
    ['D10', '2026-03-30', '2026-04-06', '2026-04-07', 'seven days, 清明'],
    ['D11', '2026-08-01', '2026-10-01', '2026-10-08', 'two months'],
    ['D12', '2023-05-01', '2026-05-01', '2026-05-06', 'three years'],
    ['D13', '2023-05-01', '2026-05-01', '2026-05-01', 'three years, never rolled'],
  ] as const)('%s from %s: %s, rolled %s (%s)', (deadlineId, start, unrolledDay, dueDay, _counted) => {
    const deadline = only(start, { deadlineId, atUtc: noon(start) });
    expect(deadline).toMatchObject({ id: deadlineId, unrolledDay, dueDay, dueUtc: null, submissionId: null });
  });

  it('are extended from the same start when the authority says so', () => {
    const start = { deadlineId: 'D09', atUtc: noon('2026-05-01') } as const;
    // 90: 30 + 30 + 30 → 07-30 Thu. 120: 30 + 30 + 31 + 29 → 08-29 Sat → Mon 31.
    expect(only('2026-05-02', start).dueDay).toBe('2026-07-30');
    expect(only('2026-05-02', start).notes.join()).toContain('可以再延长 30 日');
    const extended = only('2026-05-02', { ...start, isExtended: true });
    expect(extended).toMatchObject({ unrolledDay: '2026-08-29', dueDay: '2026-08-31' });
    expect(extended.notes.join()).not.toContain('再延长');
  });

  it('are as many as were agreed where that is said', () => {
    const start = { deadlineId: 'D05', atUtc: noon('2026-11-02'), overrideAmount: 3 } as const;
    expect(only('2026-11-02', start).dueDay).toBe('2026-11-05');
  });
});

describe('elapsed time', () => {
  it('runs through holidays and never rolls', () => {
    const start = { deadlineId: 'D02', atUtc: '2026-09-30T10:00:00Z', submissionId: 's-1' } as const;
    const [deadline] = all('2026-10-01T10:00:00Z', start);
    expect(deadline).toEqual({
      id: 'D02',
      what: '期限D02',
      startUtc: start.atUtc,
      dueUtc: '2026-10-02T10:00:00.000Z',
      dueDay: null,
      unrolledDay: null,
      actor: 'platform',
      state: 'running',
      daysLeft: 1,
      cites: [],
      explanation: '从2026年9月30日 18:00起数 48 小时，按实际经过的时间算，不因节假日停算或顺延。',
      notes: ['平台规则优先。'],
      submissionId: 's-1',
    });
  });

  it('of the payment service has a first reply and an end', () => {
    const steps = all(noon('2026-11-02'), { deadlineId: 'D03', atUtc: noon('2026-11-02') });
    expect(steps.map(({ what, dueUtc }) => [what, dueUtc])).toEqual([
      ['微信支付商户首次回复', '2026-11-03T04:00:00.000Z'],
      ['微信支付商户处理完成', '2026-11-05T04:00:00.000Z'],
    ]);
  });

  it.each([
    ['ten minutes', { promiseMinutes: 10 }, '2026-11-02T04:10:00.000Z', '起数 10 分钟'],
    ['an hour and a half', { promiseMinutes: 90 }, '2026-11-02T05:30:00.000Z', '起数 1 小时 30 分钟'],
    [
      'a moment',
      { promisedUntilUtc: '2026-11-02T16:00:00Z' },
      '2026-11-02T16:00:00Z',
      '承诺到2026年11月3日 00:00为止',
    ],
  ] as const)('is promised as %s', (_name, promise, dueUtc, words) => {
    const deadline = only('2026-11-02', { deadlineId: 'D01', atUtc: noon('2026-11-02'), ...promise });
    expect(deadline.dueUtc).toBe(dueUtc);
    expect(deadline.explanation).toContain(words);
  });

  it('takes hours of its own where a platform names them', () => {
    const start = { deadlineId: 'D02', atUtc: noon('2026-11-02') } as const;
    expect(only('2026-11-02', { ...start, overrideAmount: 24 }).dueUtc).toBe('2026-11-03T04:00:00.000Z');
    expect(only('2026-11-02', { ...start, promiseMinutes: 30 }).dueUtc).toBe('2026-11-02T04:30:00.000Z');
  });

  it('is due soon in its last six hours, overdue from the millisecond after', () => {
    const start = { deadlineId: 'D02', atUtc: '2026-11-01T04:00:00Z' } as const;
    const at = (nowUtc: string) => all(nowUtc, start).map(({ state, daysLeft }) => `${state} ${daysLeft}`);
    expect(at('2026-11-02T21:59:59.999Z')).toEqual(['running 0']);
    expect(at('2026-11-02T22:00:00Z')).toEqual(['due-soon 0']);
    expect(at('2026-11-03T04:00:00.000Z')).toEqual(['due-soon 0']);
    expect(at('2026-11-03T04:00:00.001Z')).toEqual(['overdue -1']);
  });

  it('cannot be counted from a promise nobody stated', () => {
    expect(() => all(noon('2026-11-02'), { deadlineId: 'D01', atUtc: noon('2026-11-02') })).toThrow();
  });
});

describe('what is said of a deadline', () => {
  it('of an authority: overdue only after the rolled day', () => {
    // 60 days from 08-06: 10-05, rolled to 10-08.
    const start = { deadlineId: 'D07', atUtc: noon('2026-08-06') } as const;
    expect(states(start, '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-08', '2026-10-09')).toEqual([
      'running 4',
      'due-soon 3',
      'due-soon 2',
      'due-soon 0',
      'overdue -1',
    ]);
  });

  it('of the buyer: warned for the unrolled day, not overdue before the rolled one', () => {
    // Seven days from 09-26: 10-03, rolled to 10-08.
    const start = { deadlineId: 'D04', atUtc: noon('2026-09-26') } as const;
    expect(
      states(start, '2026-09-29', '2026-09-30', '2026-10-03', '2026-10-04', '2026-10-08', '2026-10-09'),
    ).toEqual(['running 4', 'due-soon 3', 'due-soon 0', 'due-soon 4', 'due-soon 0', 'overdue -1']);
    expect(only('2026-10-03', start).notes[0]).toBe(
      '最稳妥在2026年10月3日（星期六）或之前办好，不要等顺延。',
    );
    expect(only('2026-10-04', start).notes[0]).toBe(
      '最稳妥的日子已过；按顺延算到2026年10月8日（星期四），请马上办。',
    );
  });

  it('of an authority in a year without a notice: never overdue', () => {
    const start = { deadlineId: 'D06', atUtc: noon('2026-12-25') } as const;
    expect(states(start, '2026-12-26', '2027-01-06', '2027-02-01')).toEqual([
      'not-final 11',
      'not-final 0',
      'not-final -26',
    ]);
    expect(only('2026-12-26', start).notes.join()).toContain('2027 年的放假安排还没有公布或收录');
  });

  it('of the buyer in a year without a notice: warned all the same', () => {
    // Three years from 2024-01-02: Saturday 2027-01-02, rolled to Monday at the earliest.
    const start = { deadlineId: 'D12', atUtc: noon('2024-01-02') } as const;
    expect(states(start, '2026-12-02', '2026-12-03', '2027-01-02', '2027-01-03', '2027-01-05')).toEqual([
      'not-final 31',
      'due-soon 30',
      'due-soon 0',
      'due-soon 1',
      'not-final -1',
    ]);
  });

  it('of working days: soon from three days before the end', () => {
    // Seven working days from 11-09: 11-18.
    const start = { deadlineId: 'D06', atUtc: noon('2026-11-09') } as const;
    expect(states(start, '2026-11-14', '2026-11-15', '2026-11-18', '2026-11-19')).toEqual([
      'running 4',
      'due-soon 3',
      'due-soon 0',
      'overdue -1',
    ]);
  });

  it('changes at midnight in Beijing', () => {
    const start = { deadlineId: 'D05', atUtc: noon('2026-11-02') } as const;
    const at = (nowUtc: string) => all(nowUtc, start).map(({ state }) => state);
    expect(at('2026-11-17T15:59:59.999Z')).toEqual(['due-soon']);
    expect(at('2026-11-17T16:00:00Z')).toEqual(['overdue']);
  });

  it('tells how it was counted in a sentence or two', () => {
    const words = (deadlineId: 'D06' | 'D07' | 'D05', day: string) =>
      only(day, { deadlineId, atUtc: noon(day) }).explanation;
    expect(words('D06', '2026-09-24')).toBe(
      '从2026年9月24日（星期四）的次日起数 7 个工作日，其间 11 天周末和放假不计，最后一天是2026年10月12日（星期一）。',
    );
    expect(words('D07', '2026-08-06')).toBe(
      '从2026年8月6日（星期四）的次日起数 60 日，期满日是2026年10月5日（星期一）。这一天不上班，顺延到2026年10月8日（星期四）。',
    );
    expect(words('D05', '2026-11-02')).toBe(
      '从2026年11月2日（星期一）的次日起数 15 日，最后一天是2026年11月17日（星期二）。',
    );
  });

  it('asks when an authority received what was sent on a day off', () => {
    const notes = (day: string) => only(day, { deadlineId: 'D06', atUtc: noon(day) }).notes.join();
    expect(notes('2026-10-03')).toContain('以实际收到、受理的日子为准');
    expect(notes('2026-10-08')).not.toContain('实际收到');
  });

  it('needs a rule', () => {
    const starts = [{ deadlineId: 'D05', atUtc: noon('2026-11-02') }] as const;
    expect(() => deadlinesOf({ calendar, nowUtc: noon('2026-11-02'), rules: [], starts })).toThrow();
  });
});

describe('urgency', () => {
  const starts = fc.array(
    fc.record({
      deadlineId: fc.constantFrom('D02', 'D03', 'D04', 'D05', 'D06', 'D07', 'D12', 'D13'),
      atUtc: fc
        .integer({ min: 0, max: 600 })
        .map((day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString()),
    }),
    { maxLength: 12 },
  );
  const limitMs = ({ dueUtc, dueDay, unrolledDay, actor }: Deadline) =>
    Date.parse(dueUtc ?? `${actor === 'buyer' ? unrolledDay : dueDay}T15:59:59.999Z`);

  it('orders by the moment it ends, losing none', () => {
    fc.assert(
      fc.property(starts, (drawn) => {
        const deadlines = all(noon('2026-11-23'), ...(drawn as readonly DeadlineStart[]));
        const sorted = sortByUrgency(deadlines);
        expect(new Set(sorted)).toEqual(new Set(deadlines));
        expect(sorted).toHaveLength(deadlines.length);
        const limits = sorted.map(limitMs);
        expect(limits).toEqual(limits.toSorted((a, b) => a - b));
      }),
    );
  });

  it("puts the buyer's own first on the same day, and an overdue one before both", () => {
    const deadlines = all(
      noon('2026-11-09'),
      { deadlineId: 'D05', atUtc: noon('2026-11-02'), overrideAmount: 8 },
      { deadlineId: 'D04', atUtc: noon('2026-11-03') },
      { deadlineId: 'D06', atUtc: noon('2026-10-20') },
    );
    expect(sortByUrgency(deadlines).map(({ id }) => id)).toEqual(['D06', 'D04', 'D05']);
    expect(deadlines.map(({ id }) => id)).toEqual(['D05', 'D04', 'D06']);
  });

  it("prefers the buyer's own whatever its id, and takes it by the day without a roll", () => {
    const sameDay = all(
      noon('2026-11-09'),
      { deadlineId: 'D05', atUtc: noon('2026-11-02'), overrideAmount: 8 },
      { deadlineId: 'D12', atUtc: noon('2023-11-10') },
    );
    expect(sortByUrgency(sameDay).map(({ id }) => id)).toEqual(['D12', 'D05']);
    // Ends on 10-03, rolled to 10-08; the promise on 10-05.
    const rolled = all(
      noon('2026-09-30'),
      { deadlineId: 'D02', atUtc: noon('2026-10-03') },
      { deadlineId: 'D04', atUtc: noon('2026-09-26') },
    );
    expect(sortByUrgency(rolled).map(({ id }) => id)).toEqual(['D04', 'D02']);
  });
});
