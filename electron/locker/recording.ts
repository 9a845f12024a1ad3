import type { EvidenceKind, Item } from '../../core/evidence/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import type { JournalLineContent, Moment, RecordingId } from '../../core/recording/index.ts';
import type { Result } from '../../core/result.ts';
import type { LockerError } from './locker.ts';

/** Where a recording goes once it is sealed; not part of its evidence, and changeable afterwards like for any item. */
export interface RecordingDestination {
  readonly orderId: OrderId | null;
  readonly assignedBy: 'active-order' | 'user';
  readonly kind?: EvidenceKind | undefined;
}

/** A line that says something happened, and when. */
export type RecordingNote = {
  [Kind in 'paused' | 'resumed' | 'marked' | 'noticed']: {
    readonly kind: Kind;
    readonly at: Moment;
    readonly is: JournalLineContent<Kind>;
  };
}['paused' | 'resumed' | 'marked' | 'noticed'];

export type RecordingError = LockerError | 'DISK_FULL' | 'DISK_FAILED';

/**
 * `RECORDING_EMPTY`: not a single byte was recorded. `RECORDING_DAMAGED`: the disk no longer has what was acknowledged;
 * the folder stays, and the next recovery seals what is there and states the damage.
 */
export type SealingError = RecordingError | 'RECORDING_EMPTY' | 'RECORDING_DAMAGED';

/** `RECORDING_UNREADABLE`: the journal is not one; the folder stays as it is, and the message says where. */
export type RecoveryError = SealingError | 'RECORDING_UNREADABLE';

/**
 * A recording in progress: `<locker>/recording/<id>/stream.webm` and `journal.jsonl`, written by a thread of its own so
 * that nothing else the locker does can hold it up. Calls run in the order made. What has resolved is durable (P11).
 */
export interface OpenRecording {
  readonly recordingId: RecordingId;
  /** Appends, flushes, then writes and flushes the chunk's line; resolves with the bytes of the file so far. */
  append(bytes: Uint8Array, at: Moment): Promise<Result<number, 'DISK_FULL' | 'DISK_FAILED'>>;
  note(note: RecordingNote): Promise<Result<void, 'DISK_FULL' | 'DISK_FAILED'>>;
  /**
   * Writes the end, compares the file on the disk with the journal's running hash, and makes it an item: the file is
   * moved, never copied, so that a full disk can still seal. Space for the last lines is kept back from the beginning.
   * After a failure it may be called again, but for the two codes named `RECORDING_…`.
   */
  seal(stopped: JournalLineContent<'stopped'>, at: Moment): Promise<Result<Item, SealingError>>;
}

/** What became of a recording whose program had died. */
export interface RecoveredRecording {
  readonly recordingId: RecordingId;
  readonly sealed: Result<Item, RecoveryError>;
}
