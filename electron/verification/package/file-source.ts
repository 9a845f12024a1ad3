import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { ByteSource, VerificationPlatform } from '../../../core/verification/index.ts';

/** A file held open. */
export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

const PIECE_BYTES = 1024 * 1024;

/** Opens a file for reading by ranges; throws what the file system throws, `EISDIR` for a folder. */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await open(path, 'r');
  const stats = await file.stat();
  async function* read(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; ) {
      const piece = new Uint8Array(Math.min(PIECE_BYTES, end - at));
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
      at += bytesRead;
    }
  }
  if (stats.isDirectory()) {
    await file.close();
    throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
  }
  return { size: stats.size, read, close: () => file.close() };
}

/** Node's own hashes and WebCrypto. */
export const nodePlatform: VerificationPlatform = {
  createSha256: () => {
    const hash = createHash('sha256');
    return {
      update: (bytes) => void hash.update(bytes),
      snapshotHex: () => hash.copy().digest('hex'),
      digestHex: () => hash.digest('hex'),
    };
  },
  crc32: (bytes, before) => crc32(bytes, before),
  subtle: globalThis.crypto.subtle,
};
