import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sha256Hex } from '../../core/hex.ts';
import type { TreeHead } from '../../core/ledger/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { DATABASE_FILE } from './database/layout.ts';
import { lockerCodec, objectsFolderOf } from './engine/connection.ts';
import { writeRestoredWitness } from './engine/head-witness.ts';
import { guarded, type StorageError } from './failures.ts';
import { makeFolderDurably, syncFolder } from './objects/durable-folder.ts';
import { examineObject } from './objects/examine-object.ts';
import { createObjectStore } from './objects/object-store.ts';

/** Where what comes from a backup is before it is known to be whole. */
const STAGING = '.restoring';

/** A locker being put together from a backup: there is none in the folder until {@link LockerRestoration.finish}. */
export interface LockerRestoration {
  /** Where the backup's database is to be written: `openLockerReader` reads the folder above it. */
  readonly databasePath: string;
  readonly stagingFolder: string;
  hasObject(sha256: Sha256Hex): boolean;
  /** Answers whether the bytes have this hash; if not, nothing stays of them. Rejects with what the stream or disk says. */
  placeObject(sha256: Sha256Hex, content: Readable, signal?: AbortSignal): Promise<boolean>;
  /** Makes it a locker. This machine then remembers `head` for this folder, beside what it knew of the lost one. */
  finish(lockerId: string, head: TreeHead): Result<undefined, StorageError>;
}

/**
 * Begins, or goes on with, a restoration into a folder that is absent, empty, or was left by one that was cut short;
 * anything else is `RESTORE_NOT_EMPTY` and stays as it is.
 */
export function beginRestoration(
  folder: string,
  stateFolder: string,
): Result<LockerRestoration, StorageError | 'RESTORE_NOT_EMPTY'> {
  const directory = resolve(folder);
  return guarded(directory, () => {
    const staging = join(directory, STAGING);
    const names = existsSync(directory) ? readdirSync(directory) : [];
    const isUnfinished = existsSync(staging) && !names.includes(DATABASE_FILE);
    if (names.length > 0 && !isUnfinished) {
      const message = '恢复到的文件夹里已经有东西，没有动它。请换一个空文件夹。';
      return fail('RESTORE_NOT_EMPTY', message);
    }
    makeFolderDurably(staging);
    const objects = objectsFolderOf(directory);
    makeFolderDurably(objects);
    return ok(restorationOf({ directory, staging, objects, stateFolder }));
  });
}

interface Places {
  readonly directory: string;
  readonly staging: string;
  readonly objects: string;
  readonly stateFolder: string;
}

function restorationOf({ directory, staging, objects, stateFolder }: Places): LockerRestoration {
  const store = createObjectStore(objects, lockerCodec);
  const databasePath = join(staging, DATABASE_FILE);
  return {
    databasePath,
    stagingFolder: staging,
    hasObject: (sha256) => examineObject(objects, lockerCodec, sha256).state === 'intact',
    async placeObject(sha256, content, signal) {
      const path = join(staging, `tmp-${randomBytes(8).toString('hex')}`);
      const hash = createHash('sha256');
      const hashing = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      try {
        await pipeline(content, hashing, createWriteStream(path, { flags: 'wx' }), { signal });
        if (hash.digest('hex') !== sha256) return false;
        mkdirSync(objects, { recursive: true });
        store.adopt(path, sha256);
        return true;
      } finally {
        rmSync(path, { force: true });
      }
    },
    finish: (lockerId, head) =>
      guarded(directory, () => {
        // DURABILITY: P02. The database comes last, flushed, by a rename: before it there is no locker here.
        flush(databasePath);
        writeRestoredWitness({ stateFolder, lockerId, directory }, head);
        renameSync(databasePath, join(directory, DATABASE_FILE));
        syncFolder(directory);
        rmSync(staging, { recursive: true, force: true });
        return ok(undefined);
      }),
  };
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
