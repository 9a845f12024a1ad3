import type { SoundPeaks } from '../../../core/contract/index.ts';
import type { Stretch } from './stretch.ts';

/** Below this a microphone hears its own noise: about -46 dB. */
const SILENT_BELOW = 0.005;
/** Shorter pauses are speech. */
const SILENT_FROM_MS = 2000;

/** Where nothing was to be heard for two seconds or more, in order. */
export function silentStretches({ stepMs, peaks }: SoundPeaks): readonly Stretch[] {
  const found: Stretch[] = [];
  let from: number | undefined;
  for (let index = 0; index <= peaks.length; index += 1) {
    const isSilent = (peaks[index] ?? 1) < SILENT_BELOW;
    if (isSilent) from ??= index;
    else if (from !== undefined) {
      if ((index - from) * stepMs >= SILENT_FROM_MS)
        found.push({ fromMs: from * stepMs, toMs: index * stepMs });
      from = undefined;
    }
  }
  return found;
}

/** The loudest sample under each of `columns` columns of a stretch. Undefined past the end of the sound. */
export function columnPeaks(
  { stepMs, peaks }: SoundPeaks,
  { fromMs, toMs }: Stretch,
  columns: number,
): readonly (number | undefined)[] {
  const widthMs = (toMs - fromMs) / columns;
  return Array.from({ length: columns }, (_, column) => {
    const first = Math.floor((fromMs + column * widthMs) / stepMs);
    const last = Math.max(first + 1, Math.ceil((fromMs + (column + 1) * widthMs) / stepMs));
    const under = peaks.slice(first, last);
    return under.length === 0 ? undefined : Math.max(...under);
  });
}
