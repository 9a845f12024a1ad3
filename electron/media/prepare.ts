import type { Item } from '../../core/evidence/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Parts } from './create-media.ts';
import { refuse } from './failures.ts';
import type { Media, MediaError } from './media.ts';

type Context = Parameters<Media['prepare']>[1];
type Prepared = Result<void, MediaError | 'CANCELLED'>;

/** Done and total of a whole preparation: each of its parts counts the same. */
const TOTAL = 300;

/**
 * Makes, in this order, what playing, looking and listening need, unless it is there. What cannot be made of this file
 * (no sound, no picture) is left out; a failure of the disk, of the object or a cancellation ends it.
 */
export async function prepareItem(
  { derived, unchanged }: Parts,
  item: Item,
  { signal, progress }: Context,
): Promise<Prepared> {
  const part = (index: number) => ({
    signal,
    onProgress: (done: number, total: number) =>
      progress('', Math.floor(100 * index + 100 * Math.min(1, done / Math.max(1, total))), TOTAL),
  });
  progress('', 0, TOTAL);
  const checked = await Promise.race([unchanged(item.sha256), whenAborted(signal)]);
  if (!checked.ok) return checked;
  const findings = await derived.findings(item);
  if (!findings.ok) return findings;
  const { plays, video, sound } = findings.value;
  const makers = [
    plays === 'copy' ? () => derived.copy(item, part(0)) : undefined,
    video === null ? undefined : () => derived.survey(item, part(1)),
    sound === null ? undefined : () => derived.peaks(item, part(2)),
  ];
  let firstFailure: Prepared | undefined;
  for (const make of makers) {
    const made = await make?.();
    if (made === undefined || made.ok) continue;
    // The filmstrip of a video whose sound is damaged is worth having all the same.
    if (made.error.code !== 'MEDIA_UNREADABLE') return made;
    firstFailure ??= made;
  }
  progress('', TOTAL, TOTAL);
  return firstFailure ?? ok(undefined);
}

async function whenAborted(signal: AbortSignal) {
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return refuse('CANCELLED');
}
