/** Part of a file's time, or all of it. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where a moment stands within a stretch, 0…1. */
export function shareOf({ fromMs, toMs }: Stretch, mediaMs: number): number {
  if (toMs <= fromMs) return 0;
  return Math.min(1, Math.max(0, (mediaMs - fromMs) / (toMs - fromMs)));
}

/** The moment at a share of a stretch. */
export function momentAt({ fromMs, toMs }: Stretch, share: number): number {
  return Math.round(fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs));
}

/** Files longer than this get a second, magnified bar. */
export const MAGNIFIED_FROM_MS = 5 * 60_000;

/** How much of a file the magnified bar shows: a sixtieth, at least a minute. */
export function magnifiedSpanMs(durationMs: number): number {
  return Math.max(60_000, durationMs / 60);
}

/** The stretch that the magnified bar shows: as before while the moment is in it, else around the moment. */
export function magnifiedStretch(
  before: Stretch | undefined,
  mediaMs: number,
  durationMs: number,
  spanMs: number,
): Stretch {
  if (
    before !== undefined &&
    before.toMs - before.fromMs === spanMs &&
    mediaMs >= before.fromMs &&
    mediaMs <= before.toMs
  )
    return before;
  const latest = Math.max(0, durationMs - spanMs);
  const fromMs = Math.min(latest, Math.max(0, mediaMs - spanMs / 4));
  return { fromMs, toMs: fromMs + spanMs };
}
