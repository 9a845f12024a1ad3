import type { JournalLineContent } from '../recording/index.ts';
import type { VerificationPlatform } from './ports.ts';

/** Takes a recording's bytes, in order and in pieces of any size, and compares each chunk of its journal on the way. */
export interface ChunkCheck {
  push(bytes: Uint8Array): void;
  /** From the beginning, whole chunks that agree, both alone and with all before them. */
  intactCount(): number;
}

/** A check against chunks that follow each other from the beginning of the file. */
export function createChunkCheck(
  chunks: readonly JournalLineContent<'chunk'>[],
  { createSha256 }: Pick<VerificationPlatform, 'createSha256'>,
): ChunkCheck {
  const whole = createSha256();
  let part = createSha256();
  let at = 0;
  let partBytes = 0;
  let intactCount = 0;
  const take = (bytes: Uint8Array) => {
    whole.update(bytes);
    part.update(bytes);
    partBytes += bytes.length;
    const chunk = chunks[at];
    if (chunk === undefined || partBytes < chunk.sizeBytes) return;
    const agrees = part.digestHex() === chunk.sha256 && whole.snapshotHex() === chunk.streamSha256;
    if (at === intactCount && agrees) intactCount += 1;
    at += 1;
    part = createSha256();
    partBytes = 0;
  };
  return {
    push(bytes) {
      let from = 0;
      while (from < bytes.length && at < chunks.length) {
        const room = (chunks[at]?.sizeBytes ?? 0) - partBytes;
        const length = Math.min(room, bytes.length - from);
        take(bytes.subarray(from, from + length));
        from += length;
      }
    },
    intactCount: () => intactCount,
  };
}
