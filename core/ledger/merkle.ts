import { invariant } from '../assert.ts';
import { sha256Bytes } from '../hex.ts';

// The tree of RFC 9162 section 2.1 (the same as RFC 6962): leaf prefix 0x00, node prefix 0x01.

/** Hash of a leaf: SHA-256(0x00 ‖ entry bytes). */
export function leafHash(entryBytes: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(entryBytes.length + 1);
  prefixed.set(entryBytes, 1);
  return sha256Bytes(prefixed);
}

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(1 + left.length + right.length);
  prefixed[0] = 1;
  prefixed.set(left, 1);
  prefixed.set(right, 1 + left.length);
  return sha256Bytes(prefixed);
}

/** Hash of the empty tree: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256Bytes(new Uint8Array());

/** A tree over a fixed list of leaf hashes; inner nodes are computed once and shared by all proofs. */
export interface MerkleTree {
  readonly size: number;
  /** Root over all leaves, in order (RFC 9162 section 2.1.1). */
  readonly root: Uint8Array;
  /** Proof that leaf `index` is in the tree (section 2.1.3.1); checked by {@link verifyInclusion}. */
  inclusionProof(index: number): Uint8Array[];
  /** Proof that the tree over the first `oldSize` leaves is a prefix of this one (section 2.1.4.1). */
  consistencyProof(oldSize: number): Uint8Array[];
}

/** Builds the RFC 9162 tree over leaf hashes. */
export function merkleTree(leaves: readonly Uint8Array[]): MerkleTree {
  const known = new Map<string, Uint8Array>();
  const subtreeRoot = (start: number, end: number): Uint8Array => {
    if (end === start) return EMPTY_ROOT;
    if (end - start === 1) {
      const leaf = leaves[start];
      invariant(leaf !== undefined, 'the range lies inside the leaves');
      return leaf;
    }
    const key = `${start}:${end}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const split = start + largestPowerOfTwoBelow(end - start);
    const hash = nodeHash(subtreeRoot(start, split), subtreeRoot(split, end));
    known.set(key, hash);
    return hash;
  };
  return {
    size: leaves.length,
    root: subtreeRoot(0, leaves.length),
    inclusionProof(index) {
      invariant(Number.isInteger(index) && index >= 0 && index < leaves.length, 'the leaf is in the tree');
      const path = (start: number, end: number): Uint8Array[] => {
        if (end - start === 1) return [];
        const split = start + largestPowerOfTwoBelow(end - start);
        return index < split
          ? [...path(start, split), subtreeRoot(split, end)]
          : [...path(split, end), subtreeRoot(start, split)];
      };
      return path(0, leaves.length);
    },
    consistencyProof(oldSize) {
      invariant(
        Number.isInteger(oldSize) && oldSize > 0 && oldSize <= leaves.length,
        'the old tree is a prefix',
      );
      const subproof = (start: number, end: number, size: number, isWhole: boolean): Uint8Array[] => {
        if (size === end - start) return isWhole ? [] : [subtreeRoot(start, end)];
        const half = largestPowerOfTwoBelow(end - start);
        return size <= half
          ? [...subproof(start, start + half, size, isWhole), subtreeRoot(start + half, end)]
          : [...subproof(start + half, end, size - half, false), subtreeRoot(start, start + half)];
      };
      return subproof(0, leaves.length, oldSize, true);
    },
  };
}

/** Whether `proof` shows that `leaf` is leaf `index` of the tree of `size` leaves with `root` (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(claim: {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { index, size, proof, root } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = claim.leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(hash, root);
}

/** Whether `proof` shows that the tree (oldSize, oldRoot) is a prefix of (newSize, newRoot) (RFC 9162 section 2.1.4.2). */
export function verifyConsistency(claim: {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { oldSize, newSize, oldRoot, newRoot } = claim;
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize)) return false;
  if (oldSize < 0 || newSize < oldSize) return false;
  if (oldSize === newSize) return claim.proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0) return claim.proof.length === 0 && equalBytes(oldRoot, EMPTY_ROOT);
  const proof = isPowerOfTwo(oldSize) ? [oldRoot, ...claim.proof] : [...claim.proof];
  const first = proof.shift();
  if (first === undefined) return false;
  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let oldHash = first;
  let newHash = first;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}

/** Whether two byte strings are the same. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function largestPowerOfTwoBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function isPowerOfTwo(size: number): boolean {
  return largestPowerOfTwoBelow(size) * 2 === size || size === 1;
}
