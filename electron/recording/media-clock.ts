/** Time of a recording's own file: goes on while frames are taken, stands still while paused. */
export interface MediaClock {
  /** Milliseconds of the file at a moment of the monotonic clock. */
  mediaMsAt(monotonicNs: bigint): number;
  stop(monotonicNs: bigint): void;
  go(monotonicNs: bigint): void;
}

/** A {@link MediaClock} that goes from `startNs`. */
export function createMediaClock(startNs: bigint): MediaClock {
  let recordedNs = 0n;
  let rollingSinceNs: bigint | undefined = startNs;
  const recordedAt = (ns: bigint) => recordedNs + (rollingSinceNs === undefined ? 0n : ns - rollingSinceNs);
  return {
    mediaMsAt: (ns) => Math.max(0, Number(recordedAt(ns) / 1_000_000n)),
    stop: (ns) => {
      recordedNs = recordedAt(ns);
      rollingSinceNs = undefined;
    },
    go: (ns) => {
      rollingSinceNs ??= ns;
    },
  };
}
