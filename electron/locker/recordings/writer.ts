import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, fsyncSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { invariant } from '../../../core/assert.ts';
import type { JournalLineContent, Moment } from '../../../core/recording/index.ts';
import { type Failure, ok, type Result } from '../../../core/result.ts';
import { syncFolder } from '../objects/durable-folder.ts';
import type { RecordingDestination, RecordingNote, SealingError } from '../recording.ts';
import { compareFile, sha256Of } from './chunk-check.ts';
import { encodeDestination } from './destination.ts';
import { damagedRecording, emptyRecording, guardedWrite, type WriteError } from './failures.ts';
import { JOURNAL_START, type JournalDraft, type JournalFile, openJournalFile } from './journal-file.ts';
import { type RecordingPlace, recordingsFolderOf } from './layout.ts';
import { createReserve, type Reserve } from './reserve.ts';
import { writeAllAt, writeFileDurably } from './write-all.ts';

/** The files of one recording in progress. Everything returns when it is done; what has returned is durable (P11). */
export interface RecordingWriter {
  append(bytes: Uint8Array, at: Moment): Result<number, WriteError>;
  note(note: RecordingNote): Result<void, WriteError>;
  /** Writes the end and compares file and journal; may be called again after a failure. */
  finish(stopped: JournalLineContent<'stopped'>, at: Moment): Result<void, SealingError>;
  /** Lets go of the files as they are. */
  close(): void;
}

/** What a recording begins with. */
export interface Beginning {
  readonly started: JournalLineContent<'started'>;
  readonly at: Moment;
  readonly destination: RecordingDestination;
}

interface Files {
  readonly place: RecordingPlace;
  readonly directory: string;
  readonly stream: number;
  readonly journal: JournalFile;
  readonly reserve: Reserve;
}

/**
 * DURABILITY: P11. Makes the folder of a recording: space for the end, destination, empty file, first line, each
 * flushed, then their names. Throws what the disk throws.
 */
export function createRecordingFiles(
  directory: string,
  place: RecordingPlace,
  beginning: Beginning,
): RecordingWriter {
  mkdirSync(place.folder, { mode: 0o700 });
  const reserve = createReserve(place.reserve);
  writeFileDurably(place.destination, encodeDestination(beginning.destination));
  const stream = openSync(place.stream, 'wx', 0o600);
  try {
    fsyncSync(stream);
    const journal = openJournalFile(place.journal, 'wx', JOURNAL_START);
    try {
      journal.append([{ kind: 'started', at: beginning.at, is: beginning.started }]);
      syncFolder(place.folder);
      syncFolder(recordingsFolderOf(directory));
      return createWriter({ place, directory, stream, journal, reserve });
    } catch (thrown) {
      journal.close();
      throw thrown;
    }
  } catch (thrown) {
    closeSync(stream);
    throw thrown;
  }
}

function createWriter(files: Files): RecordingWriter {
  const { directory, journal, reserve } = files;
  const chunks = createChunkWriter(files);
  const end = createEnd(files, chunks);
  let refusal: Failure<WriteError> | undefined;
  return {
    append(bytes, at) {
      invariant(end.state() === 'open', 'nothing is appended behind the end');
      // INVARIANT: nothing follows a chunk that was refused: the file would have a hole.
      if (refusal !== undefined) return { ok: false, error: refusal };
      if (bytes.length === 0) return ok(chunks.sizeBytes());
      const written = withReserve(directory, chunks.cutBack, reserve, bytes.length, () => {
        reserve.growFor(journal.sizeBytes);
        chunks.append(bytes, at);
      });
      if (!written.ok) refusal = written.error;
      return written.ok ? ok(chunks.sizeBytes()) : written;
    },
    note(note) {
      invariant(end.state() === 'open', 'nothing is noted behind the end');
      return withReserve(directory, journal.cutBack, reserve, NOTE_BYTES, () =>
        journal.append([note as JournalDraft]),
      );
    },
    finish: end.finish,
    close: end.close,
  };
}

/** The last lines of a recording, and letting go of its files. */
function createEnd(files: Files, chunks: ReturnType<typeof createChunkWriter>) {
  const { place, directory, journal, reserve } = files;
  let state: 'open' | 'stopped' | 'closed' = 'open';
  const close = () => {
    if (state === 'closed') return;
    state = 'closed';
    // What had to be durable was flushed, and said so, before: a failure to close changes nothing.
    guardedWrite(directory, () => ok(journal.close()));
    guardedWrite(directory, () => ok(closeSync(files.stream)));
  };
  return {
    state: () => state,
    close,
    finish(stopped: JournalLineContent<'stopped'>, at: Moment): Result<void, SealingError> {
      const ended = guardedWrite<Result<void, SealingError>>(directory, () => {
        if (state === 'closed') return ok(undefined);
        if (state === 'open') {
          chunks.cutBack();
          reserve.release();
          if (chunks.sizeBytes() === 0) return emptyRecording();
          journal.append([{ kind: 'stopped', at, is: stopped }]);
          state = 'stopped';
        }
        fsyncSync(files.stream);
        const found = compareFile(place.stream, []);
        return found.sha256 === chunks.sha256() ? ok(undefined) : damagedRecording(place.folder);
      });
      const mayTryAgain = !ended.ok && !ended.error.code.startsWith('RECORDING_');
      if (!mayTryAgain) close();
      return ended;
    },
  };
}

const NOTE_BYTES = 4096;

/** Runs a write; on a full disk once more with space from the reserve. What failed is cut off again. */
function withReserve(
  directory: string,
  cutBack: () => void,
  reserve: Reserve,
  neededBytes: number,
  write: () => void,
): Result<void, WriteError> {
  const attempt = () =>
    guardedWrite<Result<void, WriteError>>(directory, () => {
      write();
      return ok(undefined);
    });
  const undo = () => guardedWrite<Result<void, WriteError>>(directory, () => ok(cutBack()));
  const first = attempt();
  if (first.ok) return first;
  const undone = undo();
  if (first.error.code !== 'DISK_FULL' || !undone.ok) return first;
  const given = guardedWrite(directory, () => ok(reserve.give(neededBytes)));
  if (!given.ok || !given.value) return first;
  const second = attempt();
  // Whether this worked is seen again when the recording is sealed, or recovered: both begin by cutting back.
  if (!second.ok) undo();
  return second;
}

/**
 * DURABILITY: P11. A chunk: all its bytes, flushed, then its line, flushed; only then the running hash and the length
 * go on, so that a failure leaves both where they were.
 */
function createChunkWriter({ stream, journal }: Files) {
  let running = createHash('sha256');
  let sizeBytes = 0;
  let index = 0;
  return {
    sizeBytes: () => sizeBytes,
    sha256: () => running.copy().digest('hex'),
    append(bytes: Uint8Array, at: Moment): void {
      writeAllAt(stream, bytes, sizeBytes);
      fdatasyncSync(stream);
      const next = running.copy().update(bytes);
      const is = {
        index,
        offset: sizeBytes,
        sizeBytes: bytes.length,
        sha256: sha256Of(bytes),
        streamSha256: next.copy().digest('hex'),
      };
      journal.append([{ kind: 'chunk', at, is }]);
      running = next;
      sizeBytes += bytes.length;
      index += 1;
    },
    /** The journal first: a line without its bytes would be a loss that was none. */
    cutBack(): void {
      journal.cutBack();
      ftruncateSync(stream, sizeBytes);
    },
  };
}
