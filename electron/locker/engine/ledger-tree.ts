import { hash } from 'node:crypto';
import { invariant } from '../../../core/assert.ts';
import { EMPTY_ROOT } from '../../../core/ledger/index.ts';

/**
 * The RFC 9162 tree over a growing ledger: a leaf is appended in constant time and the root of any earlier size is
 * found in time linear in that size. The same hashes as core's `merkleTree` (a test holds them together), by the
 * platform's own SHA-256, which is an order of magnitude faster than JavaScript for the leaves.
 */
export interface LedgerTree {
  readonly size: number;
  readonly root: Uint8Array;
  readonly leaves: readonly Uint8Array[];
  append(entryBytes: Uint8Array): void;
  /** Root over the first `size` leaves. */
  rootAt(size: number): Uint8Array;
}

/** An empty tree. */
export function createLedgerTree(): LedgerTree {
  const leaves: Uint8Array[] = [];
  const peaks = createPeaks();
  return {
    get size() {
      return leaves.length;
    },
    get root() {
      return peaks.root();
    },
    leaves,
    append(entryBytes) {
      const leaf = sha256(Buffer.concat([LEAF_PREFIX, entryBytes]));
      leaves.push(leaf);
      peaks.append(leaf);
    },
    rootAt(size) {
      invariant(size <= leaves.length, 'an earlier tree is not larger than this one');
      if (size === leaves.length) return peaks.root();
      const earlier = createPeaks();
      for (const leaf of leaves.slice(0, size)) earlier.append(leaf);
      return earlier.root();
    },
  };
}

const LEAF_PREFIX = Buffer.from([0]);
const NODE_PREFIX = Buffer.from([1]);

/** SHA-256 by the platform. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hash('sha256', bytes, 'buffer'));
}

/** Roots of the perfect subtrees that make up the tree, by height: what a binary counter is to a number. */
function createPeaks() {
  const peaks: (Uint8Array | undefined)[] = [];
  return {
    append(leaf: Uint8Array): void {
      let carried = leaf;
      let height = 0;
      for (let peak = peaks[height]; peak !== undefined; peak = peaks[height]) {
        carried = node(peak, carried);
        peaks[height] = undefined;
        height += 1;
      }
      peaks[height] = carried;
    },
    root(): Uint8Array {
      let root: Uint8Array | undefined;
      for (const peak of peaks) {
        if (peak !== undefined) root = root === undefined ? peak : node(peak, root);
      }
      return root ?? EMPTY_ROOT;
    },
  };
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([NODE_PREFIX, left, right]));
}
