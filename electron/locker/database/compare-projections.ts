import type { Database } from 'better-sqlite3';
import type { LedgerEntry } from '../../../core/ledger/index.ts';
import { createProjector } from './projections.ts';
import { type ProjectionTable, projectionTables, scratchDatabase } from './schema.ts';

/** A row that is not what the ledger says: which table, which key, what is wrong with it. */
export interface ProjectionDifference {
  readonly table: ProjectionTable;
  readonly key: string;
  readonly difference: 'missing' | 'extra' | 'changed';
}

const keys: Readonly<Record<ProjectionTable, readonly string[]>> = {
  view_entry: ['seq'],
  view_item: ['item_id'],
  view_order: ['order_id'],
  view_exhibit: ['seq', 'item_id'],
  view_verification: ['seq'],
  view_recording: ['recording_id'],
  view_call: ['item_id'],
  view_transcript: ['item_id'],
  view_signing_key: ['seq'],
  view_checkpoint: ['seq'],
  view_timestamp: ['seq'],
  view_timestamp_object: ['seq', 'part'],
  view_clock_event: ['seq'],
  view_session: ['session_id'],
  view_removal: ['item_id'],
  view_backup: ['seq'],
  view_verification_extent: ['seq'],
  view_case_record: ['order_id', 'kind', 'record_id'],
};

/**
 * Derives every projection anew from the entries, in memory, and compares row by row (P04). Throws what SQLite throws
 * for unreadable tables, and `LockerCorruptError` or a constraint error when the entries contradict each other.
 */
export function compareProjections(
  database: Database,
  entries: Iterable<LedgerEntry>,
): readonly ProjectionDifference[] {
  const scratch = scratchDatabase();
  try {
    const project = createProjector(scratch);
    scratch.transaction(() => {
      for (const entry of entries) project(entry);
    })();
    return projectionTables.flatMap((table) =>
      compareTable(table, rowsOf(scratch, table), rowsOf(database, table)),
    );
  } finally {
    scratch.close();
  }
}

/** Each row as its key and its whole text; blobs do not occur in projections. */
function rowsOf(database: Database, table: ProjectionTable): Map<string, string> {
  const key = keys[table];
  const rows = database.prepare<[], Record<string, unknown>>(
    `SELECT * FROM ${table} ORDER BY ${key.join(', ')}`,
  );
  const found = new Map<string, string>();
  for (const row of rows.iterate())
    found.set(key.map((column) => String(row[column])).join('/'), JSON.stringify(row));
  return found;
}

function compareTable(
  table: ProjectionTable,
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): readonly ProjectionDifference[] {
  const missing = [...wanted.keys()].filter((key) => !found.has(key));
  const extra = [...found.keys()].filter((key) => !wanted.has(key));
  const changed = [...wanted]
    .filter(([key, row]) => found.has(key) && found.get(key) !== row)
    .map(([key]) => key);
  // A row whose key was overwritten is both missing and extra: one damage, told once under the key it should have.
  const rekeyed = Math.min(missing.length, extra.length);
  return [
    ...[...changed, ...missing.slice(0, rekeyed)].map((key) => ({
      table,
      key,
      difference: 'changed' as const,
    })),
    ...missing.slice(rekeyed).map((key) => ({ table, key, difference: 'missing' as const })),
    ...extra.slice(rekeyed).map((key) => ({ table, key, difference: 'extra' as const })),
  ];
}
