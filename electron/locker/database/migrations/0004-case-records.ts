import type { Migration } from './index.ts';

/**
 * Projection of what users state about their cases. No older entry speaks of these, and no older table changes: see the
 * second step.
 */
export const caseRecords: Migration = {
  number: 4,
  statements: [
    `CREATE TABLE view_case_record (
  order_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  record_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at_utc TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (order_id, kind, record_id)
) STRICT, WITHOUT ROWID`,
  ],
};
