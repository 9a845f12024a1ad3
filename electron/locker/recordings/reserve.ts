import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, statSync } from 'node:fs';
import { removeFile } from './remove.ts';
import { writeAllAt } from './write-all.ts';

/** What sealing needs: the last lines, the database's log. The journal's copy comes on top of it, as it grows. */
export const SEALING_BYTES = 4 * 1024 * 1024;
/** What may be given to the one chunk during which the disk became full. */
export const LAST_CHUNK_BYTES = 4 * 1024 * 1024;
/** File systems count in blocks, and a chunk needs a line as well. */
const SLACK_BYTES = 64 * 1024;
const STEP_BYTES = 512 * 1024;

/** Space kept back on the disk from the beginning, so that a full disk can still seal (P07). */
export interface Reserve {
  /** Keeps up with the journal, which is copied when sealing. Throws what the disk throws. */
  growFor(journalBytes: number): void;
  /** Gives up what a chunk of this size needs; false when only the space for sealing is left. */
  give(chunkBytes: number): boolean;
  /** Gives up everything. */
  release(): void;
}

/** Allocates the reserve of a new recording; its bytes are random, because some file systems do not store zeros. */
export function createReserve(path: string): Reserve {
  let sizeBytes = 0;
  let isGiven = false;
  const extendTo = (wantedBytes: number) => {
    if (wantedBytes <= sizeBytes) return;
    const file = openSync(path, sizeBytes === 0 ? 'wx' : 'r+', 0o600);
    try {
      writeAllAt(file, randomBytes(wantedBytes - sizeBytes), sizeBytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    sizeBytes = wantedBytes;
  };
  extendTo(SEALING_BYTES + LAST_CHUNK_BYTES);
  return {
    growFor(journalBytes) {
      if (isGiven) return;
      const steps = Math.floor(journalBytes / STEP_BYTES);
      extendTo(SEALING_BYTES + LAST_CHUNK_BYTES + steps * STEP_BYTES);
    },
    give(chunkBytes) {
      if (isGiven || chunkBytes + SLACK_BYTES > LAST_CHUNK_BYTES) return false;
      isGiven = true;
      shrink(path, sizeBytes - LAST_CHUNK_BYTES);
      return true;
    },
    release() {
      removeFile(path);
    },
  };
}

function shrink(path: string, toBytes: number): void {
  if (statSync(path).size <= toBytes) return;
  const file = openSync(path, 'r+');
  try {
    ftruncateSync(file, toBytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
