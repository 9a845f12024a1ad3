import type {
  RecordingRequest,
  RecordingSources,
  recorderEndCauses,
  SoundLevels,
} from '../../core/contract/index.ts';
import type { NoticeCode, RecordedSource, RecordingId } from '../../core/recording/index.ts';
import type { Result } from '../../core/result.ts';

export type SourceError =
  | 'RECORDING_UNAVAILABLE'
  | 'RECORDING_REFUSED'
  | 'RECORDING_NO_DISPLAY'
  | 'RECORDING_NO_SOUND'
  | 'RECORDING_FAILED'
  | 'CAPTURE_CANCELLED';

/** What a running source says of itself. */
export interface SourceEvents {
  /** Encoded bytes, in order. The source goes on encoding while the promise is pending. */
  chunk(bytes: Uint8Array): Promise<Result<void, 'DISK_FULL' | 'DISK_FAILED' | 'RECORDING_NOT_RUNNING'>>;
  /** A few times a second. */
  report(report: {
    readonly levels: SoundLevels;
    readonly frames: { readonly deliveredCount: number; readonly droppedCount: number } | null;
    /** Of the newest frame: another size than before means that the display changed. */
    readonly widthPx: number;
    readonly heightPx: number;
  }): void;
  /** Something worth telling that only the source can see. */
  noticed(code: NoticeCode, detail: string): void;
  /** The source stopped for this cause; every chunk was delivered before, where there was a way to. */
  ended(cause: (typeof recorderEndCauses)[number], detail: string): void;
}

/** A source that is delivering. */
export interface RunningSource {
  /** What it records, as it really is. */
  readonly recorded: Omit<RecordedSource, 'trigger'>;
  pause(): void;
  resume(): void;
  /** Asks for the last bytes; `ended('stopped')` follows when they are delivered. */
  stop(): void;
}

/**
 * Where frames and sound come from: a hidden page in this program, or a program started for it (command line). The
 * source encodes; it writes nothing and keeps nothing.
 */
export interface RecordingSource {
  sources(): Promise<Result<RecordingSources, 'RECORDING_UNAVAILABLE'>>;
  start(
    recordingId: RecordingId,
    request: RecordingRequest,
    events: SourceEvents,
  ): Promise<Result<RunningSource, SourceError>>;
  /** Lets the meters run; `undefined` stops them. */
  listen(
    what: { readonly microphoneId: string | null; readonly isSystemSoundOn: boolean } | undefined,
    onLevels: (levels: SoundLevels) => void,
  ): Promise<Result<void, SourceError>>;
  close(): Promise<void>;
}
