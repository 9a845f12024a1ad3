import { describe, expect, it } from 'vitest';
import type { CaseFact, CheckFinding } from '../../../../core/cases/index.ts';
import type { CaseView } from '../../../../core/contract/index.ts';
import { checkList } from '../../../../renderer/features/cases/check-list.ts';
import { editableRecord, storyDays, untimedFacts } from '../../../../renderer/features/cases/story.ts';
import { formatLocalTime } from '../../../../renderer/ui/formats.ts';

type TimelineEntry = CaseView['timeline'][number];

const entry = (atUtc: string, change: Partial<TimelineEntry> = {}): TimelineEntry => ({
  atUtc,
  what: '',
  source: 'order',
  itemIds: [],
  records: [],
  ...change,
});
const fact = (id: string, atUtc: string | null): CaseFact => ({
  kind: 'fact',
  id,
  what: 'reminded',
  atUtc,
  amountFen: null,
  text: '',
  itemIds: [],
});
const noted = (record: CaseFact) => ({ seq: 1, atUtc: '2026-11-23T06:02:11.000Z', record });

describe('the timeline', () => {
  it('has every entry once, oldest first, under the local day on which it happened', () => {
    const entries = [
      entry('2026-11-25T03:00:00.000Z'),
      entry('2026-11-23T06:02:11.000Z'),
      entry('2026-11-23T06:02:11.500Z'),
      entry('2026-11-24T15:59:59.000Z'),
    ];
    const days = storyDays(entries);
    const flat = days.flatMap((day) => day.entries.map(({ atUtc }) => atUtc));
    expect(flat).toEqual(entries.map(({ atUtc }) => atUtc).toSorted());
    for (const { day, entries: ofDay } of days) {
      for (const { atUtc } of ofDay) expect(formatLocalTime(atUtc).startsWith(day)).toBe(true);
    }
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
  });

  it('lets the user change what the user wrote, and nothing else', () => {
    const known = [noted(fact('f-1', null)), noted(fact('f-2', null))];
    const written = entry('2026-11-23T06:02:11.000Z', { source: 'fact', records: ['fact/f-2'] });
    expect(editableRecord(written, known)?.id).toBe('f-2');
    expect(editableRecord({ ...written, source: 'order' }, known)).toBeUndefined();
    expect(editableRecord({ ...written, records: ['fact/f-20'] }, known)).toBeUndefined();
  });

  it('does not lose facts of which nobody knows the time', () => {
    const known = [noted(fact('f-1', null)), noted(fact('f-2', '2026-11-23T06:02:11.000Z'))];
    expect(untimedFacts(known).map(({ id }) => id)).toEqual(['f-1']);
  });
});

describe('checks', () => {
  const check = (id: string, change: Partial<CheckFinding>): CheckFinding => ({
    id,
    level: 'warn',
    rule: '',
    result: 'PASS',
    reason: '',
    remedy: null,
    cites: [],
    question: null,
    itemIds: [],
    records: [],
    ...change,
  });

  it('have the gravest failure first, and questions apart from what waits for a fact', () => {
    const list = checkList([
      check('c1', { result: 'FAIL', level: 'info' }),
      check('c2', { result: 'FAIL', level: 'error' }),
      check('c3', { result: 'NOT_CHECKED', question: { id: 'x.c3', text: '?' } }),
      check('c4', { result: 'NOT_CHECKED' }),
      check('c5', {}),
      check('c6', { result: 'NOT_APPLICABLE' }),
    ]);
    expect(list.failed.map(({ id }) => id)).toEqual(['c2', 'c1']);
    expect(list.asking.map(({ id }) => id)).toEqual(['c3']);
    expect(list.unchecked.map(({ id }) => id)).toEqual(['c4']);
    expect(list.passed.map(({ id }) => id)).toEqual(['c5']);
    expect(list.notApplicable.map(({ id }) => id)).toEqual(['c6']);
  });
});
