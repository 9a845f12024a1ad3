import { createReadStream, readSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** Bytes of an inclusive range, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * How an object's bytes lie in its file. Everything that touches object files goes through one codec, so that an
 * encrypted locker can come later without touching a caller. Names and sizes are always of the plain bytes.
 */
export interface ObjectCodec {
  readonly name: string;
  /** Turns plain chunks, in order, into what is written; `finish` gives the rest. */
  startEncoding(): { push(chunk: Uint8Array): Uint8Array; finish(): Uint8Array };
  /** Plain bytes of an open file, chunk by chunk; a chunk is valid until the next is asked for. */
  decodeChunks(file: number): Generator<Uint8Array, void, undefined>;
  /** Plain bytes as a stream. */
  openStream(path: string, range?: ByteRange): Readable;
}

/** Chunk in which files are read: hashing is as fast as it gets at 1 MiB. */
export const CHUNK_BYTES = 1024 * 1024;

const nothing = new Uint8Array();

/** Bytes as they are: anybody's `sha256sum` on the file gives its name. */
export const plainCodec: ObjectCodec = {
  name: 'plain',
  startEncoding: () => ({ push: (chunk) => chunk, finish: () => nothing }),
  *decodeChunks(file) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const length = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  },
  openStream: (path, range) =>
    createReadStream(path, { highWaterMark: CHUNK_BYTES, ...(range === undefined ? {} : range) }),
};
