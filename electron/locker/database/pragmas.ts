import type { Database } from 'better-sqlite3';
import { invariant } from '../../../core/assert.ts';

/** `LIUH` in ASCII: marks the file as a locker's (https://www.sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x4c495548;

/** How long a writer waits for another process's transaction. */
export const BUSY_TIMEOUT_MS = 10_000;

interface Pragma {
  readonly name: string;
  readonly set: string;
  /** What reading it back must give. */
  readonly value: string | number;
}

/**
 * DURABILITY: P01, P02. Set and read back on *every* open: a re-opened WAL database otherwise silently runs
 * `synchronous = NORMAL` (the library is built with SQLITE_DEFAULT_WAL_SYNCHRONOUS=1) and acknowledges without fsync.
 */
export const writerPragmas: readonly Pragma[] = [
  { name: 'busy_timeout', set: `busy_timeout = ${BUSY_TIMEOUT_MS}`, value: BUSY_TIMEOUT_MS },
  { name: 'journal_mode', set: 'journal_mode = WAL', value: 'wal' },
  { name: 'synchronous', set: 'synchronous = FULL', value: 2 },
  { name: 'fullfsync', set: 'fullfsync = ON', value: 1 },
  { name: 'checkpoint_fullfsync', set: 'checkpoint_fullfsync = ON', value: 1 },
  { name: 'foreign_keys', set: 'foreign_keys = ON', value: 1 },
  { name: 'trusted_schema', set: 'trusted_schema = OFF', value: 0 },
  { name: 'cell_size_check', set: 'cell_size_check = ON', value: 1 },
  { name: 'mmap_size', set: 'mmap_size = 0', value: 0 },
];

/** SECURITY: a reader looks at files that somebody may have doctored: nothing in the schema may run. */
export const readerPragmas: readonly Pragma[] = [
  { name: 'busy_timeout', set: `busy_timeout = ${BUSY_TIMEOUT_MS}`, value: BUSY_TIMEOUT_MS },
  { name: 'query_only', set: 'query_only = ON', value: 1 },
  { name: 'trusted_schema', set: 'trusted_schema = OFF', value: 0 },
  { name: 'cell_size_check', set: 'cell_size_check = ON', value: 1 },
  { name: 'mmap_size', set: 'mmap_size = 0', value: 0 },
];

/** Sets each pragma and reads it back; throws when SQLite did not take it. */
export function applyPragmas(database: Database, pragmas: readonly Pragma[]): void {
  for (const pragma of pragmas) {
    database.pragma(pragma.set);
    const value = database.pragma(pragma.name, { simple: true });
    invariant(value === pragma.value, `pragma ${pragma.name} is ${String(value)}, wanted ${pragma.value}`);
  }
}

const OLDEST_SQLITE = [3, 51, 3] as const;

/**
 * Throws on SQLite before 3.51.3: 3.7.0–3.51.2 can corrupt a WAL database with two connections writing and
 * checkpointing (https://www.sqlite.org/wal.html, WAL-reset bug). P24.
 */
export function assertSqliteVersion(database: Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const difference =
    OLDEST_SQLITE.map((floor, at) => (parts[at] ?? 0) - floor).find((step) => step !== 0) ?? 0;
  invariant(difference >= 0, `SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`);
}
