import { createHash, type Hash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { invariant } from '../../../core/assert.ts';
import type { Sha256Hex } from '../../../core/hex.ts';
import { RETIRED_PREFIX, TEMPORARY_PREFIX } from '../database/layout.ts';
import { codeOf } from '../failures.ts';
import { syncFolder } from './durable-folder.ts';
import { examineObject, objectPath } from './examine-object.ts';
import type { ObjectCodec } from './object-codec.ts';

/** An object that is durable under its name. */
export interface PlacedObject {
  readonly sha256: Sha256Hex;
  readonly sizeBytes: number;
}

/** Takes plain bytes, in order, for a new object. */
export type ChunkSink = (chunk: Uint8Array) => void;

/** The object folder for writing (P01, P02): what is placed is on disk under the SHA-256 of its bytes, read-only. */
export interface ObjectStore {
  /** Places what `produce` pushes. Throws what the disk or `produce` throws; then nothing is left but a swept-later temporary. */
  place(produce: (sink: ChunkSink) => void): PlacedObject;
  /**
   * Moves a file of the same file system to its object's name: whoever calls has just found that its bytes have this
   * hash. Throws what the disk throws; then the file is at one of the two places.
   */
  adopt(path: string, sha256: Sha256Hex): void;
  /** Whether the object is there and whole; then it is durable, too. */
  confirm(sha256: Sha256Hex): boolean;
  /** Removes temporaries whose last write is older than `olderThanMs`: nobody is writing them any more. */
  sweepTemporaries(nowMs: number, olderThanMs: number): number;
}

/** Opens the object folder for writing; the folder exists. */
export function createObjectStore(folder: string, codec: ObjectCodec): ObjectStore {
  // A folder made by a process that was killed may not be durable yet: each is flushed once in the life of this store.
  const durable = new Set<string>();
  const ensureFolder = (name: string) => {
    if (durable.has(name)) return;
    const path = join(folder, name);
    if (!existsSync(path)) mkdirTolerant(path);
    syncFolder(folder);
    durable.add(name);
  };
  return {
    place(produce) {
      const temporary = join(folder, `${TEMPORARY_PREFIX}${process.pid}-${randomBytes(8).toString('hex')}`);
      try {
        const placed = writeTemporary(temporary, codec, produce);
        ensureFolder(placed.sha256.slice(0, 2));
        publish({ folder, codec, temporary, sha256: placed.sha256 });
        return placed;
      } catch (thrown) {
        removeTemporary(temporary);
        throw thrown;
      }
    },
    adopt(path, sha256) {
      invariant(codec.name === 'plain', 'only as plain bytes does a file lie as an object does');
      makeReadOnly(path);
      ensureFolder(sha256.slice(0, 2));
      publish({ folder, codec, temporary: path, sha256 });
      syncFolder(dirname(path));
    },
    confirm(sha256) {
      if (examineObject(folder, codec, sha256).state !== 'intact') return false;
      ensureFolder(sha256.slice(0, 2));
      flushExisting(objectPath(folder, sha256));
      syncFolder(join(folder, sha256.slice(0, 2)));
      return true;
    },
    sweepTemporaries: (nowMs, olderThanMs) => sweep(folder, nowMs - olderThanMs),
  };
}

/** Writes, checks the length, makes read-only and flushes; the hash is of the plain bytes as they passed. */
function writeTemporary(path: string, codec: ObjectCodec, produce: (sink: ChunkSink) => void): PlacedObject {
  const file = openSync(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const written = writeEncoded(file, codec, hash, produce);
    const length = fstatSync(file).size;
    if (length !== written.storedBytes) throw new ShortWriteError(written.storedBytes, length);
    fchmodSync(file, 0o444);
    fsyncSync(file);
    return { sha256: hash.digest('hex'), sizeBytes: written.sizeBytes };
  } finally {
    closeSync(file);
  }
}

function writeEncoded(file: number, codec: ObjectCodec, hash: Hash, produce: (sink: ChunkSink) => void) {
  const encoding = codec.startEncoding();
  let sizeBytes = 0;
  let storedBytes = 0;
  const store = (encoded: Uint8Array) => {
    writeAll(file, encoded);
    storedBytes += encoded.length;
  };
  produce((chunk) => {
    hash.update(chunk);
    sizeBytes += chunk.length;
    store(encoding.push(chunk));
  });
  store(encoding.finish());
  return { sizeBytes, storedBytes };
}

/**
 * DURABILITY: P01, P02. Renames the whole, flushed file to its name and flushes the folder. The same content placed
 * before is kept; when its file no longer has its bytes, these take its place: the name proves which are right.
 */
function publish(placement: {
  readonly folder: string;
  readonly codec: ObjectCodec;
  readonly temporary: string;
  readonly sha256: Sha256Hex;
}): void {
  const { folder, codec, temporary, sha256 } = placement;
  const path = objectPath(folder, sha256);
  const existing = examineObject(folder, codec, sha256);
  if (existing.state === 'intact' && flushExisting(path)) {
    rmSync(temporary);
  } else {
    // Windows does not rename over a read-only file.
    if (existing.state !== 'missing' && process.platform === 'win32') chmodSync(path, 0o600);
    renameSync(temporary, path);
  }
  syncFolder(join(folder, sha256.slice(0, 2)));
}

/** DURABILITY: P11. Flushed again here: what was read back and hashed may have come from memory. */
function makeReadOnly(path: string): void {
  // Windows flushes only handles opened for writing, and does not open a read-only file so.
  const isFlushed = process.platform === 'win32' && (statSync(path).mode & 0o200) === 0;
  if (isFlushed) return;
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fchmodSync(file, 0o444);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Another process may have renamed it a moment ago and not flushed its folder; or been killed in between. False when
 * another has removed it meanwhile.
 */
function flushExisting(path: string): boolean {
  const file = openIfThere(path);
  if (file === undefined) return false;
  try {
    // Windows flushes only handles opened for writing; there the writer's own flush before the rename must do.
    if (process.platform !== 'win32') fsyncSync(file);
    return true;
  } finally {
    closeSync(file);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** Thrown when the file is shorter than what was written: a disk that says yes and does no. */
class ShortWriteError extends Error {
  override readonly name = 'ShortWriteError';
  readonly code = 'EIO';
  constructor(wanted: number, found: number) {
    super(`wrote ${wanted} bytes, the file has ${found}`);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) offset += writeSync(file, bytes, offset, bytes.length - offset);
}

function mkdirTolerant(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (thrown) {
    // Another process was faster.
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
  }
}

function removeTemporary(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (thrown) {
    // The failure that led here is the one to report; this file is swept at a later open.
    if (codeOf(thrown) === undefined) throw thrown;
  }
}

function sweep(folder: string, olderThan: number): number {
  const old = readdirSync(folder).filter((name) => {
    // What is to be shredded is overwritten first, not swept.
    if (!name.startsWith(TEMPORARY_PREFIX) || name.startsWith(RETIRED_PREFIX)) return false;
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return found?.isFile() === true && found.mtimeMs < olderThan;
  });
  for (const name of old) removeTemporary(join(folder, name));
  return old.length;
}
