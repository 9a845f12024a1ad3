import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gap, wallClockAt } from '../../../../../core/recording/index.ts';
import { currentCueIndex } from '../../../../../renderer/features/media/cues.ts';
import { mediaMsOfFrame } from '../../../../../renderer/features/media/frames.ts';
import { columnPeaks, silentStretches } from '../../../../../renderer/features/media/peaks.ts';
import { gapLengthMs, recordedUtcAt } from '../../../../../renderer/features/media/recorded-time.ts';
import { magnifiedStretch, momentAt, shareOf } from '../../../../../renderer/features/media/stretch.ts';

const START_MS = Date.parse('2026-11-23T06:02:07.000Z');
const iso = (ms: number) => new Date(ms).toISOString();

/** A recording as it happens: recorded and paused stretches take turns. */
const turns = fc.array(
  fc.record({
    recordedMs: fc.integer({ min: 1, max: 600_000 }),
    pausedMs: fc.integer({ min: 1, max: 600_000 }),
  }),
  { maxLength: 12 },
);

describe('the clock on the wall beside a recording', () => {
  it('is the moment at which each frame was really recorded, across any pauses', () => {
    fc.assert(
      fc.property(turns, fc.integer({ min: 1, max: 600_000 }), (past, offsetMs) => {
        let mediaMs = 0;
        let nowMs = START_MS;
        const gaps: Gap[] = [];
        for (const { recordedMs, pausedMs } of past) {
          mediaMs += recordedMs;
          nowMs += recordedMs;
          gaps.push({ mediaMs, fromUtc: iso(nowMs), toUtc: iso(nowMs + pausedMs), reason: 'user' });
          nowMs += pausedMs;
        }
        const facts = { gaps } as unknown as Parameters<typeof recordedUtcAt>[0]['facts'];
        const recorded = { startUtc: iso(START_MS), facts };
        expect(recordedUtcAt(recorded, mediaMs + offsetMs)).toBe(iso(nowMs + offsetMs));
        expect(recordedUtcAt(recorded, mediaMs + offsetMs)).toBe(
          wallClockAt(iso(START_MS), { gaps }, mediaMs + offsetMs),
        );
      }),
    );
  });

  it('jumps by the length of a pause', () => {
    const gap: Gap = {
      mediaMs: 4000,
      fromUtc: '2026-11-23T06:02:11.000Z',
      toUtc: '2026-11-23T06:03:40.000Z',
      reason: 'user',
    };
    expect(gapLengthMs(gap)).toBe(89_000);
    expect(wallClockAt(iso(START_MS), { gaps: [gap] }, 4000)).toBe('2026-11-23T06:02:11.000Z');
    expect(wallClockAt(iso(START_MS), { gaps: [gap] }, 4001)).toBe('2026-11-23T06:03:40.001Z');
  });
});

describe('the time that names a frame', () => {
  it('is at or after it and before the next one, at any usual frame rate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 5, 10, 15, 23.976, 24, 25, 29.97, 30, 50, 59.94, 60, 120),
        fc.nat(400_000),
        (rate, index) => {
          const mediaMs = mediaMsOfFrame(index / rate);
          expect(mediaMs + 0.001).toBeGreaterThanOrEqual((index / rate) * 1000);
          expect(mediaMs).toBeLessThan(((index + 1) / rate) * 1000);
        },
      ),
    );
  });

  it('is the frame’s own where it is in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.nat(12 * 3_600_000), (mediaMs) => {
        expect(mediaMsOfFrame(mediaMs / 1000)).toBe(mediaMs);
      }),
    );
  });
});

describe('a stretch', () => {
  it('gives back the moment of a share', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.nat(1000),
        (fromMs, lengthMs, at) => {
          const stretch = { fromMs, toMs: fromMs + lengthMs };
          const share = at / 1000;
          expect(Math.abs(shareOf(stretch, momentAt(stretch, share)) - share) * lengthMs).toBeLessThanOrEqual(
            0.51,
          );
        },
      ),
    );
  });

  it('that is magnified always holds the playhead, stays while it does, and never leaves the file', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300_000, max: 40_000_000 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (durationMs, places) => {
          let stretch: ReturnType<typeof magnifiedStretch> | undefined;
          for (const place of places) {
            const mediaMs = place * durationMs;
            const before = stretch;
            stretch = magnifiedStretch(before, mediaMs, durationMs, 60_000);
            expect(mediaMs).toBeGreaterThanOrEqual(stretch.fromMs);
            expect(mediaMs).toBeLessThanOrEqual(stretch.toMs);
            expect(stretch.fromMs).toBeGreaterThanOrEqual(0);
            expect(stretch.toMs).toBeLessThanOrEqual(durationMs);
            if (before !== undefined && mediaMs >= before.fromMs && mediaMs <= before.toMs) {
              expect(stretch).toBe(before);
            }
          }
        },
      ),
    );
  });
});

describe('sound', () => {
  it('names exactly the silences of two seconds or more', () => {
    const peaks = [0.3, 0, 0, 0, 0.2, 0, 0, 0.1, 0, 0, 0, 0];
    expect(silentStretches({ stepMs: 1000, peaks })).toEqual([
      { fromMs: 1000, toMs: 4000 },
      { fromMs: 5000, toMs: 7000 },
      { fromMs: 8000, toMs: 12_000 },
    ]);
    expect(silentStretches({ stepMs: 500, peaks: [0, 0, 0, 0.4] })).toEqual([]);
  });

  it('shows every loud sample, however few columns there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 200 }),
        (peaks, columns) => {
          const stretch = { fromMs: 0, toMs: peaks.length * 100 };
          const drawn = columnPeaks({ stepMs: 100, peaks }, stretch, columns).filter(
            (peak) => peak !== undefined,
          );
          expect(Math.max(...drawn)).toBe(Math.max(...peaks));
        },
      ),
    );
  });
});

describe('the line being said', () => {
  const cue = (startMs: number | null, endMs: number | null) => ({ startMs, endMs, text: 'x' });

  it('is the last that has begun and not ended; lines without a time never are', () => {
    const cues = [cue(null, null), cue(1000, 3000), cue(3000, null), cue(9000, 10_000)];
    expect([0, 1000, 2999, 3000, 8000, 9500, 10_000].map((at) => currentCueIndex(cues, at))).toEqual([
      -1, 1, 1, 2, 2, 3, 2,
    ]);
  });

  it('does not depend on the order of the lines', () => {
    const cues = [cue(9000, null), cue(1000, null)];
    expect(currentCueIndex(cues, 5000)).toBe(1);
    expect(currentCueIndex(cues, 9000)).toBe(0);
  });
});
