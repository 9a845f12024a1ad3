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
  const held = createHeld(directory);
  return {
    begin(started, at, destination) {
      invariant(!held.has(started.recordingId), `recording ${started.recordingId} is begun once`);
      return guardedWrite<Result<void, WriteError>>(directory, () =>
        ok(held.add(beginLocked(directory, { started, at, destination }))),
      );
    },
    append: (recordingId, bytes, at) => held.writerOf(recordingId).append(bytes, at),
    note: (recordingId, note) => held.writerOf(recordingId).note(note),
    finish(recordingId, stopped, at) {
      const finished = held.writerOf(recordingId).finish(stopped, at);
      if (!finished.ok && finished.error.code === 'RECORDING_EMPTY') held.discard(recordingId);
      if (!finished.ok && finished.error.code === 'RECORDING_DAMAGED') held.release(recordingId);
      return finished;
    },
    claim(recordingId) {
      if (held.has(recordingId)) return ok('living' as const);
      return guardedWrite<Result<Claim, WriteError>>(directory, () => {
        const place = placeOf(directory, recordingId);
        const lock = takeLock(place.lock);
        if (lock === undefined) return ok('living');
        if (listRecordings(directory).recordingIds.includes(recordingId)) {
          held.add({ lock, place, writer: undefined });
          return ok('claimed');
        }
        lock.release();
        return ok('gone');
      });
    },
    mend: (recordingId) => mendRecording(directory, held.placeOf(recordingId), now),
    discard: held.discard,
    release: held.release,
    sweepLocks() {
      guardedWrite(directory, () => {
        for (const recordingId of listRecordings(directory).idleLocks) {
          if (!held.has(recordingId)) takeLock(placeOf(directory, recordingId).lock)?.release();
        }
        return ok(undefined);
      });
    },
    close: held.releaseAll,
  };
}

/** Recordings whose lock is ours. Held here, a lock's connection lives on: let go by chance, it would be closed. */
function createHeld(directory: string) {
  const held = new Map<RecordingId, Held>();
  const get = (recordingId: RecordingId): Held => {
    const found = held.get(recordingId);
    invariant(found !== undefined, `recording ${recordingId} is not held`);
    return found;
  };
  const release = (recordingId: RecordingId) => {
    const { lock, writer } = get(recordingId);
    held.delete(recordingId);
    writer?.close();
    lock.release();
  };
  return {
    has: (recordingId: RecordingId) => held.has(recordingId),
    add(one: Held): void {
      held.set(one.place.recordingId, one);
    },
    placeOf: (recordingId: RecordingId) => get(recordingId).place,
    writerOf(recordingId: RecordingId): RecordingWriter {
      const { writer } = get(recordingId);
      invariant(writer !== undefined, `recording ${recordingId} is not being written`);
      return writer;
    },
    release,
    discard(recordingId: RecordingId): void {
      const { place, writer } = get(recordingId);
      writer?.close();
      removeFolder(directory, place);
      release(recordingId);
    },
    releaseAll(): void {
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
