import { expect, test } from 'vitest';
import {
  beijingTime,
  beijingTimeWithZone,
  durationText,
  localTimeWithZone,
  sameClockAt,
} from '../../../../core/manifest/index.ts';
import { mediaTime } from '../../../../core/recording/index.ts';

test('Beijing time crosses midnight and years', () => {
  expect(beijingTime('2026-12-31T16:00:00.999Z')).toBe('2027年01月01日 00:00:00');
  expect(beijingTimeWithZone('2026-11-23T06:02:11.000Z')).toBe('2026-11-23 14:02:11（北京时间，UTC+08:00）');
});

test('local time keeps the offset that the clock showed', () => {
  expect(localTimeWithZone('2026-11-23T22:05:01.123+08:00')).toBe('2026-11-23 22:05:01（UTC+08:00）');
  expect(localTimeWithZone('2026-11-23T22:05:01.123-03:30')).toBe('2026-11-23 22:05:01（UTC-03:30）');
});

test('a clock shows another instant with its own offset', () => {
  expect(sameClockAt('2026-11-23T14:05:01.123Z', '2026-11-23T22:00:00.000+08:00')).toBe(
    '2026-11-23T22:05:01.123+08:00',
  );
  expect(sameClockAt('2026-11-23T00:00:00.000Z', '2026-11-22T19:00:00-03:30')).toBe(
    '2026-11-22T20:30:00.000-03:30',
  );
  expect(sameClockAt('2026-11-23T00:00:00.000Z', '2026-11-22T19:00:00Z')).toBe(
    '2026-11-23T00:00:00.000+00:00',
  );
});

test('places in a recording and lengths are told to the millisecond and in words', () => {
  expect([0, 83_400, 36_000_001].map(mediaTime)).toEqual(['00:00:00.000', '00:01:23.400', '10:00:00.001']);
  expect([400, 4000, 62_900, 3_723_000].map(durationText)).toEqual([
    '0.4 秒',
    '4 秒',
    '1 分 2 秒',
    '1 小时 2 分 3 秒',
  ]);
});
