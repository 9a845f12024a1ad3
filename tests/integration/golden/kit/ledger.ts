import { invariant } from '../../../../core/assert.ts';
import {
  type EntryKind,
  type EntryPayload,
  encodeEntry,
  entryHash,
  GENESIS_PREV,
  type LedgerEntry,
  leafHash,
  type MerkleTree,
  merkleTree,
  originOf,
  type TreeHead,
} from '../../../../core/ledger/index.ts';

/** What an entry says; place, chain and nonce follow. */
export type EntryDraft = {
  [Kind in EntryKind]: {
    readonly kind: Kind;
    readonly payload: EntryPayload<Kind>;
    /** Whether the package of the order holds it; true when absent. */
    readonly isPackaged?: boolean;
    readonly at?: string;
  };
}[EntryKind];

export interface ChainedEntry {
  readonly seq: number;
  readonly bytes: Buffer;
  readonly at: string;
  readonly isPackaged: boolean;
}

export interface GoldenLedger {
  readonly entries: readonly ChainedEntry[];
  readonly origin: string;
  readonly tree: MerkleTree;
  headAt(size: number): TreeHead;
}

/** Chains drafts into a ledger; every time and nonce follows from the place. */
export function chainLedger(drafts: readonly EntryDraft[], lockerId: string): GoldenLedger {
  let prev = GENESIS_PREV;
  const entries = drafts.map(({ kind, payload, isPackaged = true, at: given }, seq): ChainedEntry => {
    const at = given ?? `2026-11-23T06:${String(10 + seq).padStart(2, '0')}:00.000Z`;
    const nonce = (seq + 1).toString(16).padStart(32, '0');
    const bytes = Buffer.from(encodeEntry({ v: 1, seq, at, kind, payload, prev, nonce } as LedgerEntry));
    prev = entryHash(bytes);
    return { seq, bytes, at, isPackaged };
  });
  const leaves = entries.map(({ bytes }) => leafHash(bytes));
  const origin = originOf(lockerId);
  return {
    entries,
    origin,
    tree: merkleTree(leaves),
    headAt(size) {
      invariant(size > 0 && size <= leaves.length, 'the head is of this ledger');
      return { origin, size, root: merkleTree(leaves.slice(0, size)).root };
    },
  };
}
