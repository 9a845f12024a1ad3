import type { Database } from 'better-sqlite3';
import type { HeldCheckpoint, HeldTimestamp, SigningKey } from '../proofs.ts';
import type { EntryRows } from './entry-rows.ts';

interface CheckpointRow {
  readonly seq: number;
  readonly at_utc: string;
  readonly size: number;
  readonly checkpoint: string;
}

interface TimestampRow {
  readonly seq: number;
  readonly at_utc: string;
}

interface KeyRow {
  readonly seq: number;
  readonly at_utc: string;
  readonly public_key: string;
  readonly replaces: string | null;
  readonly is_endorsed: number;
  readonly earlier_count: number;
}

const columns = 'seq, at_utc, size, checkpoint';

/** The hot queries on checkpoints, as text: a test asserts that each uses its index. */
export const checkpointQueries = {
  newestKey: `SELECT *, (SELECT count(*) - 1 FROM view_signing_key) AS earlier_count
    FROM view_signing_key ORDER BY seq DESC LIMIT 1`,
  bySize: `SELECT ${columns} FROM view_checkpoint WHERE size = ?`,
  bySeq: `SELECT ${columns} FROM view_checkpoint WHERE seq = ?`,
  newest: `SELECT ${columns} FROM view_checkpoint ORDER BY size DESC LIMIT 1`,
  firstCovering: `SELECT ${columns} FROM view_checkpoint WHERE size > ? ORDER BY size LIMIT 1`,
  listNewest: `SELECT ${columns} FROM view_checkpoint ORDER BY seq DESC LIMIT ? OFFSET ?`,
  countCheckpoints: 'SELECT count(*) FROM view_checkpoint',
  stampedSize: 'SELECT max(size) FROM view_checkpoint WHERE is_stamped = 1',
  timestampsOf: 'SELECT seq, at_utc FROM view_timestamp WHERE checkpoint_seq = ? ORDER BY seq',
  newestTimestamp: 'SELECT seq, at_utc FROM view_timestamp ORDER BY gen_time_utc DESC LIMIT 1',
  lastTimestampBefore: 'SELECT seq, at_utc FROM view_timestamp WHERE seq < ? ORDER BY seq DESC LIMIT 1',
  // Walks the stamps in the order of their times: as many as were made before the entry was.
  earliestCovering: `SELECT ${columns} FROM view_checkpoint WHERE size = (
    SELECT size FROM view_timestamp WHERE size > ? ORDER BY gen_time_utc, size LIMIT 1)`,
  stampTimes: 'SELECT size, min(gen_time_utc) AS time FROM view_timestamp GROUP BY checkpoint_seq',
} as const;

/** Reads keys, checkpoints and time stamps. */
export function createCheckpointRows(database: Database, entries: EntryRows) {
  const prepare = <Input extends unknown[], Row>(sql: string) => database.prepare<Input, Row>(sql);
  const one = (sql: string) => prepare<number[], CheckpointRow>(sql);
  const newestKey = prepare<[], KeyRow>(checkpointQueries.newestKey);
  const timestampsOf = prepare<[number], TimestampRow>(checkpointQueries.timestampsOf);
  const newestTimestamp = prepare<[], TimestampRow>(checkpointQueries.newestTimestamp);
  const lastTimestampBefore = prepare<[number], TimestampRow>(checkpointQueries.lastTimestampBefore);
  const queries = {
    bySize: one(checkpointQueries.bySize),
    bySeq: one(checkpointQueries.bySeq),
    newest: one(checkpointQueries.newest),
    firstCovering: one(checkpointQueries.firstCovering),
    earliestCovering: one(checkpointQueries.earliestCovering),
    listNewest: one(checkpointQueries.listNewest),
  };
  const count = prepare<[], number>(checkpointQueries.countCheckpoints).pluck();
  const stampedSize = prepare<[], number | null>(checkpointQueries.stampedSize).pluck();
  const stampTimes = prepare<[], { size: number; time: string }>(checkpointQueries.stampTimes);
  const heldTimestamp = (row: TimestampRow) => timestampOf(row, entries);
  const held = (row: CheckpointRow | undefined): HeldCheckpoint | null =>
    row === undefined ? null : checkpointOf(row, timestampsOf.all(row.seq).map(heldTimestamp));
  const heldOrNull = (row: TimestampRow | undefined) => (row === undefined ? null : heldTimestamp(row));
  return {
    newestKey(): SigningKey | null {
      const row = newestKey.get();
      return row === undefined ? null : keyOf(row);
    },
    ofSize: (size: number) => held(queries.bySize.get(size)),
    at: (seq: number) => held(queries.bySeq.get(seq)),
    newest: () => held(queries.newest.get()),
    /** The smallest checkpoint that covers entry `seq`. */
    firstCovering: (seq: number) => held(queries.firstCovering.get(seq)),
    /** The checkpoint that covers entry `seq` with the earliest trusted time. */
    earliestCovering: (seq: number) => held(queries.earliestCovering.get(seq)),
    list: (offset: number, limit: number) =>
      queries.listNewest.all(limit, offset).flatMap((row) => held(row) ?? []),
    count: () => count.get() ?? 0,
    /** Entries below this are covered by a stamped checkpoint. */
    stampedSize: () => stampedSize.get() ?? 0,
    /** Of each stamped checkpoint its size and its earliest trusted time. */
    stampTimes: () => stampTimes.all(),
    newestTimestamp: () => heldOrNull(newestTimestamp.get()),
    lastTimestampBefore: (seq: number) => heldOrNull(lastTimestampBefore.get(seq)),
  };
}

export type CheckpointRows = ReturnType<typeof createCheckpointRows>;

function keyOf(row: KeyRow): SigningKey {
  return {
    seq: row.seq,
    atUtc: row.at_utc,
    publicKey: row.public_key,
    replaces: row.replaces,
    isEndorsed: row.is_endorsed === 1,
    earlierCount: row.earlier_count,
  };
}

function checkpointOf(row: CheckpointRow, timestamps: readonly HeldTimestamp[]): HeldCheckpoint {
  const { seq, at_utc: atUtc, checkpoint, size } = row;
  return { seq, atUtc, checkpoint, size, timestamps };
}

function timestampOf({ seq, at_utc: receivedAtUtc }: TimestampRow, entries: EntryRows): HeldTimestamp {
  const { checkpointSeq: _, ...facts } = entries.payload(seq, 'timestamp-received');
  return { seq, receivedAtUtc, ...facts };
}
