import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { invariant } from '../../core/assert.ts';
import { archiveTail, localHeader, type ZipMember } from '../../core/manifest/index.ts';
import { type Measured, measure } from '../platform/index.ts';

/** Where a file of the package comes from; read once to measure it and once to write it. */
export type PackageContent = Uint8Array | (() => Promise<AsyncIterable<Uint8Array>>);

/** Thrown when a content gives other bytes the second time: the file under it was changed meanwhile. */
export class ContentChangedError extends Error {
  override readonly name = 'ContentChangedError';
}

/** Digest, checksum and size of a content, without holding it in memory. */
export async function measureContent(content: PackageContent): Promise<Measured> {
  return measure(await chunksOf(content));
}

/**
 * Writes a new archive of stored files, flushed to disk, and gives its digest. The bytes are exactly those of
 * `core/manifest`'s layout. Stops between chunks when `signal` aborts (an `AbortError` is thrown).
 */
export async function writeArchive(
  path: string,
  files: readonly { readonly member: ZipMember; readonly content: PackageContent }[],
  signal: AbortSignal | undefined,
  onWritten: (fileCount: number) => void,
): Promise<Measured['sha256']> {
  const file = await open(path, 'wx');
  try {
    const hash = createHash('sha256');
    const write = async (bytes: Uint8Array) => {
      signal?.throwIfAborted();
      hash.update(bytes);
      await writeAll(file, bytes);
    };
    for (const [index, { member, content }] of files.entries()) {
      await write(localHeader(member));
      let written = 0;
      let checksum = 0;
      for await (const chunk of await chunksOf(content)) {
        await write(chunk);
        written += chunk.length;
        checksum = crc32(chunk, checksum);
      }
      if (written !== member.sizeBytes || checksum !== member.crc32)
        throw new ContentChangedError(member.path);
      onWritten(index + 1);
    }
    await write(archiveTail(files.map(({ member }) => member)));
    await file.sync();
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

async function chunksOf(content: PackageContent): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>> {
  return typeof content === 'function' ? content() : [content];
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at);
    invariant(bytesWritten > 0, 'a file system writes at least a byte or fails');
    at += bytesWritten;
  }
}
