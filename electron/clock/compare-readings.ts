/** What the clocks said at one moment. */
export interface ClockReading {
  /** Wall clock. */
  readonly utcMs: number;
  /** A clock that is never set. On Linux it stands still while the machine sleeps, elsewhere it goes on. */
  readonly monotonicMs: number;
  /** Time since boot, sleep included; null where it does not differ from the monotonic clock. */
  readonly uptimeMs: number | null;
}

/** What later readings are compared with. */
export interface ClockBaseline {
  readonly monotonicMs: number;
  /** Wall clock minus monotonic clock. */
  readonly wallMs: number;
  /** Time since boot minus monotonic clock: all sleep so far. */
  readonly sleptMs: number | null;
}

/** What happened since. Zero: nothing. */
export interface ClockChange {
  /** How long the machine slept. */
  readonly suspendedMs: number;
  /** How far the wall clock was set, forward positive, sleep taken off. */
  readonly steppedMs: number;
  readonly baseline: ClockBaseline;
}

/** More than this is a step, or a sleep. */
export const STEP_MS = 2000;

/**
 * A clock that is steered or smeared moves by less than this a second (RFC 5905: 500 ppm; a smeared leap second: 12 ppm).
 * The baseline follows that far, so that steering never adds up to a step, and many small steps do.
 */
const STEERED_MS_PER_MS = 1e-3;

/** The baseline that begins with a reading. */
export function baselineOf({ utcMs, monotonicMs, uptimeMs }: ClockReading): ClockBaseline {
  return {
    monotonicMs,
    wallMs: utcMs - monotonicMs,
    sleptMs: uptimeMs === null ? null : uptimeMs - monotonicMs,
  };
}

/**
 * Tells sleep and steps from time that just passed. How long ago the baseline was taken does not matter: a busy machine
 * that stalls for minutes has neither slept nor been set. Where the uptime is null sleep cannot be seen here.
 */
export function compareReadings(before: ClockBaseline, reading: ClockReading): ClockChange {
  const now = baselineOf(reading);
  const slept = before.sleptMs === null || now.sleptMs === null ? 0 : now.sleptMs - before.sleptMs;
  const suspendedMs = slept > STEP_MS ? Math.round(slept) : 0;
  const moved = now.wallMs - before.wallMs - suspendedMs;
  const steppedMs = Math.abs(moved) > STEP_MS ? Math.round(moved) : 0;
  const mayFollowMs = Math.max(0, now.monotonicMs - before.monotonicMs) * STEERED_MS_PER_MS;
  return {
    suspendedMs,
    steppedMs,
    baseline: {
      monotonicMs: now.monotonicMs,
      wallMs: steppedMs === 0 ? before.wallMs + suspendedMs + clamp(moved, mayFollowMs) : now.wallMs,
      sleptMs:
        suspendedMs > 0 || before.sleptMs === null ? now.sleptMs : before.sleptMs + clamp(slept, mayFollowMs),
    },
  };
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
