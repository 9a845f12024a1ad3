import type { KeyFrame, MediaDescription } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import type { NumberedItem } from '../../core/manifest/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Intake } from '../intake/index.ts';
import type { FramePicture, Media, MediaError } from '../media/index.ts';
import type { ExportError } from './dossier.ts';
import { cancelled, typesettingFailure } from './failures.ts';
import { jpegPage, losslessPage, type PicturePage } from './picture-page.ts';
import type { Typesetter } from './typesetter.ts';

/** What the exporter needs of `electron/media`. */
export type FrameSource = Pick<Media, 'describe' | 'keyFrames' | 'frameAt'>;

/** One printed frame; `whys` are the places it stands for: two that show the same frame share it. */
export interface PreparedFrame {
  readonly picture: { readonly path: string; readonly widthPx: number; readonly heightPx: number };
  readonly mediaMs: number;
  readonly whys: readonly KeyFrame[];
}

/** Why a video has no frames on paper. */
export type FrameProblem = 'unreadable' | 'no-decoder';

/** What was learned of a sound or video file. */
export interface PreparedMedia {
  readonly description: MediaDescription | undefined;
  readonly frames: readonly PreparedFrame[];
  /** Null also for sound, which has no frames. */
  readonly problem: FrameProblem | null;
}

export interface MediaSources {
  readonly media: FrameSource | undefined;
  readonly intake: Intake;
  readonly typesetter: Typesetter;
  readonly signal: AbortSignal | undefined;
  readonly onFrame: (done: number, total: number) => void;
}

/** Frames are printed at half a page's width: 600 pixels an inch for a screen of 1920 pixels, small text stays legible. */
const FRAME_EDGE_PX = 1920;
/** As for captures: smaller pictures of our own recordings keep their own pixels. */
const LOSSLESS_MAX_BYTES = 400 * 1024;

/** Whether an item is sound or video. */
export function isMedia({ mediaType }: Item): boolean {
  return mediaType.startsWith('video/') || mediaType.startsWith('audio/');
}

/**
 * Describes a sound or video file and hands its key frames to the typesetter. What cannot be decoded here is said on the
 * page and fails nothing; a missing or damaged original, a failing disk and cancelling end the export.
 */
export async function prepareMedia(
  { item, number }: NumberedItem<Item>,
  sources: MediaSources,
): Promise<Result<PreparedMedia, ExportError>> {
  const { media } = sources;
  const isSound = item.mediaType.startsWith('audio/');
  const without = (problem: FrameProblem, description?: MediaDescription) =>
    ok({ description, frames: [], problem: isSound || description?.kind === 'audio' ? null : problem });
  if (media === undefined) return without('no-decoder');
  const described = await twice(() => media.describe(item));
  if (!described.ok)
    return isAboutFile(described.error.code) ? without('unreadable') : refuse(described.error);
  const description = described.value;
  if (description.video === null) return without('unreadable', description);
  const places = await twice(() => media.keyFrames(item));
  if (!places.ok)
    return isAboutFile(places.error.code) ? without('unreadable', description) : refuse(places.error);
  const frames = await takeFrames(item, number, places.value, media, sources);
  if (!frames.ok) return frames;
  return frames.value.length === 0
    ? without('unreadable', description)
    : ok({ description, frames: frames.value, problem: null });
}

async function takeFrames(
  item: Item,
  number: string,
  places: readonly KeyFrame[],
  media: FrameSource,
  sources: MediaSources,
): Promise<Result<readonly PreparedFrame[], ExportError>> {
  const frames: PreparedFrame[] = [];
  for (const [index, place] of places.entries()) {
    if (sources.signal?.aborted) return cancelled();
    sources.onFrame(index, places.length);
    const taken = await twice(() => media.frameAt(item, place.mediaMs));
    if (!taken.ok && !isAboutFile(taken.error.code)) return refuse(taken.error);
    if (!taken.ok) continue;
    const before = frames.at(-1);
    if (before?.mediaMs === taken.value.mediaMs) {
      frames[frames.length - 1] = { ...before, whys: [...before.whys, place] };
      continue;
    }
    const page = await pageOf(item, taken.value, sources.intake);
    if (page === undefined) continue;
    const path = `/pictures/${number}-${index}.pdf`;
    const stored = await sources.typesetter.ask({ step: 'picture', path, pdf: page.pdf });
    if (!stored.ok) return typesettingFailure(stored);
    const { widthPx, heightPx } = page;
    frames.push({ picture: { path, widthPx, heightPx }, mediaMs: taken.value.mediaMs, whys: [place] });
  }
  sources.onFrame(places.length, places.length);
  return ok(frames);
}

async function pageOf(item: Item, { png }: FramePicture, intake: Intake): Promise<PicturePage | undefined> {
  // SECURITY: P19. A process that decoded a foreign video is not believed: its pictures go through the decoder again.
  if (item.source === 'recording' && png.length <= LOSSLESS_MAX_BYTES) {
    const page = losslessPage(png);
    if (page !== undefined) return page;
  }
  let printable = await intake.printable(png, FRAME_EDGE_PX);
  if (!printable.ok) printable = await intake.printable(png, FRAME_EDGE_PX);
  if (!printable.ok) return undefined;
  const { jpeg, widthPx, heightPx } = printable.value;
  return jpegPage(jpeg, widthPx, heightPx);
}

/** A process may be killed for reasons that have nothing to do with this file: only a second failure counts. */
async function twice<Value>(
  ask: () => Promise<Result<Value, MediaError>>,
): Promise<Result<Value, MediaError>> {
  const first = await ask();
  return first.ok ? first : ask();
}

function isAboutFile(code: MediaError): boolean {
  return code === 'MEDIA_NOT_MEDIA' || code === 'MEDIA_UNREADABLE' || code === 'MEDIA_TIME_OUTSIDE';
}

function refuse(error: { readonly code: MediaError; readonly message: string }): Result<never, ExportError> {
  const { code, message } = error;
  if (code === 'OBJECT_MISSING' || code === 'OBJECT_DAMAGED' || code === 'DISK_FULL')
    return fail(code, message);
  return fail('DISK_FAILED', message, { reason: code });
}
