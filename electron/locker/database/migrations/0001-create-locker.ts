import type { Migration } from './index.ts';

/** The ledger, and the first projections of it. */
export const createLocker: Migration = {
  number: 1,
  statements: [
    `CREATE TABLE ledger_entry (
  seq INTEGER PRIMARY KEY CHECK (seq >= 0),
  bytes BLOB NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT`,
    `CREATE TRIGGER ledger_entry_appends BEFORE INSERT ON ledger_entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), -1) + 1 FROM ledger_entry)
BEGIN SELECT raise(ABORT, 'a ledger entry follows the last one'); END`,
    `CREATE TRIGGER ledger_entry_not_updated BEFORE UPDATE ON ledger_entry
BEGIN SELECT raise(ABORT, 'a ledger entry is never changed'); END`,
    `CREATE TRIGGER ledger_entry_not_deleted BEFORE DELETE ON ledger_entry
BEGIN SELECT raise(ABORT, 'a ledger entry is never deleted'); END`,
    `CREATE TABLE view_entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at_utc TEXT NOT NULL,
  order_id TEXT,
  item_id TEXT
) STRICT`,
    'CREATE INDEX view_entry_by_order ON view_entry (order_id, kind, seq) WHERE order_id IS NOT NULL',
    'CREATE INDEX view_entry_by_item ON view_entry (item_id, seq) WHERE item_id IS NOT NULL',
    `CREATE TABLE view_item (
  item_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  media_type TEXT NOT NULL,
  width_px INTEGER,
  height_px INTEGER,
  provenance TEXT NOT NULL,
  captured_at_utc TEXT NOT NULL,
  kind TEXT,
  order_id TEXT,
  note TEXT NOT NULL,
  search_text TEXT NOT NULL
) STRICT`,
    'CREATE INDEX view_item_by_order ON view_item (order_id, seq)',
    'CREATE INDEX view_item_by_object ON view_item (sha256, size_bytes)',
    `CREATE TABLE view_order (
  order_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  added_at_utc TEXT NOT NULL,
  is_archived INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
  platform TEXT NOT NULL,
  number TEXT NOT NULL,
  facts TEXT NOT NULL,
  search_text TEXT NOT NULL,
  item_count INTEGER NOT NULL CHECK (item_count >= 0),
  last_activity_utc TEXT NOT NULL
) STRICT`,
    'CREATE INDEX view_order_by_number ON view_order (number, platform)',
    `CREATE TABLE view_exhibit (
  seq INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (seq, item_id)
) STRICT, WITHOUT ROWID`,
    'CREATE INDEX view_exhibit_by_item ON view_exhibit (item_id, seq)',
    `CREATE TABLE view_verification (
  seq INTEGER PRIMARY KEY,
  at_utc TEXT NOT NULL,
  verdict TEXT NOT NULL,
  failed_checks INTEGER NOT NULL
) STRICT`,
  ],
};
