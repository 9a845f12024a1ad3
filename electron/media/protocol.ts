import type { MediaError } from './media.ts';

/** What the parent asks of the media process: one thing at a time, about one object that the process reads by ranges. */
export type MediaTask =
  | { readonly operation: 'describe' }
  | { readonly operation: 'frame'; readonly mediaMs: number }
  | { readonly operation: 'survey'; readonly durationMs: number }
  | { readonly operation: 'poster'; readonly durationMs: number }
  | { readonly operation: 'peaks'; readonly durationMs: number }
  /** Copies packets into a new file at `path`, which is in no locker: all of them, or those of a stretch. */
  | {
      readonly operation: 'copy';
      readonly path: string;
      readonly stretch: { readonly fromMs: number; readonly toMs: number } | null;
    };

/** What a file is, as the media process reads it. */
export interface Findings {
  /** Container and codecs of what would be played. */
  readonly contentType: string;
  readonly kind: 'video' | 'audio';
  readonly durationMs: number | null;
  readonly video: {
    readonly codec: string;
    readonly widthPx: number;
    readonly heightPx: number;
    readonly framesPerSecond: number | null;
  } | null;
  readonly sound: {
    readonly codec: string;
    readonly channelCount: number;
    readonly sampleRateHz: number;
  } | null;
  /** `copy`: players need another container, or one with duration and seek points. */
  readonly plays: 'as-is' | 'copy' | 'no';
}

export interface FrameBytes {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mediaMs: number;
}

export interface Survey {
  readonly candidates: readonly { readonly mediaMs: number; readonly change: number }[];
  /** WebP of {@link frameCount} pictures side by side. */
  readonly filmstrip: Uint8Array;
  readonly frameCount: number;
}

export interface Loudness {
  readonly stepMs: number;
  readonly peaks: readonly number[];
}

/** What a task gives. */
export interface MediaOutcomes {
  readonly describe: Findings;
  readonly frame: FrameBytes;
  readonly survey: Survey;
  readonly poster: Uint8Array;
  readonly peaks: Loudness;
  readonly copy: {
    readonly mediaType: string;
    readonly durationMs: number;
    /** Time of the first packet in the original. */
    readonly fromMs: number;
  };
}

export type TaskOf<Operation extends MediaTask['operation']> = MediaTask & { readonly operation: Operation };

export type ToMediaProcess =
  | { readonly type: 'task'; readonly sizeBytes: number; readonly task: MediaTask }
  | { readonly type: 'bytes'; readonly readId: number; readonly bytes: Uint8Array }
  | { readonly type: 'unreadable'; readonly readId: number; readonly code: MediaError };

export type FromMediaProcess =
  /** `end` is exclusive. */
  | { readonly type: 'read'; readonly readId: number; readonly start: number; readonly end: number }
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly outcome: MediaOutcomes[MediaTask['operation']] }
  | { readonly type: 'refused'; readonly code: MediaError; readonly reason: string };

/** Piece in which the object is read. */
export const BLOCK_BYTES = 1024 * 1024;

/** Exit code of a process that ended itself because of {@link MAX_MEMORY_BYTES}. */
export const EXIT_OUT_OF_MEMORY = 77;

/** Resident memory above which the process ends itself; a 4K frame with its decoder takes about 300 MB. */
export const MAX_MEMORY_BYTES = 1.5 * 1024 * 1024 * 1024;
