import { hash } from 'node:crypto';
import { invariant } from '../../../core/assert.ts';
import { EMPTY_ROOT } from '../../../core/ledger/index.ts';
import { createHashList, type HashList } from './hash-list.ts';

/** The tree as it was at one size; inner nodes that no later leaf changes are never hashed again. */
export interface TreeAt {
  readonly size: number;
  readonly root: Uint8Array;
  /** RFC 9162 section 2.1.3.1; leaf to root. */
  inclusionProof(index: number): Uint8Array[];
  /** RFC 9162 section 2.1.4.1, from an earlier size that is not 0. */
  consistencyProof(oldSize: number): Uint8Array[];
}

/**
 * The RFC 9162 tree over a growing ledger. A leaf is appended in constant time (amortised), and the root of any earlier
 * size, and any proof, take time logarithmic in it. The same hashes as core's `merkleTree` (a test holds them together),
 * by the platform's own SHA-256. Takes 64 bytes a leaf.
 */
export interface LedgerTree {
  readonly size: number;
  readonly root: Uint8Array;
  append(entryBytes: Uint8Array): void;
  /** Root over the first `size` leaves. */
  rootAt(size: number): Uint8Array;
  /** The tree over the first `size` leaves. */
  at(size: number): TreeAt;
}

/** An empty tree. */
export function createLedgerTree(): LedgerTree {
  // Level h holds the roots of the perfect subtrees of 2^h leaves, in order.
  const levels: HashList[] = [createHashList()];
  const leaves = () => levels[0]?.length ?? 0;
  const at = (size: number): TreeAt => {
    invariant(size <= leaves(), 'an earlier tree is not larger than this one');
    return treeAt(levels, size);
  };
  return {
    get size() {
      return leaves();
    },
    get root() {
      return at(leaves()).root;
    },
    append(entryBytes) {
      let carried = sha256(Buffer.concat([LEAF_PREFIX, entryBytes]));
      for (let height = 0; ; height += 1) {
        const level = levels[height] ?? createHashList();
        levels[height] = level;
        level.push(carried);
        if (level.length % 2 === 1) return;
        carried = node(level.get(level.length - 2), carried);
      }
    },
    rootAt: (size) => at(size).root,
    at,
  };
}

const LEAF_PREFIX = Buffer.from([0]);
const NODE_PREFIX = Buffer.from([1]);

/** SHA-256 by the platform. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hash('sha256', bytes, 'buffer'));
}

function treeAt(levels: readonly HashList[], size: number): TreeAt {
  // Only nodes on the right edge are not perfect: as many as the tree is high.
  const edge = new Map<number, Uint8Array>();
  const subtreeRoot = (start: number, end: number): Uint8Array => {
    if (start === end) return EMPTY_ROOT;
    const perfect = perfectRoot(levels, start, end);
    if (perfect !== undefined) return perfect;
    invariant(end === size, 'only the right edge is not perfect');
    const known = edge.get(start);
    if (known !== undefined) return known;
    const split = start + largestPowerOfTwoBelow(end - start);
    const root = node(subtreeRoot(start, split), subtreeRoot(split, end));
    edge.set(start, root);
    return root;
  };
  const path = (index: number, start: number, end: number): Uint8Array[] => {
    if (end - start === 1) return [];
    const split = start + largestPowerOfTwoBelow(end - start);
    return index < split
      ? [...path(index, start, split), subtreeRoot(split, end)]
      : [...path(index, split, end), subtreeRoot(start, split)];
  };
  const difference = (old: number, start: number, end: number, isWhole: boolean): Uint8Array[] => {
    if (old === end) return isWhole ? [] : [subtreeRoot(start, end)];
    const split = start + largestPowerOfTwoBelow(end - start);
    return old <= split
      ? [...difference(old, start, split, isWhole), subtreeRoot(split, end)]
      : [...difference(old, split, end, false), subtreeRoot(start, split)];
  };
  return {
    size,
    get root() {
      return subtreeRoot(0, size);
    },
    inclusionProof(index) {
      invariant(Number.isInteger(index) && index >= 0 && index < size, 'the leaf is in the tree');
      return path(index, 0, size);
    },
    consistencyProof(oldSize) {
      invariant(Number.isInteger(oldSize) && oldSize > 0 && oldSize <= size, 'the old tree is a prefix');
      return difference(oldSize, 0, size, true);
    },
  };
}

/** Root over leaves `start` to `end` where they are one perfect subtree, else undefined. */
function perfectRoot(levels: readonly HashList[], start: number, end: number): Uint8Array | undefined {
  const height = Math.log2(end - start);
  return Number.isInteger(height) ? levels[height]?.get(start / (end - start)) : undefined;
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([NODE_PREFIX, left, right]));
}

function largestPowerOfTwoBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
