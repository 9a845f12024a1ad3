/** What the clocks of the machine say at one moment. */
export interface ClockReading {
  /** Wall clock. */
  readonly utcMs: number;
  /** A clock that is never set; on Linux and macOS it stands still while the machine sleeps. */
  readonly monotonicMs: number;
  /** Time since boot, sleep included where the system counts it. */
  readonly uptimeMs: number;
}

/** What happened between two readings. */
export interface ClockFinding {
  readonly sleptMs: number;
  /** How far the wall clock was set, forwards positive. */
  readonly steppedMs: number;
}

/** Less is the jitter of the timers and of the uptime's whole seconds. */
const SLEPT_AT_LEAST_MS = 5000;
const STEPPED_AT_LEAST_MS = 2000;

/**
 * Tells sleep from a changed clock. Slept: the time since boot went on while the monotonic clock stood still (Linux,
 * macOS), or the readings, due every `everyMs`, stopped coming (Windows, whose monotonic clock goes on). What the wall
 * clock moved beyond both was a step.
 */
export function compareClocks(before: ClockReading, now: ClockReading, everyMs: number): ClockFinding {
  const ranMs = now.monotonicMs - before.monotonicMs;
  const stoodStillMs = now.uptimeMs - before.uptimeMs - ranMs;
  const missedMs = ranMs - everyMs;
  const sleptMs = Math.max(
    stoodStillMs >= SLEPT_AT_LEAST_MS ? stoodStillMs : 0,
    missedMs >= 2 * SLEPT_AT_LEAST_MS ? missedMs : 0,
  );
  const passedMs = ranMs + (stoodStillMs >= SLEPT_AT_LEAST_MS ? stoodStillMs : 0);
  const steppedMs = now.utcMs - before.utcMs - passedMs;
  return { sleptMs, steppedMs: Math.abs(steppedMs) >= STEPPED_AT_LEAST_MS ? steppedMs : 0 };
}
