import type { Migration } from './index.ts';

/**
 * Projections of recordings, calls and transcripts. No older entry speaks of these, so that the new tables are right
 * when they are empty; no older table changes, so that a program that has the locker open goes on.
 */
export const recordingsAndCalls: Migration = {
  number: 2,
  statements: [
    `CREATE TABLE view_recording (
  recording_id TEXT PRIMARY KEY,
  item_id TEXT NOT NULL UNIQUE,
  journal_sha256 TEXT NOT NULL CHECK (length(journal_sha256) = 64),
  journal_size_bytes INTEGER NOT NULL CHECK (journal_size_bytes > 0)
) STRICT`,
    `CREATE TABLE view_call (
  item_id TEXT PRIMARY KEY,
  call TEXT NOT NULL
) STRICT`,
    `CREATE TABLE view_transcript (
  item_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  cue_count INTEGER NOT NULL CHECK (cue_count > 0),
  search_text TEXT NOT NULL
) STRICT`,
  ],
};
