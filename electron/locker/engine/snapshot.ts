import { closeSync, existsSync, fsyncSync, openSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { invariant } from '../../../core/assert.ts';
import { originOf, type TreeHead } from '../../../core/ledger/index.ts';
import { ok, type Result } from '../../../core/result.ts';
import { createObjectRows, type NamedObject } from '../database/object-rows.ts';
import { openDatabaseFile } from '../database/open-file.ts';
import { lendNewerTables } from '../database/schema.ts';
import { codeOf, guarded, type StorageError } from '../failures.ts';
import { syncFolder } from '../objects/durable-folder.ts';
import type { Connection } from './connection.ts';
import type { LedgerTree } from './ledger-tree.ts';

export interface Snapshot {
  readonly treeHead: TreeHead;
  readonly objects: readonly NamedObject[];
}

/** Copies the database as of one moment; see `LockerProofs.snapshotDatabase`. */
export function createSnapshots(
  { database, writeProblem }: Connection,
  lockerId: string,
  tree: () => LedgerTree,
): (path: string) => Result<Snapshot, StorageError> {
  // One statement is one read transaction: what others commit meanwhile is in all of it or in none.
  const vacuum = database.prepare<[string]>('VACUUM INTO ?');
  const copyTo = (path: string) => {
    // A connection for reading takes this for writing; the locker itself is only read.
    if (writeProblem !== null) database.pragma('query_only = OFF');
    try {
      vacuum.run(path);
    } finally {
      if (writeProblem !== null) database.pragma('query_only = ON');
    }
  };
  return (path) =>
    guarded(dirname(path), () => {
      invariant(!existsSync(path), 'a snapshot replaces nothing');
      try {
        copyTo(path);
        flush(path);
        const { size, objects } = contentsOf(path);
        const root = tree().rootAt(size);
        return ok({ treeHead: { origin: originOf(lockerId), size, root }, objects });
      } catch (thrown) {
        discard(path);
        throw thrown;
      }
    });
}

/** What the copy itself says: it may be older than what the ledger says now. */
function contentsOf(path: string) {
  const copy = openDatabaseFile(path, { readonly: true, fileMustExist: true });
  try {
    lendNewerTables(copy);
    const size = copy
      .prepare<[], number>('SELECT coalesce(max(seq), -1) + 1 FROM ledger_entry')
      .pluck()
      .get();
    return { size: size ?? 0, objects: createObjectRows(copy).named() };
  } finally {
    copy.close();
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(path));
}

function discard(path: string): void {
  try {
    unlinkSync(path);
  } catch (thrown) {
    // The failure that led here is the one to report.
    if (codeOf(thrown) === undefined) throw thrown;
  }
}
