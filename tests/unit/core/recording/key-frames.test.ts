import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseKeyFrames } from '../../../../core/recording/index.ts';

const question = (shortestMs: number, longestMs: number) =>
  fc.integer({ min: shortestMs, max: longestMs }).chain((durationMs) => {
    const time = fc.integer({ min: -10, max: durationMs + 1000 });
    return fc.record({
      durationMs: fc.constant(durationMs),
      marks: fc.array(fc.record({ mediaMs: time }), { maxLength: 30 }),
      candidates: fc.array(fc.record({ mediaMs: time, change: fc.double({ min: 0, max: 1, noNaN: true }) }), {
        maxLength: 100,
      }),
    });
  });
const threeHoursMs = 3 * 3_600_000;

describe('places worth seeing', () => {
  test('6 to 12 of a file of six seconds or more, ascending, each once, all inside', () => {
    fc.assert(
      fc.property(question(6000, threeHoursMs), (asked) => {
        const times = chooseKeyFrames(asked).map(({ mediaMs }) => mediaMs);
        expect(times.length).toBeGreaterThanOrEqual(6);
        expect(times.length).toBeLessThanOrEqual(12);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        expect(times[0]).toBe(0);
        expect(times.at(-1)).toBe(asked.durationMs);
        expect(times.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  test('every mark, while there are eight or fewer', () => {
    fc.assert(
      fc.property(question(0, threeHoursMs), ({ marks, ...asked }) => {
        const few = marks.slice(0, 8);
        const chosen = chooseKeyFrames({ ...asked, marks: few });
        const marked = chosen.filter(({ why }) => why === 'mark').map(({ mediaMs }) => mediaMs);
        const expected = few.map(({ mediaMs }) => Math.min(Math.max(0, mediaMs), asked.durationMs));
        expect(new Set(marked)).toEqual(new Set(expected));
      }),
    );
  });

  test('of many marks the first, the last, and eight in all', () => {
    const marks = Array.from({ length: 100 }, (_, index) => ({ mediaMs: 1000 + index * 500 }));
    const marked = chooseKeyFrames({ durationMs: 60_000, marks, candidates: [] }).filter(
      ({ why }) => why === 'mark',
    );
    expect(marked.length).toBe(8);
    expect([marked[0]?.mediaMs, marked.at(-1)?.mediaMs]).toEqual([1000, 50_500]);
  });

  test('the strongest changes, none beside another place', () => {
    const candidates = [
      { mediaMs: 10_000, change: 0.9 },
      { mediaMs: 10_100, change: 0.95 },
      { mediaMs: 30_000, change: 0.2 },
      { mediaMs: 50, change: 1 },
      { mediaMs: 40_000, change: 0.001 },
    ];
    const chosen = chooseKeyFrames({ durationMs: 60_000, marks: [], candidates });
    expect(chosen.filter(({ why }) => why === 'change').map(({ mediaMs }) => mediaMs)).toEqual([
      10_100, 30_000,
    ]);
  });

  test('the same answer in whatever order marks and candidates come', () => {
    fc.assert(
      fc.property(question(0, threeHoursMs), ({ durationMs, marks, candidates }) => {
        const turned = { durationMs, marks: marks.toReversed(), candidates: candidates.toReversed() };
        expect(chooseKeyFrames(turned)).toEqual(chooseKeyFrames({ durationMs, marks, candidates }));
      }),
    );
  });

  test('few of a short file, and always its beginning', () => {
    expect(chooseKeyFrames({ durationMs: 0, marks: [], candidates: [] })).toEqual([
      { mediaMs: 0, why: 'start' },
    ]);
    fc.assert(
      fc.property(question(0, 5999), (asked) => {
        const chosen = chooseKeyFrames({ ...asked, marks: [] });
        expect(chosen.length).toBe(Math.floor(asked.durationMs / 1000) + 1);
        expect(chosen[0]).toEqual({ mediaMs: 0, why: 'start' });
      }),
    );
  });
});
