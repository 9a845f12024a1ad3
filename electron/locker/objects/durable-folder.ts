import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codeOf } from '../failures.ts';

/** DURABILITY: P02. Makes the names in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  // Windows cannot flush a folder: FlushFileBuffers needs a handle that Node does not open for folders. NTFS journals
  // renames itself, in order.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a folder and its missing parents, each name durable in the folder above it. */
export function makeFolderDurably(folder: string): void {
  const path = resolve(folder);
  const parent = dirname(path);
  if (existsSync(path)) return;
  if (parent !== path) makeFolderDurably(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (thrown) {
    // Another process was faster: its folder is as good.
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
  }
  syncFolder(parent);
}
