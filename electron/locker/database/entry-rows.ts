import type { Database } from 'better-sqlite3';
import { decodeEntry, type EntryKind, type EntryPayload } from '../../../core/ledger/index.ts';
import { LockerCorruptError } from '../failures.ts';

/** Reads entries of the ledger by their place. */
export function createEntryRows(database: Database) {
  const bySeq = database.prepare<[number], Buffer>('SELECT bytes FROM ledger_entry WHERE seq = ?').pluck();
  return {
    /** What the entry at `seq` says, which a projection knows to be of this kind. */
    payload<Kind extends EntryKind>(seq: number, kind: Kind): EntryPayload<Kind> {
      const bytes = bySeq.get(seq);
      if (bytes === undefined) throw new LockerCorruptError(`the ledger has no entry ${seq}`);
      const decoded = decodeEntry(bytes);
      if (!decoded.ok) throw new LockerCorruptError(decoded.error.message);
      if (decoded.value.kind !== kind) throw new LockerCorruptError(`entry ${seq} is not of kind ${kind}`);
      return decoded.value.payload as EntryPayload<Kind>;
    },
  };
}

export type EntryRows = ReturnType<typeof createEntryRows>;
