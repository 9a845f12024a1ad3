import type { Migration } from './index.ts';

/**
 * Projections of keys, checkpoints, time stamps, clocks, sessions, removals and backups. No older entry speaks of
 * these, and no older table changes: see the second step.
 */
export const proofs: Migration = {
  number: 3,
  statements: [
    `CREATE TABLE view_signing_key (
  seq INTEGER PRIMARY KEY,
  at_utc TEXT NOT NULL,
  public_key TEXT NOT NULL CHECK (length(public_key) = 64),
  replaces TEXT,
  is_endorsed INTEGER NOT NULL CHECK (is_endorsed IN (0, 1))
) STRICT`,
    `CREATE TABLE view_checkpoint (
  seq INTEGER PRIMARY KEY,
  at_utc TEXT NOT NULL,
  size INTEGER NOT NULL UNIQUE CHECK (size > 0),
  checkpoint TEXT NOT NULL,
  is_stamped INTEGER NOT NULL CHECK (is_stamped IN (0, 1))
) STRICT`,
    'CREATE INDEX view_checkpoint_stamped ON view_checkpoint (size) WHERE is_stamped = 1',
    `CREATE TABLE view_timestamp (
  seq INTEGER PRIMARY KEY,
  at_utc TEXT NOT NULL,
  checkpoint_seq INTEGER NOT NULL,
  size INTEGER NOT NULL,
  gen_time_utc TEXT NOT NULL
) STRICT`,
    'CREATE INDEX view_timestamp_by_checkpoint ON view_timestamp (checkpoint_seq, seq)',
    'CREATE INDEX view_timestamp_by_time ON view_timestamp (gen_time_utc, size)',
    `CREATE TABLE view_timestamp_object (
  seq INTEGER NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('request', 'response', 'chain')),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
  PRIMARY KEY (seq, part)
) STRICT, WITHOUT ROWID`,
    'CREATE INDEX view_timestamp_object_by_object ON view_timestamp_object (sha256, size_bytes)',
    `CREATE TABLE view_clock_event (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('stepped', 'compared')),
  boot_id TEXT NOT NULL,
  offset_ms INTEGER
) STRICT`,
    'CREATE INDEX view_clock_event_by_boot ON view_clock_event (boot_id, kind, seq)',
    `CREATE TABLE view_session (
  session_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  began_at_utc TEXT NOT NULL,
  ended_at_utc TEXT
) STRICT`,
    'CREATE INDEX view_session_open ON view_session (seq) WHERE ended_at_utc IS NULL',
    `CREATE TABLE view_removal (
  item_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  recording_id TEXT UNIQUE,
  journal_sha256 TEXT
) STRICT`,
    `CREATE TABLE view_backup (
  seq INTEGER PRIMARY KEY,
  at_utc TEXT NOT NULL,
  target TEXT NOT NULL,
  tree_size INTEGER NOT NULL
) STRICT`,
    `CREATE TABLE view_verification_extent (
  seq INTEGER PRIMARY KEY,
  extent TEXT NOT NULL
) STRICT`,
  ],
};
