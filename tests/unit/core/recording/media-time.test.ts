import { expect, it } from 'vitest';
import { wallClockAt } from '../../../../core/recording/index.ts';

const gaps = [
  {
    mediaMs: 1000,
    fromUtc: '2026-11-23T06:00:01.000Z',
    toUtc: '2026-11-23T06:00:11.000Z',
    reason: 'user' as const,
  },
  { mediaMs: 5000, fromUtc: '2026-11-23T06:00:15.000Z', toUtc: null, reason: 'user' as const },
];

it('the wall clock at a place in the file has the pauses before it, and only those', () => {
  const at = (mediaMs: number) => wallClockAt('2026-11-23T06:00:00.000Z', { gaps }, mediaMs);
  expect(at(0)).toBe('2026-11-23T06:00:00.000Z');
  expect(at(1000)).toBe('2026-11-23T06:00:01.000Z');
  expect(at(1001)).toBe('2026-11-23T06:00:11.001Z');
  expect(at(5000)).toBe('2026-11-23T06:00:15.000Z');
});
