import type { Database } from 'better-sqlite3';
import { invariant } from '../../../core/assert.ts';
import { toHex } from '../../../core/hex.ts';
import {
  decodeEntry,
  type EntryKind,
  type EntryPayload,
  encodeEntry,
  GENESIS_PREV,
  type LedgerEntry,
} from '../../../core/ledger/index.ts';
import { createProjector } from '../database/projections.ts';
import { LockerCorruptError } from '../failures.ts';
import { wellFormed } from '../well-formed.ts';
import type { EngineSources } from './connection.ts';
import { sha256 } from './ledger-tree.ts';

/** An entry before it has its place in the chain. */
export type EntryDraft = {
  [Kind in EntryKind]: { readonly kind: Kind; readonly payload: EntryPayload<Kind> };
}[EntryKind];

/** Appends entries and applies them to the projections; the caller has an immediate transaction open. */
export interface LedgerWriter {
  append(drafts: readonly EntryDraft[]): void;
}

/** A writer on a database whose schema exists. */
export function createLedgerWriter(database: Database, sources: EngineSources): LedgerWriter {
  const readHead = database.prepare<[], { seq: number; bytes: Buffer; hash: Buffer }>(
    'SELECT seq, bytes, hash FROM ledger_entry ORDER BY seq DESC LIMIT 1',
  );
  const insert = database.prepare('INSERT INTO ledger_entry (seq, bytes, hash) VALUES (?, ?, ?)');
  const project = createProjector(database);
  // The head is read inside the transaction: another process may have appended since.
  const headOf = () => {
    const head = readHead.get();
    if (head === undefined) return { seq: 0, prev: GENESIS_PREV };
    const hash = sha256(head.bytes);
    if (!head.hash.equals(hash)) throw new LockerCorruptError(`entry ${head.seq} does not have its hash`);
    return { seq: head.seq + 1, prev: toHex(hash) };
  };
  return {
    append(drafts) {
      invariant(database.inTransaction, 'entries are appended inside a transaction');
      const at = new Date(sources.clock.now()).toISOString();
      let { seq, prev } = headOf();
      for (const draft of drafts) {
        const draftedEntry = { v: 1, seq, at, ...draft, prev, nonce: sources.nonce() } as LedgerEntry;
        const bytes = encodeEntry(wellFormed(draftedEntry));
        // What cannot be read back is never written (P27).
        const entry = decodeEntry(bytes);
        invariant(entry.ok, `an entry of kind ${draft.kind} is invalid: ${JSON.stringify(entry)}`);
        const hash = sha256(bytes);
        insert.run(seq, bytes, hash);
        project(entry.value);
        prev = toHex(hash);
        seq += 1;
      }
    },
  };
}
