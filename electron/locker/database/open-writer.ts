import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { codeOf, LockerCorruptError } from '../failures.ts';
import { checkIdentity } from './identity.ts';
import { DATABASE_FILE } from './layout.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { openDatabaseFile } from './open-file.ts';
import { applyPragmas, assertSqliteVersion, BUSY_TIMEOUT_MS, writerPragmas } from './pragmas.ts';
import { createSchema, knownVersionOf, schemaLines, upgradeSchema } from './schema.ts';

/**
 * `user_version` without writing anything, or undefined when the file is no SQLite database. A locker from a newer
 * version must not even be recovered or checkpointed, which opening it for writing would do.
 */
export function peekUserVersion(directory: string, hasWal: boolean): number | undefined {
  const path = join(directory, DATABASE_FILE);
  // INVARIANT: the file is read past SQLite only while no -wal exists, i.e. while nobody has it open: closing any
  // descriptor of a file drops this process's POSIX locks on it (sqlite.org/howtocorrupt.html section 2.2).
  return hasWal ? peekThroughSqlite(path) : peekHeader(path);
}

function peekHeader(path: string): number | undefined {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, header, 0, 100, 0);
    if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return undefined;
    return header.readUInt32BE(60);
  } finally {
    closeSync(file);
  }
}

function peekThroughSqlite(path: string): number {
  const database = openDatabaseFile(path, {
    readonly: true,
    fileMustExist: true,
    timeout: BUSY_TIMEOUT_MS,
  });
  try {
    return Number(database.pragma('user_version', { simple: true }));
  } finally {
    database.close();
  }
}

/** Between two attempts to open a database that another process is just creating. */
const PAUSE_MS = 20;

/**
 * Opens the read-write connection: SQLite's version asserted, every pragma set and read back, pages checked, schema
 * compared with the golden copy, an older one brought to this version. `empty` when no locker was created in it yet. Throws what SQLite throws, and
 * `LockerCorruptError` for a foreign or doctored database.
 */
export function openWriter(directory: string): {
  readonly database: Database;
  readonly state: 'locker' | 'empty';
} {
  // Turning a new file to WAL is refused at once, without the wait that `busy_timeout` asks for, while another process
  // does the same: both hold the lock that the other one waits for (https://www.sqlite.org/c3ref/busy_handler.html).
  const giveUpAtMs = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return openOnce(directory);
    } catch (thrown) {
      const isBusy = codeOf(thrown)?.startsWith('SQLITE_BUSY') ?? false;
      if (!isBusy || performance.now() >= giveUpAtMs) throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

function openOnce(directory: string): ReturnType<typeof openWriter> {
  const database = openDatabaseFile(join(directory, DATABASE_FILE), { timeout: BUSY_TIMEOUT_MS });
  try {
    assertSqliteVersion(database);
    applyPragmas(database, writerPragmas);
    const state = checkIdentity(database);
    if (state === 'locker') upgrade(database);
    return { database, state };
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/**
 * DURABILITY: P09. Brings an older locker, just found sound, to this version: all steps and the new `user_version` in
 * one transaction, so that it is of one version or the other.
 */
function upgrade(database: Database): void {
  if (knownVersionOf(database) === SCHEMA_VERSION) return;
  const steps = database.transaction(() => {
    // Read again: another process may have been faster.
    upgradeSchema(database, knownVersionOf(database));
  });
  steps.immediate();
  if (checkIdentity(database) !== 'locker') throw new LockerCorruptError('the upgraded locker is empty');
}

/**
 * Creates schema, `user_version` and whatever `writeFirst` writes in one transaction, so that a locker either exists
 * with its first entry or not at all. Does nothing when another process was faster.
 */
export function createIn(database: Database, writeFirst: () => void): void {
  const create = database.transaction(() => {
    if (schemaLines(database).length > 0) return;
    createSchema(database);
    writeFirst();
  });
  create.immediate();
  if (checkIdentity(database) !== 'locker') throw new LockerCorruptError('the new locker is empty');
}
