import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { DATABASE_FILE, inspectFolder, walPath } from './layout.ts';
import { openDatabaseFile } from './open-file.ts';
import { applyPragmas, assertSqliteVersion, BUSY_TIMEOUT_MS, readerPragmas } from './pragmas.ts';
import { lendNewerTables } from './schema.ts';

/** A connection that cannot write, and what undoes its traces. */
export interface ReadDatabase {
  readonly database: Database;
  close(): void;
}

/** Thrown when the files keep changing under a copy. */
export class LockerMovingError extends Error {
  override readonly name = 'LockerMovingError';
  readonly code = 'SQLITE_BUSY';
}

const COPY_ATTEMPTS = 5;

/**
 * Opens the database for reading and changes nothing in the locker's folder, also where nothing can be written.
 * - A `-wal` exists and the folder takes writes: somebody has it open (or was killed); SQLite reads beside them.
 * - A `-wal` exists and the folder takes no writes: both files are copied to a private folder and opened there.
 * - No `-wal`: the file is complete; it is read into memory, because SQLite would create a `-wal` to read it.
 * Throws what SQLite or the disk throws.
 */
export function openReadDatabase(directory: string): ReadDatabase {
  for (let attempt = 1; attempt <= COPY_ATTEMPTS; attempt += 1) {
    const folder = inspectFolder(directory);
    const opened =
      folder.state === 'folder' && folder.hasWal && folder.isWritable
        ? openBeside(directory)
        : openCopy(directory);
    if (opened !== undefined) return opened;
  }
  throw new LockerMovingError('the database kept changing while it was copied');
}

function openBeside(directory: string): ReadDatabase {
  const path = join(directory, DATABASE_FILE);
  return guard(
    openDatabaseFile(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS }),
    () => {},
  );
}

function openCopy(directory: string): ReadDatabase | undefined {
  const before = fingerprint(directory);
  return before.includes('wal:absent') ? openInMemory(directory, before) : openCopiedFiles(directory, before);
}

// INVARIANT: read past SQLite only while no -wal exists, see peekUserVersion.
function openInMemory(directory: string, before: string): ReadDatabase | undefined {
  const bytes = readFileSync(join(directory, DATABASE_FILE));
  if (fingerprint(directory) !== before) return undefined;
  // A database in memory has no write-ahead log: the two version bytes say "rollback journal" instead
  // (https://www.sqlite.org/fileformat.html section 1.3.2).
  if (bytes.length > 20) bytes.fill(1, 18, 20);
  return guard(new SqliteDatabase(bytes, { readonly: true }), () => {});
}

// PRIVACY: P32. The copy lies in a folder of this user alone and is removed with the connection.
function openCopiedFiles(directory: string, before: string): ReadDatabase | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-read-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, DATABASE_FILE);
    copyFileSync(join(directory, DATABASE_FILE), copy);
    if (existsSync(walPath(directory))) copyFileSync(walPath(directory), walPath(folder));
    if (fingerprint(directory) === before) return guard(openDatabaseFile(copy, {}), remove);
  } catch (thrown) {
    remove();
    throw thrown;
  }
  remove();
  return undefined;
}

function guard(database: Database, afterClose: () => void): ReadDatabase {
  const close = () => {
    database.close();
    afterClose();
  };
  try {
    assertSqliteVersion(database);
    lendNewerTables(database);
    // A database in memory is never mapped, and has no such pragma.
    applyPragmas(
      database,
      database.memory ? readerPragmas.filter(({ name }) => name !== 'mmap_size') : readerPragmas,
    );
    return { database, close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

/** Size and time of both files: a copy counts only when they are the same before and after. */
function fingerprint(directory: string): string {
  const describe = (path: string) => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? 'absent' : `${found.ino}/${found.size}/${found.mtimeNs}`;
  };
  return `database:${describe(join(directory, DATABASE_FILE))} wal:${describe(walPath(directory))}`;
}
