import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueThird, type Extent } from '../../../../electron/self-check/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const began = '2026-01-01T00:00:00.000Z';
const onDay = (days: number) => Date.parse(began) + days * DAY_MS;
const at = (days: number, extent: Extent) => ({ atUtc: new Date(onDay(days)).toISOString(), extent });

describe('the monthly check of every byte', () => {
  it('is never due for an empty locker, and not in its first ten days', () => {
    expect(dueThird([], null, onDay(400))).toBeUndefined();
    expect(dueThird([], began, onDay(9.9))).toBeUndefined();
    expect(dueThird([], began, onDay(10))).toBe('first-third');
  });

  it('reads one third every ten days, in turn', () => {
    const history = [at(10, 'first-third')];
    expect(dueThird(history, began, onDay(19))).toBeUndefined();
    expect(dueThird(history, began, onDay(20))).toBe('second-third');
    history.push(at(20, 'second-third'));
    expect(dueThird(history, began, onDay(30))).toBe('last-third');
    history.push(at(30, 'last-third'));
    expect(dueThird(history, began, onDay(39))).toBeUndefined();
    expect(dueThird(history, began, onDay(40))).toBe('first-third');
  });

  it('counts a whole check by the user for all of it, and a quick one for nothing', () => {
    expect(dueThird([at(100, 'full')], began, onDay(129))).toBeUndefined();
    expect(dueThird([at(100, 'full')], began, onDay(130))).toBe('first-third');
    expect(dueThird([at(100, 'full'), at(129, 'quick')], began, onDay(130))).toBe('first-third');
  });

  it('has read every third within forty days, whenever the app is opened daily (P30)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 23 }), { minLength: 120, maxLength: 120 }), (hours) => {
        const history: { atUtc: string; extent: Extent }[] = [];
        const lastRead = new Map<Extent, number>();
        hours.forEach((hour, day) => {
          const now = day + hour / 24;
          const third = dueThird(history, began, onDay(now));
          if (third !== undefined) {
            history.push(at(now, third));
            lastRead.set(third, now);
          }
          if (day > 41) {
            for (const each of ['first-third', 'second-third', 'last-third'] as const) {
              expect(now - (lastRead.get(each) ?? -1)).toBeLessThanOrEqual(41);
            }
          }
        });
      }),
      { numRuns: 50 },
    );
  });
});
