import { createHash, randomBytes } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import {
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BackupStore, ContentMismatch, objectName } from './backup.ts';

/** A backup in a folder: another disk, a stick, a synchronised folder. */
export function createFolderStore(root: string): BackupStore {
  const at = (name: string) => join(root, ...name.split('/'));
  return {
    target: 'folder',
    place: root,
    listObjects: () => listObjects(at('objects')),
    async putObject({ sha256, sizeBytes }, content) {
      await replace(at(objectName(sha256)), async (temporary) => {
        const hash = createHash('sha256');
        let written = 0;
        const hashing = new Transform({
          transform(chunk: Uint8Array, _encoding, done) {
            hash.update(chunk);
            written += chunk.length;
            done(null, chunk);
          },
        });
        await pipeline(content, hashing, createWriteStream(temporary, { flags: 'wx' }));
        if (written !== sizeBytes || hash.digest('hex') !== sha256) throw new ContentMismatch(sha256);
      });
    },
    getObject: async (sha256): Promise<Readable> => createReadStream(at(objectName(sha256))),
    removeObject: (sha256) => rm(at(objectName(sha256)), { force: true }),
    readText: (name) => readFile(at(name), 'utf8').catch(absent),
    putText: (name, text) => replace(at(name), (temporary) => writeFile(temporary, text, { flag: 'wx' })),
    putFile: (name, path) =>
      replace(at(name), (temporary) => copyFile(path, temporary, constants.COPYFILE_EXCL)),
    getFile: async (name) => {
      const found = await stat(at(name)).catch(absent);
      return found === undefined ? undefined : createReadStream(at(name));
    },
    freeBytes: async () => {
      const figures = await statfs(root).catch(absent);
      return figures === undefined ? undefined : figures.bavail * figures.bsize;
    },
  };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}

async function listObjects(folder: string): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const prefix of (await readdir(folder).catch(absent)) ?? []) {
    if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
    for (const name of await readdir(join(folder, prefix))) {
      if (!/^[0-9a-f]{64}$/.test(name)) continue;
      found.set(name, (await stat(join(folder, prefix, name))).size);
    }
  }
  return found;
}

/** DURABILITY: whole file → flush → rename → flush of the folder: a name is either the old file or the new one. */
async function replace(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `tmp-${randomBytes(8).toString('hex')}`);
  try {
    await write(temporary);
    await flush(temporary);
    await rename(temporary, path);
    await flushFolder(folder);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows has no handle for a folder and keeps renames in order in its journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
