import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatMediaTime,
  parseMediaTime,
  splitDuration,
} from '../../../../../renderer/features/media/times.ts';
import { formatDuration } from '../../../../../renderer/ui/index.ts';

describe('a time of a file', () => {
  it('is shown with hours and milliseconds', () => {
    expect(formatMediaTime(83_400)).toBe('00:01:23.400');
    expect(formatDuration(83_999)).toBe('00:01:23');
    expect(formatMediaTime(3 * 3_600_000 + 5)).toBe('03:00:00.005');
  });

  it('is read back exactly as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 * 3_600_000 }), (mediaMs) => {
        expect(parseMediaTime(formatMediaTime(mediaMs))).toBe(mediaMs);
      }),
    );
  });

  it('is read as people type it, and refused where it would be a guess', () => {
    expect(parseMediaTime('83')).toBe(83_000);
    expect(parseMediaTime(' 1:23.4 ')).toBe(83_400);
    for (const text of ['', '1:60', '61:00', 'abc', '-1', '1:2:3:4', '1.2345']) {
      expect(parseMediaTime(text), text).toBeUndefined();
    }
  });

  it('never breaks on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const mediaMs = parseMediaTime(text);
        expect(mediaMs === undefined || (Number.isInteger(mediaMs) && mediaMs >= 0)).toBe(true);
      }),
    );
  });

  it('as a length is split without losing a second', () => {
    fc.assert(
      fc.property(fc.nat(400_000), (seconds) => {
        const parts = splitDuration(seconds * 1000);
        expect((parts.hours * 60 + parts.minutes) * 60 + parts.seconds).toBe(seconds);
      }),
    );
  });
});
