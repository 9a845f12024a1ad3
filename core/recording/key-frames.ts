import type { KeyFrame } from '../contract/media-schemas.ts';

/** A place that was looked at, and how much of the picture differs from the place looked at before: 0…1. */
export interface KeyFrameCandidate {
  readonly mediaMs: number;
  readonly change: number;
}

export interface KeyFrameQuestion {
  readonly durationMs: number;
  readonly marks: readonly { readonly mediaMs: number }[];
  readonly candidates: readonly KeyFrameCandidate[];
}

const FEWEST = 6;
const MOST = 12;
const MOST_MARKS = 8;
/** Below this length there are fewer than {@link FEWEST}: about one a second. */
const SHORT_MS = 6000;
/** Less than this is noise of the encoder or a blinking cursor. */
const LEAST_CHANGE = 0.01;

/**
 * Places of a video worth seeing: its beginning and end, the user's marks (spread, when there are more than eight), the
 * strongest changes that are not next to another place, and halves of the longest gaps while there are fewer than six.
 * 6 to 12 of them, ascending, without repetition; below six seconds the marks and about one a second. The same question always has
 * the same answer, in whatever order marks and candidates come.
 */
export function chooseKeyFrames({ durationMs, marks, candidates }: KeyFrameQuestion): KeyFrame[] {
  const isShort = durationMs < SHORT_MS;
  const fewest = isShort ? Math.max(1, Math.floor(durationMs / 1000) + 1) : FEWEST;
  const most = isShort ? fewest + Math.min(marks.length, MOST_MARKS) : MOST;
  const chosen = new Map<number, KeyFrame['why']>();
  const choose = (mediaMs: number, why: KeyFrame['why']) => {
    if (!chosen.has(mediaMs)) chosen.set(mediaMs, why);
  };
  for (const mediaMs of spread(within(marks, durationMs), MOST_MARKS)) choose(mediaMs, 'mark');
  choose(0, 'start');
  if (fewest > 1) choose(durationMs, 'end');
  for (const mediaMs of strongest(candidates, durationMs)) {
    if (chosen.size >= most) break;
    const isAlone = [...chosen.keys()].every((other) => Math.abs(other - mediaMs) >= leastGapMs(durationMs));
    if (isAlone) choose(mediaMs, 'change');
  }
  while (chosen.size < fewest) choose(middleOfLongestGap([...chosen.keys(), 0, durationMs]), 'interval');
  return [...chosen].map(([mediaMs, why]) => ({ mediaMs, why })).sort((a, b) => a.mediaMs - b.mediaMs);
}

/** Two places nearer than this show the same event. */
function leastGapMs(durationMs: number): number {
  return Math.min(5000, Math.max(250, durationMs / 24));
}

function within(places: readonly { readonly mediaMs: number }[], durationMs: number): number[] {
  const times = places.map(({ mediaMs }) => Math.min(Math.max(0, mediaMs), durationMs));
  return [...new Set(times)].sort((a, b) => a - b);
}

function spread(sorted: readonly number[], most: number): readonly number[] {
  if (sorted.length <= most) return sorted;
  const step = (sorted.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => sorted[Math.round(index * step)] ?? 0);
}

function strongest(candidates: readonly KeyFrameCandidate[], durationMs: number): number[] {
  return candidates
    .filter(({ mediaMs, change }) => change >= LEAST_CHANGE && mediaMs >= 0 && mediaMs <= durationMs)
    .sort((a, b) => b.change - a.change || a.mediaMs - b.mediaMs)
    .map(({ mediaMs }) => mediaMs);
}

function middleOfLongestGap(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let from = 0;
  let to = 0;
  for (const [index, end] of sorted.entries()) {
    const start = sorted[index - 1] ?? end;
    if (end - start > to - from) [from, to] = [start, end];
  }
  return Math.floor((from + to) / 2);
}
