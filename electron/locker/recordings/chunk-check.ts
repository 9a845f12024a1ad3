import { createHash, type Hash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Sha256Hex } from '../../../core/hex.ts';
import type { JournalLineContent } from '../../../core/recording/index.ts';
import { CHUNK_BYTES } from '../objects/object-codec.ts';

/** How a file compares with the chunks that a journal names. */
export interface ChunkComparison {
  readonly sizeBytes: number;
  readonly sha256: Sha256Hex;
  /** From the beginning, whole chunks that agree, both alone and with all before them. */
  readonly intactBytes: number;
  readonly intactCount: number;
  /** Hash of what lies behind the last chunk. */
  readonly tailSha256: Sha256Hex;
}

/** Takes a file's bytes, in order and in pieces of any size, and compares each chunk on the way. */
export interface ChunkCheck {
  push(bytes: Uint8Array): void;
  finish(): ChunkComparison;
}

/** A check against chunks that follow each other from the beginning of the file. */
export function createChunkCheck(chunks: readonly JournalLineContent<'chunk'>[]): ChunkCheck {
  const whole = createHash('sha256');
  let part = createHash('sha256');
  let at = 0;
  let partBytes = 0;
  let sizeBytes = 0;
  let intactBytes = 0;
  let intactCount = 0;
  const take = (bytes: Uint8Array) => {
    whole.update(bytes);
    part.update(bytes);
    partBytes += bytes.length;
    sizeBytes += bytes.length;
    const chunk = chunks[at];
    if (chunk === undefined || partBytes < chunk.sizeBytes) return;
    if (at === intactCount && agrees(chunk, part, whole)) {
      intactCount += 1;
      intactBytes = chunk.offset + chunk.sizeBytes;
    }
    at += 1;
    part = createHash('sha256');
    partBytes = 0;
  };
  return {
    push(bytes) {
      let from = 0;
      while (from < bytes.length) {
        const room = (chunks[at]?.sizeBytes ?? Number.POSITIVE_INFINITY) - partBytes;
        take(bytes.subarray(from, from + Math.min(room, bytes.length - from)));
        from += Math.min(room, bytes.length - from);
      }
    },
    finish: () => ({
      sizeBytes,
      sha256: whole.digest('hex'),
      intactBytes,
      intactCount,
      tailSha256: part.digest('hex'),
    }),
  };
}

function agrees(chunk: JournalLineContent<'chunk'>, part: Hash, whole: Hash): boolean {
  return part.digest('hex') === chunk.sha256 && whole.copy().digest('hex') === chunk.streamSha256;
}

/** Reads a file to its end and compares it with these chunks. Throws what the disk throws. */
export function compareFile(path: string, chunks: readonly JournalLineContent<'chunk'>[]): ChunkComparison {
  const file = openSync(path, 'r');
  try {
    const check = createChunkCheck(chunks);
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const length = readSync(file, buffer, 0, CHUNK_BYTES, null);
      if (length === 0) return check.finish();
      check.push(buffer.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}

/** SHA-256 by the platform, hexadecimal. */
export function sha256Of(bytes: Uint8Array): Sha256Hex {
  return hash('sha256', bytes, 'hex');
}
