import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equalBytes, formatTreeHead, parseTreeHead, type TreeHead } from '../../core/ledger/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Locker, LockerError } from '../locker/index.ts';
import { openLockerReader, rootsAt } from '../locker/index.ts';
import {
  type BackupError,
  type BackupOutcome,
  type BackupStore,
  backupFiles,
  ContentMismatch,
  type LongWork,
  objectName,
  type StoredObject,
} from './backup.ts';
import { backupFailure } from './failures.ts';

type BackedUpLocker = Pick<
  Locker,
  'directory' | 'lockerId' | 'writeProblem' | 'snapshotDatabase' | 'streamObject' | 'recordBackup'
>;

interface Snapshot {
  readonly path: string;
  readonly treeHead: TreeHead;
  readonly objects: readonly StoredObject[];
}

/**
 * Brings a backup up to the locker as it is at this moment, while others go on writing to it. Objects that are there are
 * not sent again; the database is replaced last and at once, so that at every moment the place holds a whole locker.
 * Cut short anywhere, the next run goes on. A place that holds another locker (`BACKUP_OF_ANOTHER_LOCKER`) or a ledger
 * that this one does not descend from (`BACKUP_DIVERGES`: it may be the good one) is left as it is.
 */
export async function backUp(
  locker: BackedUpLocker,
  store: BackupStore,
  work: LongWork = {},
): Promise<Result<BackupOutcome, BackupError | LockerError>> {
  const staging = await mkdtemp(join(tmpdir(), 'liuhen-backup-'));
  try {
    work.onProgress?.('snapshot', 0, 1);
    const path = join(staging, 'locker.sqlite');
    const snapshot = await locker.snapshotDatabase(path);
    if (!snapshot.ok) return snapshot;
    return await bringUpToDate(locker, store, { path, ...snapshot.value }, work, staging);
  } catch (thrown) {
    return backupFailure(thrown);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function bringUpToDate(
  locker: BackedUpLocker,
  store: BackupStore,
  snapshot: Snapshot,
  work: LongWork,
  staging: string,
): Promise<Result<BackupOutcome, BackupError | LockerError>> {
  const fits = await fitsThere(store, snapshot, staging);
  if (!fits.ok) return fits;
  await store.putText(backupFiles.note, noteText(locker.lockerId));
  const held = await store.listObjects();
  const wanted = snapshot.objects.filter(({ sha256, sizeBytes }) => held.get(sha256) !== sizeBytes);
  const room = await hasRoom(store, wanted, snapshot.path);
  if (!room.ok) return room;
  const damagedObjects = await sendObjects(locker, store, wanted, work);
  const damaged = new Set(damagedObjects);
  const whole = snapshot.objects.filter(({ sha256 }) => !damaged.has(sha256));
  work.signal?.throwIfAborted();
  await store.putText(backupFiles.objectList, objectList(whole));
  await store.putFile(backupFiles.database, snapshot.path);
  await store.putText(backupFiles.head, formatTreeHead(snapshot.treeHead));
  // What was removed from the locker on purpose does not live on here.
  const named = new Set(snapshot.objects.map(({ sha256 }) => sha256));
  for (const sha256 of held.keys()) if (!named.has(sha256)) await store.removeObject(sha256);
  const outcome: BackupOutcome = {
    place: store.place,
    treeSize: snapshot.treeHead.size,
    objectCount: whole.length,
    newObjectCount: wanted.length - damagedObjects.length,
    sizeBytes: whole.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
    damagedObjects,
  };
  return recordIt(locker, store, snapshot, outcome);
}

/** A read-only locker can be backed up; it then does not remember that it was. */
async function recordIt(
  locker: BackedUpLocker,
  { target }: BackupStore,
  { treeHead }: Snapshot,
  outcome: BackupOutcome,
): Promise<Result<BackupOutcome, LockerError>> {
  if (locker.writeProblem !== null) return ok(outcome);
  const { objectCount, newObjectCount, sizeBytes } = outcome;
  const recorded = await locker.recordBackup({
    target,
    treeHead: formatTreeHead(treeHead),
    objectCount,
    newObjectCount,
    sizeBytes,
  });
  return recorded.ok ? ok(outcome) : recorded;
}

async function sendObjects(
  locker: BackedUpLocker,
  store: BackupStore,
  wanted: readonly StoredObject[],
  { signal, onProgress }: LongWork,
): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const [done, object] of wanted.entries()) {
    signal?.throwIfAborted();
    onProgress?.('objects', done, wanted.length);
    const content = await locker.streamObject(object.sha256);
    if (content === undefined) damaged.push(object.sha256);
    else if (!(await send(store, object, content))) damaged.push(object.sha256);
  }
  onProgress?.('objects', wanted.length, wanted.length);
  return damaged;
}

/** Whether the object went over whole; one that is not what its name says is left out and told. */
async function send(
  store: BackupStore,
  object: StoredObject,
  content: Parameters<BackupStore['putObject']>[1],
): Promise<boolean> {
  try {
    await store.putObject(object, content);
    return true;
  } catch (thrown) {
    content.destroy();
    const cause = thrown instanceof Error ? thrown.cause : undefined;
    if (thrown instanceof ContentMismatch || cause instanceof ContentMismatch) return false;
    throw thrown;
  }
}

async function fitsThere(
  store: BackupStore,
  { treeHead }: Snapshot,
  staging: string,
): Promise<Result<undefined, BackupError>> {
  const text = await store.readText(backupFiles.head);
  if (text === undefined) return ok(undefined);
  const held = parseTreeHead(text);
  const diverges = fail(
    'BACKUP_DIVERGES',
    '备份里的账本和现在的证据库对不上：可能现在的证据库被换回了旧的，或被改过。备份没有动；请先校验证据库，再换一个空文件夹备份。',
  );
  if (!held.ok) return diverges;
  if (held.value.origin !== treeHead.origin) {
    return fail('BACKUP_OF_ANOTHER_LOCKER', '这里放的是另一个证据库的备份，没有动它。请换一个文件夹。');
  }
  const reader = openLockerReader(staging);
  if (!reader.ok) return fail('BACKUP_TARGET_FAILED', reader.error.message);
  try {
    const rows = reader.value.ledgerRows();
    if (!rows.ok) return fail('BACKUP_TARGET_FAILED', rows.error.message);
    const root = rootsAt(rows.value, [held.value.size]).get(held.value.size);
    return root !== undefined && equalBytes(root, held.value.root) ? ok(undefined) : diverges;
  } finally {
    reader.value.close();
  }
}

async function hasRoom(
  store: BackupStore,
  wanted: readonly StoredObject[],
  databasePath: string,
): Promise<Result<undefined, 'BACKUP_TARGET_FULL'>> {
  const free = await store.freeBytes();
  const { size } = await stat(databasePath);
  const needed = wanted.reduce((total, { sizeBytes }) => total + sizeBytes, size);
  if (free === undefined || free >= needed) return ok(undefined);
  const mib = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
  const message = `备份的地方空间不够：还要 ${mib(needed)} MB，只剩 ${mib(free)} MB。请清理出空间，或换一个地方。`;
  return fail('BACKUP_TARGET_FULL', message, { neededBytes: needed, freeBytes: free });
}

function objectList(objects: readonly StoredObject[]): string {
  return objects
    .map(({ sha256 }) => `${sha256}  ${objectName(sha256)}\n`)
    .sort()
    .join('');
}

function noteText(lockerId: string): string {
  return [
    '这是留痕证据库的备份，请不要改动里面的文件。',
    '',
    `证据库编号：${lockerId}`,
    '校验：在留痕的命令行里运行 verify 这个文件夹；或在这里运行 sha256sum -c objects.sha256。',
    '恢复：在留痕的命令行里运行 restore 这个文件夹。',
    '备份里没有签名密钥：它只留在原来的电脑上，可以在设置里用口令另外导出。',
    '',
  ].join('\r\n');
}
