import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStampTimes } from '../../../../electron/locker/engine/stamp-times.ts';

it('finds the earliest time that covers an entry, the smallest of equals, whatever the order of stamps', () => {
  const stamp = fc.record({
    size: fc.integer({ min: 1, max: 30 }),
    time: fc.integer({ min: 0, max: 9 }).map((hour) => `2026-11-23T0${hour}:00:00.000Z`),
  });
  fc.assert(
    fc.property(fc.uniqueArray(stamp, { selector: ({ size }) => size }), (stamps) => {
      const earliestCovering = createStampTimes(stamps);
      for (let seq = 0; seq <= 30; seq += 1) {
        const [wanted] = stamps
          .filter(({ size }) => size > seq)
          .toSorted((left, right) => left.time.localeCompare(right.time) || left.size - right.size);
        expect(earliestCovering(seq)).toBe(wanted?.size);
      }
    }),
  );
});
