import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { openDatabaseFile } from '../database/open-file.ts';
import { codeOf } from '../failures.ts';
import { removeFile } from './remove.ts';

/** A recording that is this program's alone until `release`, or until the program ends in whatever way. */
export interface RecordingLock {
  release(): void;
}

/** Somebody who only looks whether a recording lives holds its lock for a moment. */
const PATIENCE_MS = 500;
const ATTEMPTS = 5;

/**
 * Takes the lock of a recording, or undefined while another holds it. The lock is SQLite's own on an empty database
 * file: the system drops it when its holder dies, on every platform, so that nobody has to guess from process numbers.
 * Throws what the disk throws.
 */
export function takeLock(path: string): RecordingLock | undefined {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const database = tryLock(path);
    if (database === undefined) return undefined;
    // Somebody who found the lock idle may have taken its file away between opening and locking it.
    if (existsSync(path)) return { release: () => releaseLock(database, path) };
    database.close();
  }
  return undefined;
}

/** Whether a recording's program lives; changes nothing. Throws what the disk throws. */
export function isLockHeld(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = openDatabaseFile(path, { readonly: true, fileMustExist: true, timeout: 0 });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (thrown) {
    if (codeOf(thrown) === 'SQLITE_BUSY') return true;
    throw thrown;
  } finally {
    database.close();
  }
}

function tryLock(path: string): Database | undefined {
  const database = openDatabaseFile(path, { timeout: PATIENCE_MS });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (thrown) {
    database.close();
    if (codeOf(thrown) === 'SQLITE_BUSY') return undefined;
    throw thrown;
  }
}

/** INVARIANT: the folder is gone, or is to be recovered by whoever takes the lock next. */
function releaseLock(database: Database, path: string): void {
  database.close();
  try {
    removeFile(path);
  } catch (thrown) {
    // Windows keeps a file that somebody looks at; an idle lock is swept at a later recovery.
    if (codeOf(thrown) === undefined) throw thrown;
  }
}
