import type { Cue } from '../../../core/transcripts/index.ts';

/**
 * The line being said: the last one that has begun and, where it has an end, not ended. -1 when none is. Lines without a
 * time are never current. Lines need not be in order.
 */
export function currentCueIndex(cues: readonly Cue[], mediaMs: number): number {
  let current = -1;
  let currentStartMs = -1;
  cues.forEach(({ startMs, endMs }, index) => {
    if (startMs === null || startMs > mediaMs || startMs < currentStartMs) return;
    if (endMs !== null && mediaMs >= endMs) return;
    current = index;
    currentStartMs = startMs;
  });
  return current;
}
