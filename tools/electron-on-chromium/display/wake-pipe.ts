import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RuntimeEnvironmentError } from '../environment-error.ts';

const WAKE = Buffer.from([1]);

/**
 * Opens a pipe on which one thread sleeps until another wakes it; both use the one descriptor.
 *
 * Atomics.wait would be the usual way, but a debugger's request is served in the middle of it, and when that request
 * waits in turn V8's list of sleepers becomes a circle (Node 24): the process then hangs for good. A read cannot be
 * interrupted like that. Node cannot make a pipe for itself, hence the file that is gone again at once.
 */
export function openWakePipe(): number {
  const folder = mkdtempSync(join(tmpdir(), 'electron-on-chromium-'));
  try {
    const path = join(folder, 'wake');
    if (spawnSync('mkfifo', ['-m', '600', path]).status !== 0) {
      throw new RuntimeEnvironmentError(
        `The program mkfifo (Debian package coreutils) could not make ${path}.`,
      );
    }
    // Opened for both directions, so that opening does not wait for the other end.
    return openSync(path, 'r+');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Wakes one sleeper, or lets the next one not fall asleep. */
export function wake(pipe: number): void {
  writeSync(pipe, WAKE);
}

/** Blocks the thread until it is woken. */
export function sleepUntilWoken(pipe: number): void {
  readSync(pipe, Buffer.alloc(1), 0, 1, null);
}
