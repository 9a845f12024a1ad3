import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts a whole file in the place of whatever is there: a crash leaves the old or the new one. Only the user may read it.
 * Throws what the disk says, and then changed nothing.
 */
export async function replaceFileDurably(path: string, content: Uint8Array | string): Promise<void> {
  await writeBeside(path, content, async (temporary) => rename(temporary, path));
}

/** The same, but never over a file: false when there is one, which stays as it is. */
export async function createFileDurably(path: string, content: Uint8Array | string): Promise<boolean> {
  let isCreated = true;
  await writeBeside(path, content, async (temporary) => {
    try {
      await link(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      isCreated = false;
    }
    await rm(temporary);
  });
  return isCreated;
}

/** DURABILITY: makes the names in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle for a folder and makes the rename durable with the file system's journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeBeside(
  path: string,
  content: Uint8Array | string,
  place: (temporary: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.new`;
  try {
    // DURABILITY: whole file → fsync → name → fsync of the folder.
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(temporary);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
