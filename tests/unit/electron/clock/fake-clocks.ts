import type { ClockFacts } from '../../../../core/evidence/index.ts';
import type { WatchedClocks } from '../../../../electron/clock/index.ts';

/** Clocks that a test turns. */
export interface FakeClocks extends WatchedClocks {
  /** The machine runs, all clocks with it. */
  run(ms: number): void;
  /** The machine sleeps. */
  sleep(ms: number): void;
  /** Somebody sets the wall clock. */
  set(byMs: number): void;
  setZone(name: string | undefined, offsetMinutes: number): void;
  /** The platform says that the machine is about to sleep. */
  announceSleep(): void;
  /** The program is held up once between reading wall and monotonic clock. */
  holdUpOnce(ms: number): void;
}

/** Clocks at 2026-11-23T10:00Z in Shanghai; `hasUptime` as on Linux. */
export function fakeClocks(hasUptime = true): FakeClocks {
  let utcMs = Date.parse('2026-11-23T10:00:00.000Z');
  let monotonicMs = 5_000_000;
  let sleptMs = 40_000;
  let zone: string | undefined = 'Asia/Shanghai';
  let offsetMinutes = 480;
  let heldUpMs = 0;
  const listeners = new Set<() => void>();
  const facts = (): ClockFacts => {
    const local = new Date(utcMs + offsetMinutes * 60_000).toISOString().slice(0, -1);
    const sign = offsetMinutes < 0 ? '-' : '+';
    const clock = {
      utc: new Date(utcMs).toISOString(),
      local: `${local}${sign}${new Date(Math.abs(offsetMinutes) * 60_000).toISOString().slice(11, 16)}`,
      ...(zone === undefined ? {} : { timeZone: zone }),
      monotonicNs: `${(monotonicMs + heldUpMs) * 1_000_000}`,
      bootId: 'boot-1',
    };
    utcMs += heldUpMs;
    monotonicMs += heldUpMs;
    heldUpMs = 0;
    return clock;
  };
  return {
    now: () => utcMs,
    facts,
    uptimeMs: () => (hasUptime ? monotonicMs + sleptMs : null),
    refreshTimeZone: () => undefined,
    onSuspend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run: (ms) => {
      utcMs += ms;
      monotonicMs += ms;
    },
    sleep: (ms) => {
      utcMs += ms;
      if (hasUptime) sleptMs += ms;
      else monotonicMs += ms;
    },
    set: (byMs) => {
      utcMs += byMs;
    },
    setZone: (name, minutes) => {
      zone = name;
      offsetMinutes = minutes;
    },
    announceSleep: () => {
      for (const listener of listeners) listener();
    },
    holdUpOnce: (ms) => {
      heldUpMs = ms;
    },
  };
}
