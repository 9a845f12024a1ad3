import type { RecordingRequest, RecordingSources, RecordingState } from '../../core/contract/index.ts';
import type {
  CaptureTrigger,
  Environment,
  EvidenceKind,
  Item,
  Rectangle,
} from '../../core/evidence/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import type { Ending, Mark, PauseReason } from '../../core/recording/index.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Locker, RecordingError, SealingError } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';
import type { RecordingSource, SourceError } from './source.ts';
import type { RecordingWatch } from './watch.ts';

export type StartError = SourceError | RecordingError | 'RECORDING_IN_PROGRESS';
export type ControlError = SealingError | 'RECORDING_NOT_RUNNING' | 'RECORDING_MARKS_FULL';

/** What became of a recording. */
export interface RecordingEnd {
  readonly ending: Ending;
  readonly sealed: Result<Item, SealingError>;
  /** What the source said, where it ended by itself. */
  readonly detail: string;
}

/** Who asked for a recording and where it goes. */
export interface RecordingOrigin {
  readonly trigger: CaptureTrigger;
  readonly orderId: OrderId | null;
  readonly assignedBy: 'active-order' | 'user';
  readonly kind?: EvidenceKind | undefined;
}

/** One recording at a time, from the first frame to the sealed item. */
export interface Recorder {
  sources(): Promise<Result<RecordingSources, 'RECORDING_UNAVAILABLE'>>;
  state(): RecordingState;
  /** Resolves when frames are coming and the first journal line is durable. */
  start(request: RecordingRequest, origin: RecordingOrigin): Promise<Result<RecordingState, StartError>>;
  /** The line that says so is durable when it resolves; pausing twice is once. */
  pause(reason?: PauseReason): Promise<Result<RecordingState, ControlError>>;
  resume(): Promise<Result<RecordingState, ControlError>>;
  /** An empty label is numbered. Durable when it resolves. */
  mark(label: string): Promise<Result<Mark, ControlError>>;
  /** Resolves when what was recorded is sealed. Asked twice, both get the same answer. */
  stop(ending?: Ending & ('user' | 'duration-reached')): Promise<Result<Item, ControlError>>;
  /** Runs the meters while nothing is recorded; undefined stops them. */
  listen(
    what: { readonly microphoneId: string | null; readonly isSystemSoundOn: boolean } | undefined,
  ): Promise<Result<void, SourceError | 'RECORDING_IN_PROGRESS'>>;
  /** Seals what is being recorded and lets the source go. */
  close(): Promise<void>;
}

/** Keeps our own windows out of the picture (design section 4). */
export interface RecordingSurroundings {
  /** Before frames come, and again before they come after a pause: our windows have left the screen when it resolves. */
  clear(request: RecordingRequest): Promise<void>;
  /** Frames come, and show this area. */
  begin(recorded: Rectangle): void;
  /** The picture stands still for a while: our windows may be seen. */
  release(): void;
  /** No more frames will come. */
  end(): void;
  /** A window of ours is about to be seen while frames are coming. */
  onOwnWindowShown(listener: () => void): () => void;
}

export interface RecorderDeps {
  /** Where recordings are kept, or why nothing can be. */
  readonly locker: Result<
    Pick<Locker, 'beginRecording'>,
    RecordingError | 'LOCKER_NOT_FOUND' | 'LOCKER_NOT_A_FOLDER'
  >;
  readonly source: RecordingSource;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly surroundings: RecordingSurroundings;
  readonly watch: RecordingWatch;
  /** Free space on the locker's disk; null where the system does not say. */
  readonly freeBytes: () => Promise<number | null>;
  /** Called a few times a second while something changes. */
  readonly onChanged: (state: RecordingState) => void;
  /** Called once for every recording that was begun. */
  readonly onEnded: (end: RecordingEnd) => void;
}

/** A failure of any of the recorder's calls. */
export type RecorderFailure = Failure<StartError | ControlError>;
