import { readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../failures.ts';

/** Removes a file that may be gone. By `unlink` itself: `rmSync` throws some of the disk's errors without their code. */
export function removeFile(path: string): void {
  unlessGone(() => unlinkSync(path));
}

/** Removes a folder of files that may be gone. Throws what the disk throws. */
export function removeFilesAndFolder(folder: string): void {
  unlessGone(() => {
    for (const name of readdirSync(folder)) removeFile(join(folder, name));
    rmdirSync(folder);
  });
}

function unlessGone(remove: () => void): void {
  try {
    remove();
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') throw thrown;
  }
}
