import type { RecordingFacts } from './recording-facts.ts';

/**
 * What the wall clock said at `mediaMs` of a recording that began at `startUtc`: pauses before it are added. At exactly
 * the place of a pause it is the moment before the pause. Right to the accuracy of the start (about 0.1 s).
 */
export function wallClockAt(
  startUtc: string,
  { gaps }: Pick<RecordingFacts, 'gaps'>,
  mediaMs: number,
): string {
  const pausedMs = gaps
    .filter((gap) => gap.toUtc !== null && gap.mediaMs < mediaMs)
    .reduce((sum, gap) => sum + Date.parse(gap.toUtc ?? gap.fromUtc) - Date.parse(gap.fromUtc), 0);
  return new Date(Date.parse(startUtc) + mediaMs + pausedMs).toISOString();
}

/** `00:01:23.400`: a place in a recording. */
export function mediaTime(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${String(ms % 1000).padStart(3, '0')}`;
}
