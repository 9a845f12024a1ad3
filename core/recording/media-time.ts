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
