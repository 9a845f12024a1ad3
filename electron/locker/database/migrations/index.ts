/**
 * The schema as numbered steps, up only: a sealed entry's bytes are never migrated, only the projections around them.
 * A step is applied in one transaction together with its number in `user_version`. P09.
 */
import { invariant } from '../../../../core/assert.ts';
import { createLocker } from './0001-create-locker.ts';
import { recordingsAndCalls } from './0002-recordings-and-calls.ts';
import { proofs } from './0003-proofs.ts';
import { caseRecords } from './0004-case-records.ts';

export interface Migration {
  /** From 1, without gaps; `user_version` after this step. */
  readonly number: number;
  readonly statements: readonly string[];
}

/** All steps, in order. */
export const migrations: readonly Migration[] = [createLocker, recordingsAndCalls, proofs, caseRecords];

migrations.forEach((migration, at) => {
  invariant(migration.number === at + 1, 'migrations are numbered from 1 without gaps');
});

/** `user_version` of a locker that this version writes; a larger one is refused and not touched. */
export const SCHEMA_VERSION = migrations.length;
