import { existsSync } from 'node:fs';
import { type Failure, fail, ok, type Result } from '../../../core/result.ts';
import { currentEnvironment, randomId, randomNonce, systemClock } from '../../platform/index.ts';
import { checkIdentity } from '../database/identity.ts';
import { type FolderState, inspectFolder } from '../database/layout.ts';
import { SCHEMA_VERSION } from '../database/migrations/index.ts';
import { openReadDatabase } from '../database/open-reader.ts';
import { createIn, openWriter, peekUserVersion } from '../database/open-writer.ts';
import { guarded, LockerCorruptError, storageFailure } from '../failures.ts';
import type { LockerOpenError, LockerOptions } from '../locker.ts';
import { makeFolderDurably, syncFolder } from '../objects/durable-folder.ts';
import { createObjectStore } from '../objects/object-store.ts';
import { type Connection, type EngineSources, lockerCodec, objectsFolderOf } from './connection.ts';
import { createEngine, type LockerEngine } from './engine.ts';
import { createLedgerWriter } from './ledger-writer.ts';
import { finishRemovals } from './removal-commands.ts';

/** The machine's own clock, environment and randomness. */
export const systemSources: EngineSources = {
  clock: systemClock,
  environment: currentEnvironment,
  nonce: randomNonce,
  id: randomId,
};

/** A temporary not written to for this long belongs to nobody: the longest import writes every few milliseconds. */
const TEMPORARY_AGE_MS = 60 * 60 * 1000;

/**
 * Opens a locker in this thread, creating it when asked. On a disk or folder that takes no writes an existing locker
 * opens for reading: its commands then fail with `LOCKER_READ_ONLY` (see `writeProblem`). A locker of a newer
 * version is refused with `LOCKER_TOO_NEW` and no byte of it changes.
 */
export function openEngine(
  options: LockerOptions,
  sources: EngineSources = systemSources,
): Result<LockerEngine, LockerOpenError> {
  return guarded(options.directory, () => {
    const folder = inspectFolder(options.directory);
    const refused = refuse(folder, options.create);
    if (refused !== undefined) return { ok: false, error: refused } as const;
    if (folder.state === 'folder' && !folder.isWritable) return openForReading(options, sources);
    return openForWriting(options, sources, folder);
  });
}

function refuse(folder: FolderState, create: boolean): Failure<LockerOpenError> | undefined {
  if (folder.state === 'not-a-folder') {
    return fail('LOCKER_NOT_A_FOLDER', '证据库的位置是一个文件，不是文件夹。请另选一个文件夹。').error;
  }
  if (folder.state === 'absent') return create ? undefined : notFound();
  if (folder.hasDatabase) return undefined;
  // INVARIANT: P01. A lost index is damage, never the start of a new, empty locker.
  if (folder.hasObjects) {
    return fail(
      'LOCKER_CORRUPT',
      '这个文件夹里有证据原件，但账本文件 locker.sqlite 不见了或是空的。请先整个复制一份，再从备份恢复账本。',
    ).error;
  }
  if (!create) return notFound();
  if (folder.hasForeignFiles) {
    return fail(
      'LOCKER_NOT_FOUND',
      '这个文件夹里没有证据库，却有别的文件。新的证据库请选一个空文件夹，以免混在一起。',
    ).error;
  }
  return undefined;
}

function notFound() {
  return fail('LOCKER_NOT_FOUND', '这里没有证据库。请检查位置是否正确，移动硬盘是否已接上。').error;
}

function tooNew(userVersion: number) {
  return fail(
    'LOCKER_TOO_NEW',
    `这个证据库是更新版本的留痕建立的（格式 ${userVersion}，本程序支持到 ${SCHEMA_VERSION}）。请升级留痕后再打开；它没有被改动。`,
    { userVersion, supportedVersion: SCHEMA_VERSION },
  );
}

function openForReading(
  options: LockerOptions,
  sources: EngineSources,
): Result<LockerEngine, LockerOpenError> {
  const { directory, stateFolder } = options;
  const writeProblem = storageFailure('LOCKER_READ_ONLY', directory, 'EROFS')
    .error as Failure<'LOCKER_READ_ONLY'>;
  if (!existsSync(objectsFolderOf(directory))) return { ok: false, error: writeProblem };
  const reader = openReadDatabase(directory);
  try {
    const userVersion = Number(reader.database.pragma('user_version', { simple: true }));
    if (userVersion > SCHEMA_VERSION) {
      reader.close();
      return tooNew(userVersion);
    }
    if (checkIdentity(reader.database) === 'empty')
      throw new LockerCorruptError('no locker was created here');
    return ok(createEngine(connect(options, sources, reader, writeProblem), stateFolder));
  } catch (thrown) {
    reader.close();
    throw thrown;
  }
}

function openForWriting(
  options: LockerOptions,
  sources: EngineSources,
  folder: FolderState,
): Result<LockerEngine, LockerOpenError> {
  const { directory, create } = options;
  if (folder.state === 'folder' && folder.hasDatabase) {
    const userVersion = peekUserVersion(directory, folder.hasWal);
    if (userVersion === undefined) throw new LockerCorruptError('not a SQLite database');
    if (userVersion > SCHEMA_VERSION) return tooNew(userVersion);
  } else {
    makeFolderDurably(directory);
  }
  const { database, state } = openWriter(directory);
  const close = () => {
    database.close();
  };
  try {
    if (state === 'empty' && !create) {
      close();
      return { ok: false, error: notFound() };
    }
    if (state === 'empty' && folder.state === 'folder' && folder.hasObjects) {
      throw new LockerCorruptError('objects without a ledger');
    }
    const connection = connect(options, sources, { database, close }, null);
    if (state === 'empty') createLocker(connection);
    prepareObjects(connection);
    return ok(createEngine(connection, options.stateFolder));
  } catch (thrown) {
    close();
    throw thrown;
  }
}

function connect(
  { directory }: LockerOptions,
  sources: EngineSources,
  opened: { readonly database: Connection['database']; close(): void },
  writeProblem: Connection['writeProblem'],
): Connection {
  return {
    directory,
    objectsFolder: objectsFolderOf(directory),
    codec: lockerCodec,
    database: opened.database,
    sources,
    writeProblem,
    closeDatabase: opened.close,
  };
}

function createLocker({ database, sources }: Connection): void {
  createIn(database, () => {
    const { app, runtime } = sources.environment();
    const payload = { lockerId: sources.id(), formatVersion: 1 as const, app, runtime };
    createLedgerWriter(database, sources).append([{ kind: 'locker-created', payload }]);
  });
}

function prepareObjects(connection: Connection): void {
  const { directory, objectsFolder, codec, sources } = connection;
  makeFolderDurably(objectsFolder);
  // The database's own name, and that of a folder made by a process that was killed.
  syncFolder(directory);
  createObjectStore(objectsFolder, codec).sweepTemporaries(sources.clock.now(), TEMPORARY_AGE_MS);
  finishRemovals(connection);
}
