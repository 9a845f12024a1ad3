import type { Database } from 'better-sqlite3';
import type { Sha256Hex } from '../../../core/hex.ts';
import type { RecordingId } from '../../../core/recording/index.ts';

/** Objects that belong to something: of items their content, of recordings their journal, of time stamps three each. */
const named = `
  SELECT sha256, size_bytes FROM view_item
  UNION SELECT journal_sha256, journal_size_bytes FROM view_recording
  UNION SELECT sha256, size_bytes FROM view_timestamp_object`;

/** Queries on objects, as text. */
export const objectQueries = {
  isNamed: `SELECT EXISTS (SELECT 1 FROM view_item WHERE sha256 = @sha256)
    OR EXISTS (SELECT 1 FROM view_timestamp_object WHERE sha256 = @sha256)
    OR EXISTS (SELECT 1 FROM view_recording WHERE journal_sha256 = @sha256)`,
  named: `SELECT sha256, size_bytes AS sizeBytes FROM (${named}) ORDER BY sha256`,
  namedBytes: `SELECT coalesce(sum(size_bytes), 0) FROM (${named})`,
  removed: `SELECT sha256 FROM view_removal
    UNION SELECT journal_sha256 FROM view_removal WHERE journal_sha256 IS NOT NULL`,
} as const;

export interface NamedObject {
  readonly sha256: Sha256Hex;
  readonly sizeBytes: number;
}

/** Reads which objects the ledger still needs, and which it does not any more. */
export function createObjectRows(database: Database) {
  const isNamed = database.prepare<[{ sha256: string }], number>(objectQueries.isNamed).pluck();
  const namedObjects = database.prepare<[], NamedObject>(objectQueries.named);
  const removed = database.prepare<[], string>(objectQueries.removed).pluck();
  const wasRecordingRemoved = database
    .prepare<[string], number>('SELECT 1 FROM view_removal WHERE recording_id = ?')
    .pluck();
  return {
    isNamed: (sha256: Sha256Hex) => isNamed.get({ sha256 }) === 1,
    named: (): readonly NamedObject[] => namedObjects.all(),
    /** Objects of removed items: other items may have them, too. */
    removed: (): readonly Sha256Hex[] => removed.all(),
    wasRecordingRemoved: (recordingId: RecordingId) => wasRecordingRemoved.get(recordingId) === 1,
  };
}

export type ObjectRows = ReturnType<typeof createObjectRows>;
