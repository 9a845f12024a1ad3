import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Writes all bytes from `position` on, in as many calls as the system wants. */
export function writeAllAt(file: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, position + done);
}

/** Makes a file with this content, durable (its name is not, until its folder is flushed). */
export function writeFileDurably(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeAllAt(file, bytes, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
