import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { decodeEntry, originOf, type TreeHead } from '../../core/ledger/index.ts';
import { parseManifest } from '../../core/manifest/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import {
  beginRestoration,
  type LockerOpenError,
  type LockerRestoration,
  openLockerReader,
  rootsAt,
} from '../locker/index.ts';
import { type BackupError, type BackupStore, backupFiles, type LongWork, objectName } from './backup.ts';
import { backupFailure } from './failures.ts';

export interface RestoreOutcome {
  readonly directory: string;
  readonly treeSize: number;
  readonly objectCount: number;
  /** Objects that the backup lists and does not have whole. The rest is restored; `verify` names what is missing. */
  readonly damagedObjects: readonly string[];
}

/**
 * Puts a locker together from a backup, in a folder that is absent or empty. Every object's hash is checked on the way; the
 * database comes last, so that there is a whole locker or none. Cut short, the same call goes on.
 */
export async function restoreLocker(
  store: BackupStore,
  directory: string,
  stateFolder: string,
  work: LongWork = {},
): Promise<Result<RestoreOutcome, BackupError | LockerOpenError>> {
  const begun = beginRestoration(directory, stateFolder);
  if (!begun.ok) return begun;
  try {
    return await restoreInto(begun.value, store, directory, work);
  } catch (thrown) {
    return backupFailure(thrown);
  }
}

async function restoreInto(
  restoration: LockerRestoration,
  store: BackupStore,
  directory: string,
  { signal, onProgress }: LongWork,
): Promise<Result<RestoreOutcome, BackupError | LockerOpenError>> {
  const database = await store.getFile(backupFiles.database);
  const list = parseManifest((await store.readText(backupFiles.objectList)) ?? '');
  if (database === undefined || !list.ok) {
    database?.destroy();
    return fail('BACKUP_NOT_FOUND', '这里没有完整的备份：缺少账本或原件清单。请选择备份时用的文件夹。');
  }
  await fetchDatabase(database, restoration.databasePath, signal);
  const ledger = readLedger(restoration.stagingFolder);
  if (!ledger.ok) return ledger;
  const damagedObjects: string[] = [];
  for (const [done, { sha256, path }] of list.value.entries()) {
    signal?.throwIfAborted();
    onProgress?.('objects', done, list.value.length);
    if (path !== objectName(sha256)) return damaged();
    if (restoration.hasObject(sha256)) continue;
    if (!(await fetchObject(restoration, store, sha256, signal))) damagedObjects.push(sha256);
  }
  onProgress?.('objects', list.value.length, list.value.length);
  const finished = restoration.finish(ledger.value.lockerId, ledger.value.head);
  if (!finished.ok) return finished;
  const objectCount = list.value.length - damagedObjects.length;
  return ok({ directory, treeSize: ledger.value.head.size, objectCount, damagedObjects });
}

async function fetchDatabase(
  content: Readable,
  path: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
}

async function fetchObject(
  restoration: LockerRestoration,
  store: BackupStore,
  sha256: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    return await restoration.placeObject(sha256, await store.getObject(sha256), signal);
  } catch (thrown) {
    const { code, status } = thrown as { readonly code?: unknown; readonly status?: unknown };
    if (code === 'ENOENT' || status === 404) return false;
    throw thrown;
  }
}

/** The locker's id and head, from a database that must be one. */
function readLedger(
  folder: string,
): Result<{ readonly lockerId: string; readonly head: TreeHead }, 'BACKUP_DAMAGED'> {
  const reader = openLockerReader(folder);
  if (!reader.ok) return damaged();
  try {
    const rows = reader.value.ledgerRows();
    const first = rows.ok ? rows.value[0] : undefined;
    if (!rows.ok || first === undefined) return damaged();
    const created = decodeEntry(first.bytes);
    if (!created.ok || created.value.kind !== 'locker-created') return damaged();
    const { lockerId } = created.value.payload;
    const size = rows.value.length;
    const root = rootsAt(rows.value, [size]).get(size);
    return root === undefined
      ? damaged()
      : ok({ lockerId, head: { origin: originOf(lockerId), size, root } });
  } finally {
    reader.value.close();
  }
}

function damaged() {
  return fail(
    'BACKUP_DAMAGED',
    '备份里的账本或清单读不出来，已损坏或没有传完。请换另一份备份；这一份没有被改动。',
  );
}
