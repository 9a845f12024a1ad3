import { invariant } from '../../../core/assert.ts';

const HASH_BYTES = 32;
const HASHES_PER_BLOCK = 4096;

/** A growing list of SHA-256 values in few, large blocks: a million of them are 32 MB and not a million objects. */
export interface HashList {
  readonly length: number;
  push(hash: Uint8Array): void;
  /** A copy. */
  get(index: number): Uint8Array;
}

/** An empty list. */
export function createHashList(): HashList {
  const blocks: Uint8Array[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(hash) {
      invariant(hash.length === HASH_BYTES, 'a hash has 32 bytes');
      const at = length % HASHES_PER_BLOCK;
      // The first block is small: most levels of a tree, and most ledgers, never fill it.
      const block = growing(blocks, Math.floor(length / HASHES_PER_BLOCK), at);
      block.set(hash, at * HASH_BYTES);
      length += 1;
    },
    get(index) {
      invariant(Number.isInteger(index) && index >= 0 && index < length, 'the hash is in the list');
      const at = (index % HASHES_PER_BLOCK) * HASH_BYTES;
      const block = blocks[Math.floor(index / HASHES_PER_BLOCK)];
      invariant(block !== undefined, 'a block is there for each hash');
      return block.slice(at, at + HASH_BYTES);
    },
  };
}

/** The block for the next hash, doubled when it is full. */
function growing(blocks: Uint8Array[], number: number, used: number): Uint8Array {
  const known = blocks[number];
  if (known !== undefined && used * HASH_BYTES < known.length) return known;
  const larger = new Uint8Array(Math.min(Math.max(16, used * 2), HASHES_PER_BLOCK) * HASH_BYTES);
  if (known !== undefined) larger.set(known);
  blocks[number] = larger;
  return larger;
}
