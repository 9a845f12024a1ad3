import { randomBytes, randomFillSync } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Sha256Hex } from '../../../core/hex.ts';
import { RETIRED_PREFIX } from '../database/layout.ts';
import { codeOf } from '../failures.ts';
import { syncFolder } from './durable-folder.ts';
import { objectPath } from './examine-object.ts';
import { CHUNK_BYTES } from './object-codec.ts';

/** Whether an object's file is there, whatever is in it. */
export function holdsObject(folder: string, sha256: Sha256Hex): boolean {
  return existsSync(objectPath(folder, sha256));
}

/**
 * Takes an object's name away, durably: from here on nobody takes its file for the object, whatever happens to its
 * bytes. Answers the file's new path, undefined when there is none. Throws what the disk throws.
 */
export function retireObject(folder: string, sha256: Sha256Hex): string | undefined {
  const path = objectPath(folder, sha256);
  const retired = join(folder, `${RETIRED_PREFIX}${randomBytes(8).toString('hex')}`);
  try {
    renameSync(path, retired);
  } catch (thrown) {
    if (isGone(thrown)) return undefined;
    throw thrown;
  }
  syncFolder(dirname(path));
  return retired;
}

/** Files that were retired and not shredded yet. */
export function retiredObjects(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(RETIRED_PREFIX))
    .map((name) => join(folder, name));
}

/**
 * PRIVACY: overwrites a retired file with random bytes, flushes, and removes it. Whoever has it open reads on, on POSIX;
 * Windows refuses with EBUSY or EPERM. What the medium itself keeps of old blocks is out of reach. Throws what the disk
 * throws; a file that another process was faster with is as good.
 */
export function shredRetired(folder: string, path: string): void {
  try {
    overwrite(path);
    unlinkSync(path);
  } catch (thrown) {
    if (!isGone(thrown)) throw thrown;
  }
  syncFolder(folder);
}

function overwrite(path: string): void {
  // Objects are read-only, which holds for their owner, too, unless that is root.
  chmodSync(path, 0o600);
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    const noise = Buffer.allocUnsafe(Math.min(size, CHUNK_BYTES));
    for (let offset = 0; offset < size; ) {
      const length = Math.min(noise.length, size - offset);
      offset += writeSync(file, randomFillSync(noise), 0, length, offset);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isGone(thrown: unknown): boolean {
  return codeOf(thrown) === 'ENOENT';
}
