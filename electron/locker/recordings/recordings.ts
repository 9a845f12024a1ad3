import { invariant } from '../../../core/assert.ts';
import type { JournalLineContent, Moment, RecordingId } from '../../../core/recording/index.ts';
import { ok, type Result } from '../../../core/result.ts';
import { codeOf } from '../failures.ts';
import { makeFolderDurably, syncFolder } from '../objects/durable-folder.ts';
import type { RecordingDestination, RecordingNote, RecoveryError, SealingError } from '../recording.ts';
import { guardedWrite, type WriteError } from './failures.ts';
import { listRecordings, placeOf, type RecordingPlace, recordingsFolderOf } from './layout.ts';
import { type RecordingLock, takeLock } from './lock.ts';
import { mendRecording } from './mend.ts';
import { removeFilesAndFolder } from './remove.ts';
import { createRecordingFiles, type RecordingWriter } from './writer.ts';

/** Whose a recording is: now ours, another living program's (or already ours), or nobody's because it is gone. */
export type Claim = 'claimed' | 'living' | 'gone';

/** The recordings of one program in one thread: everything returns when it is done. The worker serves it. */
export interface Recordings {
  /** Its folder and first line are durable when this returns; on a failure nothing is left of it. */
  begin(
    started: JournalLineContent<'started'>,
    at: Moment,
    destination: RecordingDestination,
  ): Result<void, WriteError>;
  append(recordingId: RecordingId, bytes: Uint8Array, at: Moment): Result<number, WriteError>;
  note(recordingId: RecordingId, note: RecordingNote): Result<void, WriteError>;
  /** Ends the writing; what follows is the locker's. An empty one is removed, a damaged one let go for recovery. */
  finish(
    recordingId: RecordingId,
    stopped: JournalLineContent<'stopped'>,
    at: Moment,
  ): Result<void, SealingError>;
  /** Takes a recording that its program left behind. */
  claim(recordingId: RecordingId): Result<Claim, WriteError>;
  /** Gives a claimed recording its end. */
  mend(recordingId: RecordingId): Result<void, RecoveryError>;
  /** Removes what is left of a recording that was sealed or has no bytes. */
  discard(recordingId: RecordingId): void;
  /** Lets go of a recording; its folder stays as it is, for the next recovery. */
  release(recordingId: RecordingId): void;
  /** Removes locks without a recording. */
  sweepLocks(): void;
  close(): void;
}

interface Held {
  readonly lock: RecordingLock;
  readonly place: RecordingPlace;
  readonly writer: RecordingWriter | undefined;
}

/** The recordings of a locker; `now` is asked when one is recovered. */
export function createRecordings(directory: string, now: () => Moment): Recordings {
  // Held here, a lock's connection lives on; let go by chance, it would be closed with the lock.
  const held = new Map<RecordingId, Held>();
  const get = (recordingId: RecordingId): Held => {
    const found = held.get(recordingId);
    invariant(found !== undefined, `recording ${recordingId} is not held`);
    return found;
  };
  const writerOf = (recordingId: RecordingId): RecordingWriter => {
    const { writer } = get(recordingId);
    invariant(writer !== undefined, `recording ${recordingId} is not being written`);
    return writer;
  };
  const release = (recordingId: RecordingId) => {
    const { lock, writer } = get(recordingId);
    held.delete(recordingId);
    writer?.close();
    lock.release();
  };
  const discard = (recordingId: RecordingId) => {
    const { place, writer } = get(recordingId);
    writer?.close();
    removeFolder(directory, place);
    release(recordingId);
  };
  return {
    begin(started, at, destination) {
      const { recordingId } = started;
      invariant(!held.has(recordingId), `recording ${recordingId} is begun once`);
      return guardedWrite<Result<void, WriteError>>(directory, () => {
        const begun = beginLocked(directory, { started, at, destination });
        held.set(recordingId, begun);
        return ok(undefined);
      });
    },
    append: (recordingId, bytes, at) => writerOf(recordingId).append(bytes, at),
    note: (recordingId, note) => writerOf(recordingId).note(note),
    finish(recordingId, stopped, at) {
      const finished = writerOf(recordingId).finish(stopped, at);
      if (!finished.ok && finished.error.code === 'RECORDING_EMPTY') discard(recordingId);
      if (!finished.ok && finished.error.code === 'RECORDING_DAMAGED') release(recordingId);
      return finished;
    },
    claim(recordingId) {
      if (held.has(recordingId)) return ok('living' as const);
      return guardedWrite<Result<Claim, WriteError>>(directory, () => {
        const place = placeOf(directory, recordingId);
        const lock = takeLock(place.lock);
        if (lock === undefined) return ok('living');
        if (!listRecordings(directory).recordingIds.includes(recordingId)) {
          lock.release();
          return ok('gone');
        }
        held.set(recordingId, { lock, place, writer: undefined });
        return ok('claimed');
      });
    },
    mend: (recordingId) => mendRecording(directory, get(recordingId).place, now),
    discard,
    release,
    sweepLocks() {
      guardedWrite(directory, () => {
        for (const recordingId of listRecordings(directory).idleLocks) {
          if (!held.has(recordingId)) takeLock(placeOf(directory, recordingId).lock)?.release();
        }
        return ok(undefined);
      });
    },
    close() {
      for (const recordingId of [...held.keys()]) release(recordingId);
    },
  };
}

function beginLocked(directory: string, beginning: Parameters<typeof createRecordingFiles>[2]): Held {
  makeFolderDurably(recordingsFolderOf(directory));
  // Its name, too, when a program that was killed made it.
  syncFolder(directory);
  const place = placeOf(directory, beginning.started.recordingId);
  const lock = takeLock(place.lock);
  invariant(lock !== undefined, 'the id of a new recording is new');
  try {
    return { lock, place, writer: createRecordingFiles(directory, place, beginning) };
  } catch (thrown) {
    removeFolder(directory, place);
    lock.release();
    throw thrown;
  }
}

/** What cannot be removed now is removed by a later recovery, which finds the item or no bytes. */
function removeFolder(directory: string, place: RecordingPlace): void {
  try {
    removeFilesAndFolder(place.folder);
    syncFolder(recordingsFolderOf(directory));
  } catch (thrown) {
    if (codeOf(thrown) === undefined) throw thrown;
  }
}
