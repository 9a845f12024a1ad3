import type { Item } from '../../../core/evidence/index.ts';
import { type Gap, type RecordingFacts, wallClockAt } from '../../../core/recording/index.ts';

/** A recording of ours: when it began and what its journal says of it. */
export interface Recorded {
  readonly startUtc: string;
  readonly facts: RecordingFacts;
}

/** What the journal says of an item; undefined for imports and derivatives, whose time of recording is not known here. */
export function recordedOf({ provenance }: Item): Recorded | undefined {
  if (provenance.source !== 'recording') return undefined;
  return { startUtc: provenance.clock.utc, facts: provenance.recording };
}

/** What the wall clock said at a place of a recording. */
export function recordedUtcAt({ startUtc, facts }: Recorded, mediaMs: number): string {
  return wallClockAt(startUtc, facts, Math.round(mediaMs));
}

/** How long nothing was recorded; undefined for a pause that was never ended. */
export function gapLengthMs(gap: Gap): number | undefined {
  return gap.toUtc === null ? undefined : Date.parse(gap.toUtc) - Date.parse(gap.fromUtc);
}
