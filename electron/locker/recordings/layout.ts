import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordingId, recordingIdSchema } from '../../../core/recording/index.ts';
import { RECORDING_FOLDER } from '../database/layout.ts';
import { codeOf } from '../failures.ts';

/** Where the files of one recording in progress lie (docs/format.md section 8). */
export interface RecordingPlace {
  readonly recordingId: RecordingId;
  readonly folder: string;
  readonly stream: string;
  readonly journal: string;
  readonly destination: string;
  readonly reserve: string;
  /** Beside the folder: it is held from before the folder exists until after it is gone. */
  readonly lock: string;
}

const LOCK_SUFFIX = '.lock';

/** Folder of a locker's recordings in progress. */
export function recordingsFolderOf(directory: string): string {
  return join(directory, RECORDING_FOLDER);
}

/** Paths of one recording's files. */
export function placeOf(directory: string, recordingId: RecordingId): RecordingPlace {
  const folder = join(recordingsFolderOf(directory), recordingId);
  return {
    recordingId,
    folder,
    stream: join(folder, 'stream.webm'),
    journal: join(folder, 'journal.jsonl'),
    destination: join(folder, 'destination.json'),
    reserve: join(folder, 'reserve'),
    lock: `${folder}${LOCK_SUFFIX}`,
  };
}

/** Recordings that were begun and not yet sealed, and locks that nobody took away. */
export function listRecordings(directory: string): {
  readonly recordingIds: readonly RecordingId[];
  readonly idleLocks: readonly RecordingId[];
} {
  const names = namesIn(recordingsFolderOf(directory));
  const recordingIds = names.filter(isRecordingId);
  const idleLocks = names
    .filter((name) => name.endsWith(LOCK_SUFFIX))
    .map((name) => name.slice(0, -LOCK_SUFFIX.length))
    .filter((id) => isRecordingId(id) && !recordingIds.includes(id));
  return { recordingIds, idleLocks };
}

function isRecordingId(name: string): boolean {
  return recordingIdSchema.safeParse(name).success;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return [];
    throw thrown;
  }
}
