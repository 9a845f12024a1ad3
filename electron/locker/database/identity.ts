import type { Database } from 'better-sqlite3';
import { LockerCorruptError } from '../failures.ts';
import { APPLICATION_ID } from './pragmas.ts';
import { knownVersionOf, schemaDifferences, schemaLines } from './schema.ts';

/** Databases up to this size are checked page by page at every open; larger ones only by verification. */
const QUICK_CHECK_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Whether a database is a sound locker of this version or an older one, or `empty` when no locker was created in it yet. Throws
 * `LockerCorruptError` for a foreign or doctored one, and what SQLite throws.
 */
export function checkIdentity(database: Database): 'locker' | 'empty' {
  // In one state: another process may be creating or upgrading the locker.
  return database.transaction(() => identityOf(database)).deferred();
}

function identityOf(database: Database): 'locker' | 'empty' {
  const applicationId = database.pragma('application_id', { simple: true });
  const userVersion = database.pragma('user_version', { simple: true });
  if (applicationId === 0 && userVersion === 0 && schemaLines(database).length === 0) return 'empty';
  const version = knownVersionOf(database);
  if (applicationId !== APPLICATION_ID || userVersion !== version) {
    throw new LockerCorruptError(
      `application_id ${String(applicationId)}, user_version ${String(userVersion)}`,
    );
  }
  const differences = schemaDifferences(database, version);
  if (differences.length > 0) throw new LockerCorruptError(`schema differs: ${differences.join(' ')}`);
  assertPagesSound(database);
  return 'locker';
}

function assertPagesSound(database: Database): void {
  const pageCount = Number(database.pragma('page_count', { simple: true }));
  const pageSize = Number(database.pragma('page_size', { simple: true }));
  if (pageCount * pageSize > QUICK_CHECK_LIMIT_BYTES) return;
  const answer = String(database.pragma('quick_check(1)', { simple: true }));
  if (answer !== 'ok') throw new LockerCorruptError(`quick_check: ${answer}`);
}
