import type { SignatureVerifier } from '../timestamps/index.ts';

/** Bytes that may be larger than memory: an archive, or one file of an unpacked package. */
export interface ByteSource {
  readonly size: number;
  /** Bytes from `start` up to, not including, `end`, in pieces of any size; throws what the platform throws. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** A SHA-256 that takes its bytes piece by piece. */
export interface StreamingHash {
  update(bytes: Uint8Array): void;
  /** Of the bytes so far; more may follow. */
  snapshotHex(): string;
  /** Hexadecimal; nothing may follow. */
  digestHex(): string;
}

/** What verification needs of the machine it runs on: quick hashes, and WebCrypto for the signatures of tokens. */
export interface VerificationPlatform {
  createSha256(): StreamingHash;
  /** CRC-32 of ZIP archives over `bytes`, going on from `before` (0 to begin). */
  crc32(bytes: Uint8Array, before: number): number;
  /** `crypto.subtle`. */
  readonly subtle: SignatureVerifier;
}

/** All bytes of a source, for small ones. */
export async function readWhole(source: ByteSource, start = 0, end = source.size): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let at = 0;
  for await (const piece of source.read(start, end)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes.subarray(0, at);
}

/** A stretch of a source as a source. */
export function partOf(source: ByteSource, start: number, size: number): ByteSource {
  return { size, read: (from, to) => source.read(start + from, start + Math.min(to, size)) };
}
