import type { EventName, RecordingSources, RecordingState, Settings } from '../../../core/contract/index.ts';
import type { CaptureMode } from '../../../core/evidence/index.ts';
import type { Texts } from '../../locales/index.ts';
import { visibleText } from '../../ui/index.ts';

/** For questions whose answer no event announces. */
export const onNothing: readonly EventName[] = [];

/** Below this much free space a recording may end early. */
export const LITTLE_SPACE_BYTES = 2 * 1024 ** 3;

/** What is to be recorded, as chosen while the app runs; the rest is in the settings. */
export interface Target {
  readonly mode: CaptureMode;
  readonly displayId: string | null;
  readonly windowId: string | null;
}

/** Whether the sources allow a mode. */
export function isAvailable(mode: CaptureMode, sources: RecordingSources): boolean {
  if (mode === 'window') return sources.windows !== null;
  return mode === 'screen' || sources.canRecordRegion;
}

/** The target with everything that is gone replaced by what there is. */
export function existingTarget(target: Target, sources: RecordingSources): Target {
  const mode = isAvailable(target.mode, sources) ? target.mode : 'screen';
  const { displays } = sources;
  // Only one: main finds it by itself. Several: what the choice shows is what is asked for.
  const first =
    displays.length > 1 ? (displays.find(({ isPrimary }) => isPrimary) ?? displays[0]) : undefined;
  const display = displays.find(({ id }) => id === target.displayId) ?? first;
  const window = sources.windows?.find(({ id }) => id === target.windowId);
  return { mode, displayId: display?.id ?? null, windowId: window?.id ?? null };
}

/** The sound that would be recorded: a microphone that is not connected is left out. */
export function existingSound(
  { recording }: Pick<Settings, 'recording'>,
  sources: RecordingSources,
): { readonly microphoneId: string | null; readonly isSystemSoundOn: boolean } {
  const isThere = sources.microphones.some(({ id }) => id === recording.microphoneId);
  return {
    microphoneId: isThere ? recording.microphoneId : null,
    isSystemSoundOn: recording.isSystemSoundOn && sources.canRecordSystemSound,
  };
}

/** Microphones to choose from, with 不录; one that was chosen and is gone is named so. Device names are untrusted. */
export function microphoneChoices(
  sources: Pick<RecordingSources, 'microphones'>,
  chosenId: string | null,
  texts: Texts,
): { readonly value: string; readonly label: string }[] {
  const choices = sources.microphones.map(({ id, label }, index) => ({
    value: id,
    label: label === '' ? texts.recording.microphoneUnnamed(index + 1) : visibleText(label),
  }));
  const isGone = chosenId !== null && !choices.some(({ value }) => value === chosenId);
  const gone = isGone ? [{ value: chosenId, label: texts.recording.microphoneGoneOption }] : [];
  return [{ value: '', label: texts.recording.microphoneOff }, ...choices, ...gone];
}

/** The pause that goes on now. */
export function openGap({ gaps }: Pick<RecordingState, 'gaps'>): RecordingState['gaps'][number] | undefined {
  const last = gaps.at(-1);
  return last?.toUtc === null ? last : undefined;
}
