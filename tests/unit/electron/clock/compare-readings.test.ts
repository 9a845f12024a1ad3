import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baselineOf,
  type ClockReading,
  compareReadings,
} from '../../../../electron/clock/compare-readings.ts';

const start: ClockReading = { utcMs: 1_000_000_000_000, monotonicMs: 50_000, uptimeMs: 60_000 };
const before = baselineOf(start);

/** The machine ran for `ranMs`, slept for `sleptMs`, and its clock was set by `setMs`. */
function later(ranMs: number, sleptMs = 0, setMs = 0): ClockReading {
  return {
    utcMs: start.utcMs + ranMs + sleptMs + setMs,
    monotonicMs: start.monotonicMs + ranMs,
    uptimeMs: 60_000 + ranMs + sleptMs,
  };
}

const ran = fc.integer({ min: 0, max: 30 * 86_400_000 });
const tenYearsMs = 10 * 365.25 * 86_400_000;

describe('comparing readings of the clocks (P06)', () => {
  it('sees nothing in time that just passed, however long nobody looked', () => {
    fc.assert(
      fc.property(ran, (ranMs) => {
        expect(compareReadings(before, later(ranMs))).toMatchObject({ suspendedMs: 0, steppedMs: 0 });
      }),
    );
  });

  it('tells a sleep from a step, and both at once', () => {
    const long = fc.integer({ min: 2001, max: 7 * 86_400_000 });
    const step = fc.integer({ min: -tenYearsMs, max: tenYearsMs }).filter((ms) => Math.abs(ms) > 2000);
    fc.assert(
      fc.property(ran, long, step, (ranMs, sleptMs, setMs) => {
        const both = compareReadings(before, later(ranMs, sleptMs, setMs));
        expect(both).toMatchObject({ suspendedMs: sleptMs, steppedMs: setMs });
        expect(both.baseline).toEqual(baselineOf(later(ranMs, sleptMs, setMs)));
        expect(compareReadings(before, later(ranMs, sleptMs))).toMatchObject({
          suspendedMs: sleptMs,
          steppedMs: 0,
        });
      }),
    );
  });

  it('lets two seconds pass', () => {
    expect(compareReadings(before, later(1000, 0, 2000)).steppedMs).toBe(0);
    expect(compareReadings(before, later(1000, 0, -2000)).steppedMs).toBe(0);
    expect(compareReadings(before, later(1000, 0, 2001)).steppedMs).toBe(2001);
  });

  it('does not take a steered clock for a stepped one, for a month', () => {
    let baseline = before;
    for (let at = 1; at <= 30 * 24 * 60; at += 1) {
      const change = compareReadings(baseline, later(at * 60_000, 0, at * 30));
      expect(change.steppedMs).toBe(0);
      baseline = change.baseline;
    }
  });

  it('adds up small steps that no steering makes', () => {
    let baseline = before;
    let told = 0;
    for (let at = 1; at <= 10; at += 1) {
      const change = compareReadings(baseline, later(at * 1000, 0, at * 1500));
      told += change.steppedMs;
      baseline = change.baseline;
    }
    expect(told).toBeGreaterThan(13_000);
  });

  it('sees no sleep where the monotonic clock goes on through it, and takes it for no step', () => {
    const windows = baselineOf({ ...start, uptimeMs: null });
    const woke = {
      utcMs: start.utcMs + 3_600_000,
      monotonicMs: start.monotonicMs + 3_600_000,
      uptimeMs: null,
    };
    expect(compareReadings(windows, woke)).toMatchObject({ suspendedMs: 0, steppedMs: 0 });
  });
});
