import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId } from '../platform/index.ts';

const MEMORY_BYTES = 64 * 1024 * 1024;

type MakeThumbnail = () => Promise<Uint8Array | undefined>;

/** Thumbnails by the hash of their original: in memory, then on disk, then made; each made at most once at a time. */
export interface ThumbnailCache {
  get(sha256: string, make: MakeThumbnail): Promise<Uint8Array | undefined>;
  /** The original was removed: nothing of it is kept. */
  forget(sha256: string): Promise<void>;
}

/** {@link ThumbnailCache} in `<folder>/<sha256>.webp`; what could not be made is not tried again before a restart. */
export function createThumbnailCache(folder: string): ThumbnailCache {
  const inMemory = new Map<string, Uint8Array>();
  const onTheWay = new Map<string, Promise<Uint8Array | undefined>>();
  const impossible = new Set<string>();
  let heldBytes = 0;

  const keep = (sha256: string, webp: Uint8Array) => {
    inMemory.set(sha256, webp);
    heldBytes += webp.byteLength;
    for (const [oldest, bytes] of inMemory) {
      if (heldBytes <= MEMORY_BYTES) return;
      inMemory.delete(oldest);
      heldBytes -= bytes.byteLength;
    }
  };
  const find = async (sha256: string, make: MakeThumbnail) => {
    const webp = (await readKept(folder, sha256)) ?? (await makeAndKeep(folder, sha256, make));
    if (webp === undefined) impossible.add(sha256);
    else keep(sha256, webp);
    return webp;
  };
  return {
    get: async (sha256, make) => {
      const held = inMemory.get(sha256);
      if (held !== undefined || impossible.has(sha256)) return held;
      const found = onTheWay.get(sha256) ?? find(sha256, make).finally(() => onTheWay.delete(sha256));
      onTheWay.set(sha256, found);
      return await found;
    },
    forget: async (sha256) => {
      heldBytes -= inMemory.get(sha256)?.byteLength ?? 0;
      inMemory.delete(sha256);
      await rm(join(folder, `${sha256}.webp`), { force: true });
    },
  };
}

async function readKept(folder: string, sha256: string): Promise<Uint8Array | undefined> {
  try {
    const kept = await readFile(join(folder, `${sha256}.webp`));
    return kept.byteLength > 0 ? kept : undefined;
  } catch {
    // Absent or unreadable: it is made again.
    return undefined;
  }
}

async function makeAndKeep(
  folder: string,
  sha256: string,
  make: MakeThumbnail,
): Promise<Uint8Array | undefined> {
  const webp = await make();
  if (webp === undefined) return undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = join(folder, `${randomId()}.new`);
    await writeFile(temporary, webp, { mode: 0o600 });
    await rename(temporary, join(folder, `${sha256}.webp`));
  } catch {
    // A cache that cannot be written (full disk) only costs time.
  }
  return webp;
}
