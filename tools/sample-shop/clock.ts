/** The shop's idea of now, in milliseconds since the epoch. */
export interface ShopClock {
  now(): number;
  /** What a buyer's step takes. Does nothing on a running clock, where time passes by itself. */
  step(seconds: number): void;
  /** Lets the given time pass at once, as when the buyer waited for a delivery. */
  advance(seconds: number): void;
}

/** A clock that stands still at `start` but for the steps of the buyer, so that the same visit gives the same bytes. */
export function createFixedClock(start: number): ShopClock {
  let current = start;
  const advance = (seconds: number): void => {
    current += seconds * 1000;
  };
  return { now: () => current, step: advance, advance };
}

/** A clock that starts at `start` and runs at the speed of the machine's own. */
export function createRunningClock(start: number): ShopClock {
  const startedAt = performance.now();
  let skippedMs = 0;
  return {
    now: () => Math.floor(start + skippedMs + performance.now() - startedAt),
    step: () => {},
    advance: (seconds) => {
      skippedMs += seconds * 1000;
    },
  };
}

// China has one zone and no summer time, so fixed arithmetic is exact and independent of the machine's zone.
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** Formats an instant in China's time as `2026-11-21 14:02:11`. */
export function chinaTime(at: number): string {
  return new Date(at + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Formats an instant in China's time as the bare digits `20261121140211`. */
export function chinaDigits(at: number): string {
  return chinaTime(at).replace(/\D/g, '');
}

/** Formats a length of time as `42 分 18 秒`, with hours when there are any. */
export function spokenDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${Math.floor((seconds % 3600) / 60)} 分 ${seconds % 60} 秒`;
  return hours > 0 ? `${hours} 小时 ${rest}` : rest;
}
