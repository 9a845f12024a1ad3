import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What a run of bytes is known by. */
export interface Measured {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** As ZIP archives hold it. */
  readonly crc32: number;
  readonly sizeBytes: number;
}

/** SHA-256, CRC-32 and size of a stream, chunk by chunk; throws what the stream throws. */
export async function measure(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Measured> {
  const hash = createHash('sha256');
  let checksum = 0;
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    checksum = crc32(chunk, checksum);
    sizeBytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), crc32: checksum, sizeBytes };
}
