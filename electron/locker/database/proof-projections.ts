import type { Database } from 'better-sqlite3';
import { parseSignedCheckpoint } from '../../../core/checkpoints/index.ts';
import { type EntryKind, type LedgerEntry, parseTreeHead } from '../../../core/ledger/index.ts';
import { LockerCorruptError } from '../failures.ts';

type Entry<Kind extends EntryKind> = Extract<LedgerEntry, { readonly kind: Kind }>;

/** Kinds that speak of proofs, clocks, sessions, removals and backups, and of the extent of a verification. */
type ProofEntry = Entry<
  | 'locker-verified'
  | 'item-removed'
  | 'signing-key-set'
  | 'checkpoint-made'
  | 'timestamp-received'
  | 'clock-stepped'
  | 'clock-compared'
  | 'session-began'
  | 'session-ended'
  | 'backup-made'
>;

/** The part of the derivation that the third step of the schema is for; see `createProjector`. */
export function createProofProjector(database: Database): (entry: ProofEntry) => void {
  const tables = prepareTables(database);
  return (entry) => {
    switch (entry.kind) {
      case 'locker-verified':
        if (entry.payload.extent !== undefined) tables.addExtent.run(entry.seq, entry.payload.extent);
        return;
      case 'item-removed':
        return removeItem(tables, entry);
      case 'signing-key-set':
        return setKey(tables, entry);
      case 'checkpoint-made':
        tables.addCheckpoint.run(entry.seq, entry.at, sizeOfCheckpoint(entry), entry.payload.checkpoint);
        return;
      case 'timestamp-received':
        return addTimestamp(tables, entry);
      case 'clock-stepped':
        tables.addClockEvent.run(entry.seq, 'stepped', entry.payload.after.bootId, null);
        return;
      case 'clock-compared':
        tables.addClockEvent.run(entry.seq, 'compared', entry.payload.clock.bootId, entry.payload.offsetMs);
        return;
      case 'session-began':
        tables.beginSession.run(entry.payload.sessionId, entry.seq, entry.at);
        return;
      case 'session-ended':
        tables.endSession.run(entry.at, entry.payload.sessionId);
        return;
      case 'backup-made':
        tables.addBackup.run(entry.seq, entry.at, entry.payload.target, sizeOfBackup(entry));
    }
  };
}

type Tables = ReturnType<typeof prepareTables>;

function prepareTables(database: Database) {
  const forgetItem = ['view_item', 'view_recording', 'view_call', 'view_transcript'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE item_id = ?`),
  );
  return {
    addExtent: database.prepare('INSERT INTO view_verification_extent VALUES (?, ?)'),
    addKey: database.prepare('INSERT INTO view_signing_key VALUES (?, ?, ?, ?, ?)'),
    addCheckpoint: database.prepare('INSERT INTO view_checkpoint VALUES (?, ?, ?, ?, 0)'),
    stampCheckpoint: database
      .prepare<[number], number>('UPDATE view_checkpoint SET is_stamped = 1 WHERE seq = ? RETURNING size')
      .pluck(),
    addTimestamp: database.prepare('INSERT INTO view_timestamp VALUES (?, ?, ?, ?, ?)'),
    addTimestampObject: database.prepare('INSERT INTO view_timestamp_object VALUES (?, ?, ?, ?)'),
    addClockEvent: database.prepare('INSERT INTO view_clock_event VALUES (?, ?, ?, ?)'),
    beginSession: database.prepare('INSERT INTO view_session VALUES (?, ?, ?, NULL)'),
    endSession: database.prepare('UPDATE view_session SET ended_at_utc = ? WHERE session_id = ?'),
    addBackup: database.prepare('INSERT INTO view_backup VALUES (?, ?, ?, ?)'),
    addRemoval: database.prepare(
      `INSERT INTO view_removal SELECT ?, ?, ?, ?, max(recording_id), max(journal_sha256)
       FROM view_recording WHERE item_id = ?`,
    ),
    forgetItem: (itemId: string) => {
      for (const statement of forgetItem) statement.run(itemId);
    },
  };
}

function removeItem(tables: Tables, { seq, payload }: Entry<'item-removed'>): void {
  const { itemId, sha256, sizeBytes } = payload;
  tables.addRemoval.run(itemId, seq, sha256, sizeBytes, itemId);
  tables.forgetItem(itemId);
}

function setKey(tables: Tables, { seq, at, payload }: Entry<'signing-key-set'>): void {
  const { publicKey, replaces, endorsement } = payload;
  tables.addKey.run(seq, at, publicKey, replaces, Number(replaces === null || endorsement !== null));
}

function addTimestamp(tables: Tables, { seq, at, payload }: Entry<'timestamp-received'>): void {
  const { checkpointSeq } = payload;
  const size = tables.stampCheckpoint.get(checkpointSeq);
  if (size === undefined)
    throw new LockerCorruptError(`entry ${seq} stamps ${checkpointSeq}, which is no checkpoint`);
  tables.addTimestamp.run(seq, at, checkpointSeq, size, payload.token.genTimeUtc);
  for (const part of ['request', 'response', 'chain'] as const)
    tables.addTimestampObject.run(seq, part, payload[part].sha256, payload[part].sizeBytes);
}

function sizeOfCheckpoint({ seq, payload }: Entry<'checkpoint-made'>): number {
  const parsed = parseSignedCheckpoint(payload.checkpoint);
  if (!parsed.ok) throw new LockerCorruptError(`entry ${seq} holds no checkpoint`);
  return parsed.value.head.size;
}

function sizeOfBackup({ seq, payload }: Entry<'backup-made'>): number {
  const parsed = parseTreeHead(payload.treeHead);
  if (!parsed.ok) throw new LockerCorruptError(`entry ${seq} holds no tree head`);
  return parsed.value.size;
}
