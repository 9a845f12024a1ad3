import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ClockFacts } from '../../core/evidence/index.ts';

/** Where time comes from; tests give their own. */
export interface Clock {
  /** Wall clock, milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Everything the machine's clocks say about this moment. */
  facts(): ClockFacts;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  facts: () => clockFactsAt(new Date(), process.hrtime.bigint()),
};

/** Clock facts of an instant: `local` carries the offset that the user's clock showed. */
export function clockFactsAt(instant: Date, monotonicNs: bigint): ClockFacts {
  const offsetMinutes = -instant.getTimezoneOffset();
  const shifted = new Date(instant.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    utc: instant.toISOString(),
    local: `${shifted}${sign}${hours}:${minutes}`,
    ...(timeZone ? { timeZone } : {}),
    monotonicNs: monotonicNs.toString(),
    bootId: bootId(),
  };
}

let knownBootId: string | undefined;

function bootId(): string {
  knownBootId ??= readBootId();
  return knownBootId;
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Windows and macOS give no boot id without a native call; the monotonic clock is then comparable only within
    // this process, and the prefix says so.
    return `process-${randomUUID()}`;
  }
}
