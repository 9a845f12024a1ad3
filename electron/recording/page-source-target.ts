import type { RecorderStarted, RecordingRequest } from '../../core/contract/index.ts';
import type { Rectangle } from '../../core/evidence/index.ts';
import type { RecordedSource } from '../../core/recording/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type Crop, cropOf } from './page-source-crop.ts';
import type { RecordableDisplay, Screens, Share } from './page-source-ports.ts';
import type { RunningSource, SourceError } from './source.ts';

/** What is about to be recorded. */
export interface Target {
  readonly share: Share;
  readonly crop: Crop | null;
  /** What the frames will show; of a window only the size, which is known once it is recorded. */
  readonly area: Rectangle;
  readonly display: RecordedSource['display'];
  readonly window: RecordedSource['window'];
}

type TargetError = Extract<
  SourceError,
  'RECORDING_UNAVAILABLE' | 'RECORDING_NO_DISPLAY' | 'RECORDING_NO_SOUND' | 'CAPTURE_CANCELLED'
>;

/** Finds what a request means on this machine, asking the user for a region that it leaves open. */
export async function chooseTarget(
  request: RecordingRequest,
  screens: Screens,
): Promise<Result<Target, TargetError>> {
  if (request.isSystemSoundOn && !screens.canRecordSystemSound) {
    return noSystemSound();
  }
  const displays = await screens.displays();
  const display = displayOf(request, displays, screens);
  if (display === undefined) return noDisplay();
  if (request.mode === 'window') return await windowTarget(request, display, screens);
  const { sourceId } = display;
  if (sourceId === undefined) return notRecordable();
  const share = { sourceId, isSystemSoundOn: request.isSystemSoundOn };
  const whole = { share, crop: null, area: display.area, display: factsOf(display), window: undefined };
  return request.mode === 'screen' ? ok(whole) : await regionTarget(request.region, display, whole, screens);
}

function displayOf(
  { mode, region, displayId }: RecordingRequest,
  displays: readonly RecordableDisplay[],
  screens: Screens,
): RecordableDisplay | undefined {
  const wanted = displayId ?? screens.displayAtPointer();
  if (mode === 'region' && region !== null && displayId === null) {
    return displays.toSorted((a, b) => shared(b.area, region) - shared(a.area, region))[0];
  }
  return displays.find(({ id }) => id === wanted);
}

async function regionTarget(
  wished: Rectangle | null,
  display: RecordableDisplay,
  whole: Target,
  screens: Screens,
): Promise<Result<Target, TargetError>> {
  if (wished === null && screens.chooseRegion === undefined) {
    return fail('RECORDING_UNAVAILABLE', '这里不能画选区。请写明要录的区域。');
  }
  const region = wished ?? (await screens.chooseRegion?.(display));
  if (region === undefined) return fail('CAPTURE_CANCELLED', '没有选区域，没有录屏。');
  const crop = cropOf(region, display.area);
  if (crop === undefined) {
    return fail('RECORDING_NO_DISPLAY', '选的区域不在这个屏幕上，没有录屏。请重新选区域。');
  }
  const { x, y, width, height } = crop.area;
  const area = { x: display.area.x + x, y: display.area.y + y, width, height };
  return ok({ ...whole, crop, area });
}

async function windowTarget(
  request: RecordingRequest,
  display: RecordableDisplay,
  screens: Screens,
): Promise<Result<Target, TargetError>> {
  const windows = await screens.windows();
  if (windows === null) {
    return fail('RECORDING_UNAVAILABLE', '这台电脑不能单独录一个窗口。请录整个屏幕，或选一个区域。');
  }
  const window = windows.find(({ id }) => id === request.windowId);
  if (window === undefined) {
    return fail('RECORDING_NO_DISPLAY', '要录的窗口已经关了，没有录屏。请重新选窗口。');
  }
  const { id, title, application } = window;
  return ok({
    share: { sourceId: id, isSystemSoundOn: request.isSystemSoundOn },
    crop: null,
    area: display.area,
    display: factsOf(display),
    window: { title, application },
  });
}

function factsOf({ id, name, area, scaleFactor }: RecordableDisplay): RecordedSource['display'] {
  return { id, name, area, scaleFactor };
}

function shared(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function noDisplay() {
  return fail('RECORDING_NO_DISPLAY', '找不到要录的屏幕，没有录屏。请检查显示器是否还接着，再试一次。');
}

function notRecordable() {
  return fail('RECORDING_NO_DISPLAY', '这个屏幕现在不能录。请选另一个屏幕。');
}

/** The system's sound comes only with a screen: which to share for it. Undefined where it is not asked for. */
export async function shareForSound(
  isSystemSoundOn: boolean,
  screens: Screens,
): Promise<Result<Share | undefined, 'RECORDING_NO_SOUND'>> {
  if (!isSystemSoundOn) return ok(undefined);
  const displays = await screens.displays();
  const sourceId = displays.find((display) => display.sourceId !== undefined)?.sourceId;
  if (sourceId === undefined || !screens.canRecordSystemSound) return noSystemSound();
  return ok({ sourceId, isSystemSoundOn });
}

/** What is recorded, as it turned out. */
export function recordedOf(
  request: RecordingRequest,
  { area, display, window }: Target,
  { widthPx, heightPx, mediaType, sound }: RecorderStarted,
  recorder: RecordedSource['recorder'],
): RunningSource['recorded'] {
  const size = { width: widthPx, height: heightPx };
  return {
    mode: request.mode,
    // Where a window lies is not known here; its frames begin at its own corner.
    area: request.mode === 'window' ? { ...area, ...size } : area,
    display,
    ...(window === undefined ? {} : { window }),
    framesPerSecond: request.framesPerSecond,
    mediaType,
    sound,
    recorder,
  };
}

function noSystemSound() {
  return fail('RECORDING_NO_SOUND', '这台电脑不能直接录系统声音。请只录麦克风，或关掉系统声音再试。');
}
