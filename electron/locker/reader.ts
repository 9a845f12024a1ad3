import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Sha256Hex } from '../../core/hex.ts';
import type { LedgerEntry } from '../../core/ledger/index.ts';
import type { RecordingId } from '../../core/recording/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { compareProjections, type ProjectionDifference } from './database/compare-projections.ts';
import { DATABASE_FILE, inspectFolder, TEMPORARY_PREFIX } from './database/layout.ts';
import { SCHEMA_VERSION } from './database/migrations/index.ts';
import { openReadDatabase } from './database/open-reader.ts';
import { APPLICATION_ID } from './database/pragmas.ts';
import { knownVersionOf, schemaDifferences } from './database/schema.ts';
import { lockerCodec, objectsFolderOf } from './engine/connection.ts';
import { isRestored, readWitness, type WitnessedHead, type WitnessedLocker } from './engine/head-witness.ts';
import { createLedgerTree } from './engine/ledger-tree.ts';
import { codeOf, guarded, type StorageError } from './failures.ts';
import { examineObject, type ObjectCondition, objectPath } from './objects/examine-object.ts';
import { listRecordings, placeOf } from './recordings/layout.ts';
import { isLockHeld } from './recordings/lock.ts';

/** A row of the ledger as it is stored, believed in nothing. */
export interface LedgerRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

/** What lies in the object folder, by name only. */
export interface ObjectListing {
  readonly objects: readonly Sha256Hex[];
  /** Paths below the object folder that are no object's name. */
  readonly strays: readonly string[];
  readonly temporaryCount: number;
}

/**
 * One state of a locker's database, read without trusting it and without changing anything in its folder. Everything
 * answers a failure, never throws, for a database or disk that cannot be read.
 */
export interface LockerReader {
  readonly userVersion: number;
  /** SQLite's own complaints about pages and indexes; empty when it has none. */
  quickCheck(): Result<readonly string[], StorageError>;
  /** Objects of the schema that differ from the golden copy, as `+…` and `-…` lines. */
  schemaDifferences(): Result<readonly string[], StorageError>;
  /** All rows, by `seq`. */
  ledgerRows(): Result<readonly LedgerRow[], StorageError>;
  compareProjections(entries: Iterable<LedgerEntry>): Result<readonly ProjectionDifference[], StorageError>;
  close(): void;
}

export type LockerPresence = 'locker' | 'no-database' | 'absent';

/** Whether there is a locker to look at: a database, only objects (then the database was lost), or neither. */
export function lockerPresence(directory: string): Result<LockerPresence, StorageError> {
  return guarded(directory, () => {
    const folder = inspectFolder(directory);
    if (folder.state !== 'folder') return ok('absent' as const);
    if (folder.hasDatabase) return ok('locker' as const);
    return ok(folder.hasObjects || existsSync(join(directory, DATABASE_FILE)) ? 'no-database' : 'absent');
  });
}

/** Opens a locker for reading only; anything from a newer version is answered with its `userVersion`, to be refused. */
export function openLockerReader(directory: string): Result<LockerReader, StorageError> {
  return guarded(directory, () => {
    const { database, close } = openReadDatabase(directory);
    const attempt = <Value>(work: () => Value) => guarded(directory, () => ok(work()));
    try {
      // One state for all questions.
      database.exec('BEGIN');
      const userVersion = Number(database.pragma('user_version', { simple: true }));
      return ok({
        userVersion,
        quickCheck: () => attempt(() => complaintsOf(database.pragma('quick_check(20)'))),
        schemaDifferences: () =>
          attempt(() => [
            ...identityDifferences(database),
            ...schemaDifferences(database, knownVersionOf(database)),
          ]),
        ledgerRows: () =>
          attempt(() =>
            database.prepare<[], LedgerRow>('SELECT seq, bytes, hash FROM ledger_entry ORDER BY seq').all(),
          ),
        compareProjections: (entries) => attempt(() => compareProjections(database, entries)),
        close,
      });
    } catch (thrown) {
      close();
      throw thrown;
    }
  });
}

/** Whether a locker of this `user_version` is newer than this program reads. */
export function isTooNew(userVersion: number): boolean {
  return userVersion > SCHEMA_VERSION;
}

/** RFC 9162 roots over the first `size` entries, for each size asked, in one pass. */
export function rootsAt(
  rows: readonly LedgerRow[],
  sizes: Iterable<number>,
): ReadonlyMap<number, Uint8Array> {
  const wanted = new Set(sizes);
  const roots = new Map<number, Uint8Array>();
  const tree = createLedgerTree();
  if (wanted.has(0)) roots.set(0, tree.root);
  for (const { bytes } of rows) {
    tree.append(bytes);
    if (wanted.has(tree.size)) roots.set(tree.size, tree.root);
  }
  return roots;
}

/** Names in the object folder; nothing is opened. */
export function listObjects(directory: string): Result<ObjectListing, StorageError> {
  return guarded(directory, () => {
    const folder = objectsFolderOf(directory);
    if (!existsSync(folder)) return ok({ objects: [], strays: [], temporaryCount: 0 });
    const top = readdirSync(folder);
    const temporaries = top.filter((name) => name.startsWith(TEMPORARY_PREFIX));
    const inside = top
      .filter((name) => !name.startsWith(TEMPORARY_PREFIX))
      .flatMap((name) => namesIn(folder, name));
    const isObject = (path: string) => /^([0-9a-f]{2})\/\1[0-9a-f]{62}$/.test(path);
    return ok({
      objects: inside.filter(isObject).map((path) => path.slice(3)),
      strays: inside.filter((path) => !isObject(path)),
      temporaryCount: temporaries.length,
    });
  });
}

/** Reads an object to its end and compares it with its name; `onBytes` sees its bytes on the way. */
export function examineLockerObject(
  directory: string,
  sha256: Sha256Hex,
  onBytes?: (bytes: Uint8Array) => void,
): ObjectCondition {
  return examineObject(objectsFolderOf(directory), lockerCodec, sha256, onBytes);
}

/** Whether an object is there and how large, without reading it. */
export function sizeOfLockerObject(
  directory: string,
  sha256: Sha256Hex,
): { readonly sizeBytes: number } | { readonly problem: 'missing' | (string & {}) } {
  try {
    const stats = statSync(objectPath(objectsFolderOf(directory), sha256));
    return stats.isFile() ? { sizeBytes: stats.size } : { problem: 'EISDIR' };
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === undefined) throw thrown;
    return { problem: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : code };
  }
}

/** A small object whole, or undefined when it is not there, not readable, or not what its name says. */
export function readLockerObject(directory: string, sha256: Sha256Hex): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  const { state } = examineLockerObject(directory, sha256, (bytes) => parts.push(Buffer.from(bytes)));
  return state === 'intact' ? Buffer.concat(parts) : undefined;
}

/** Recordings that are not sealed yet, and whether a living program is making them. */
export function listUnfinishedRecordings(
  directory: string,
): Result<readonly { readonly recordingId: RecordingId; readonly isLiving: boolean }[], StorageError> {
  return guarded(directory, () =>
    ok(
      listRecordings(directory).recordingIds.map((recordingId) => ({
        recordingId,
        isLiving: isLockHeld(placeOf(directory, recordingId).lock),
      })),
    ),
  );
}

/** The newest head that this machine has seen of a locker, kept outside it. */
export function witnessedHead(locker: WitnessedLocker): WitnessedHead {
  return readWitness(locker);
}

/** Whether this machine restored the locker in this folder from a backup. */
export function wasRestored(locker: WitnessedLocker): boolean {
  return isRestored(locker);
}

function namesIn(folder: string, name: string): readonly string[] {
  const path = join(folder, name);
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path).map((inner) => `${name}/${inner}`);
}

function complaintsOf(answer: unknown): readonly string[] {
  const rows = answer as readonly { readonly quick_check: string }[];
  return rows.map((row) => row.quick_check).filter((line) => line !== 'ok');
}

function identityDifferences(database: Database): readonly string[] {
  const found = {
    application_id: database.pragma('application_id', { simple: true }),
    user_version: database.pragma('user_version', { simple: true }),
  };
  const wanted = { application_id: APPLICATION_ID, user_version: knownVersionOf(database) };
  return (['application_id', 'user_version'] as const)
    .filter((name) => found[name] !== wanted[name])
    .map((name) => `+${JSON.stringify(['pragma', name, name, String(found[name])])}`);
}
