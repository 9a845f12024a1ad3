import type { Readable } from 'node:stream';
import type { KeyFrame, MediaDescription, SoundPeaks } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { JobContext } from '../jobs/index.ts';

export type MediaError =
  | 'MEDIA_NOT_MEDIA'
  | 'MEDIA_UNREADABLE'
  | 'MEDIA_TIME_OUTSIDE'
  | 'OBJECT_MISSING'
  | 'OBJECT_DAMAGED'
  | 'DISK_FULL'
  | 'DISK_FAILED';

type Progress = Pick<JobContext, 'signal' | 'progress'>;

/** A decoded frame, without loss. */
export interface FramePicture {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Presentation time of the frame itself: at or before the time asked for. */
  readonly mediaMs: number;
}

/** A stretch as it was really cut. */
export interface Trimmed {
  readonly mediaType: string;
  /** Time of its first packet in the original: at or before the time asked for. */
  readonly fromMs: number;
}

/**
 * What can be made of sound and video. Foreign bytes are parsed and decoded only in a process that may die; everything
 * made is a derivative of an original that is never touched, and can be made again.
 */
export interface Media {
  describe(item: Item): Promise<Result<MediaDescription, MediaError>>;
  /** The frame shown at `mediaMs`. `MEDIA_TIME_OUTSIDE` past the end. */
  frameAt(item: Item, mediaMs: number): Promise<Result<FramePicture, MediaError>>;
  /** 6 to 12 places worth seeing: beginning, marks, changes of scene, end; fewer for very short files. */
  keyFrames(item: Item): Promise<Result<readonly KeyFrame[], MediaError>>;
  /** Loudness over the whole length; `MEDIA_NOT_MEDIA` without sound. */
  peaks(item: Item): Promise<Result<SoundPeaks, MediaError>>;
  /** Makes what playing needs (a copy with duration and cues, the filmstrip) unless it is there. */
  prepare(item: Item, context: Progress): Promise<Result<void, MediaError | 'CANCELLED'>>;
  /** A path for {@link trim} to write to: nobody else uses it, and what is forgotten there is removed later. */
  scratchPath(): Promise<Result<string, 'DISK_FULL' | 'DISK_FAILED'>>;
  /** Copies the packets of a stretch into a file at `path`, beginning at the key frame at or before `fromMs`. */
  trim(
    item: Item,
    stretch: { readonly fromMs: number; readonly toMs: number },
    path: string,
    context: Progress,
  ): Promise<Result<Trimmed, MediaError | 'CANCELLED'>>;
  /** Drops what was made of an original that was removed. */
  forget(sha256: string): Promise<void>;
  close(): Promise<void>;
}

/** Bytes a player can be given. */
export interface Playable {
  /** Container alone, found by looking at the bytes. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** `start` and `end` inclusive, as in HTTP; undefined when the bytes are gone. */
  open(range?: { readonly start: number; readonly end: number }): Promise<Readable | undefined>;
}

/** What windows are shown of sound and video; undefined where there is nothing to show. */
export interface MediaViews {
  /** The copy with duration and seek points when it is there, else the original. */
  playable(item: Item): Promise<Playable | undefined>;
  /** WebP of small frames side by side, once {@link Media.prepare} made it. */
  filmstrip(item: Item): Promise<Uint8Array | undefined>;
  /** WebP of a frame that stands for the whole. */
  poster(item: Item): Promise<Uint8Array | undefined>;
}

/** Failure of a media call, as handlers hand it on. */
export type MediaFailure = Failure<MediaError>;
