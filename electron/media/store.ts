import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { SHA256_HEX } from '../../core/hex.ts';
import { randomId } from '../platform/index.ts';

/**
 * What was made of originals, by the original's hash: `<folder>/<sha256>/<name>`. Losing any of it loses nothing. A file
 * is there whole or not at all.
 */
export interface Store {
  path(sha256: string, name: string): string;
  /** Undefined where there is none, or none that reads as `schema` says. */
  readJson<Schema extends z.ZodType>(
    sha256: string,
    name: string,
    schema: Schema,
  ): Promise<z.infer<Schema> | undefined>;
  readBytes(sha256: string, name: string): Promise<Uint8Array | undefined>;
  sizeOf(sha256: string, name: string): Promise<number | undefined>;
  /** Throws what the disk throws. */
  write(sha256: string, name: string, content: Uint8Array | string): Promise<void>;
  /** A path nobody else uses, for a file on its way. Throws what the disk throws. */
  scratchPath(): Promise<string>;
  /** Puts a finished file of {@link scratchPath} in its place. Throws what the disk throws. */
  adopt(path: string, sha256: string, name: string): Promise<void>;
  /** Removes all that was made of an original. */
  forget(sha256: string): Promise<void>;
  /** Removes what was used longest ago until `maxBytes` are left; `keep` stays. */
  bound(maxBytes: number, keep: string): Promise<void>;
}

const DAY_MS = 86_400_000;

/** A {@link Store} in `folder`; made when needed. */
export function createStore(folder: string): Store {
  const path = (sha256: string, name: string) => join(folder, sha256, name);
  const scratch = join(folder, 'scratch');
  const place = async (from: string, sha256: string, name: string) => {
    await mkdir(join(folder, sha256), { recursive: true, mode: 0o700 });
    await rename(from, path(sha256, name));
  };
  const scratchPath = async () => {
    await mkdir(scratch, { recursive: true, mode: 0o700 });
    return join(scratch, randomId());
  };
  return {
    path,
    scratchPath,
    adopt: place,
    readJson: async (sha256, name, schema) => {
      const bytes = await readOrNothing(path(sha256, name));
      if (bytes === undefined) return undefined;
      const parsed = schema.safeParse(jsonOrNothing(bytes));
      return parsed.success ? parsed.data : undefined;
    },
    readBytes: async (sha256, name) => {
      const bytes = await readOrNothing(path(sha256, name));
      // The time of use decides what is removed first.
      if (bytes !== undefined) await touch(join(folder, sha256));
      return bytes;
    },
    sizeOf: async (sha256, name) => {
      const found = await stat(path(sha256, name)).catch(() => undefined);
      if (found !== undefined) await touch(join(folder, sha256));
      return found?.size;
    },
    write: async (sha256, name, content) => {
      const temporary = await scratchPath();
      try {
        await writeFile(temporary, content, { mode: 0o600 });
        await place(temporary, sha256, name);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    forget: (sha256) => rm(join(folder, sha256), { recursive: true, force: true }),
    bound: async (maxBytes, keep) => {
      await removeOldScratch(scratch);
      await removeOldest(folder, maxBytes, keep);
    },
  };
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  // Absent or unreadable: it is made again.
  return await readFile(path).catch(() => undefined);
}

function jsonOrNothing(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Damaged: it is made again.
    return undefined;
  }
}

async function touch(folder: string): Promise<void> {
  const now = new Date();
  // Only the order of removal hangs on it.
  await utimes(folder, now, now).catch(() => undefined);
}

/** Files of a program that was killed while it wrote. */
async function removeOldScratch(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found !== undefined && found.mtimeMs < Date.now() - DAY_MS)
      await rm(join(folder, name), { force: true });
  }
}

async function removeOldest(folder: string, maxBytes: number, keep: string): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => SHA256_HEX.test(name));
  const all = await Promise.all(
    names.map(async (name) => {
      const files = await readdir(join(folder, name)).catch(() => []);
      const sizes = await Promise.all(
        files.map(async (file) => (await stat(join(folder, name, file)).catch(() => undefined))?.size ?? 0),
      );
      const usedAtMs = (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0;
      return { name, usedAtMs, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
    }),
  );
  let heldBytes = all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  for (const { name, sizeBytes } of all.sort((a, b) => a.usedAtMs - b.usedAtMs)) {
    if (heldBytes <= maxBytes) return;
    if (name === keep) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    heldBytes -= sizeBytes;
  }
}
