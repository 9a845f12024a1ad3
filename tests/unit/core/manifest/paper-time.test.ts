import { expect, test } from 'vitest';
import { beijingTime, beijingTimeWithZone, localTimeWithZone } from '../../../../core/manifest/index.ts';

test('Beijing time crosses midnight and years', () => {
  expect(beijingTime('2026-12-31T16:00:00.999Z')).toBe('2027年01月01日 00:00:00');
  expect(beijingTimeWithZone('2026-11-23T06:02:11.000Z')).toBe('2026-11-23 14:02:11（北京时间，UTC+08:00）');
});

test('local time keeps the offset that the clock showed', () => {
  expect(localTimeWithZone('2026-11-23T22:05:01.123+08:00')).toBe('2026-11-23 22:05:01（UTC+08:00）');
  expect(localTimeWithZone('2026-11-23T22:05:01.123-03:30')).toBe('2026-11-23 22:05:01（UTC-03:30）');
});
