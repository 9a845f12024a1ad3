const FIRST_MS = 30_000;
const LONGEST_MS = 60 * 60_000;
/** A renewal that came to nothing is tried again the next day. */
const RENEWAL_MS = 24 * 60 * 60_000;

/** How long to wait after so many failures in a row: 30 seconds, doubled each time to an hour, ± a fifth by chance. */
export function backOffMs(failures: number, random: number): number {
  const plain = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 20), LONGEST_MS);
  return Math.round(plain * (0.8 + 0.4 * random));
}

/** When a renewal that brought no longer chain is tried again. */
export function renewalUtc(nowMs: number): string {
  return new Date(nowMs + RENEWAL_MS).toISOString();
}

/**
 * How long until then; 0 when it is due. A time that is further off than any back-off was set by a clock that has been
 * set back since: it is due.
 */
export function waitMs(untilUtc: string | null, nowMs: number): number {
  const wait = untilUtc === null ? 0 : Date.parse(untilUtc) - nowMs;
  return Number.isNaN(wait) || wait > RENEWAL_MS ? 0 : Math.max(0, wait);
}
