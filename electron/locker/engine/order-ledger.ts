import type { Database } from 'better-sqlite3';
import { invariant } from '../../../core/assert.ts';
import { originOf } from '../../../core/ledger/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import type { CheckpointRows } from '../database/checkpoint-rows.ts';
import type { createItemRows } from '../database/item-rows.ts';
import type { createOrderRows } from '../database/order-rows.ts';
import type { OrderLedger } from '../locker.ts';
import type { HeldCheckpoint, PackagedCheckpoint } from '../proofs.ts';
import type { LedgerTree, TreeAt } from './ledger-tree.ts';
import { createStampTimes } from './stamp-times.ts';
import { known } from './transactions.ts';

interface OrderLedgerParts {
  readonly database: Database;
  readonly lockerId: string;
  readonly items: ReturnType<typeof createItemRows>;
  readonly orders: ReturnType<typeof createOrderRows>;
  readonly checkpoints: CheckpointRows;
  /** The tree over all entries there are. */
  readonly tree: () => LedgerTree;
}

/**
 * PRIVACY: P29. Which entries speak of an order: its own facts, sessions held for it, and everything about the items
 * that are in it now, except assignments that name another order. Entry 0 names the locker. Exports and verifications
 * are left out, so that exporting the same evidence again gives the same entries and the same tree.
 */
export const orderEntriesQuery = `
  SELECT seq, bytes FROM ledger_entry WHERE seq IN (
    SELECT 0
    UNION
    SELECT seq FROM view_entry
      WHERE order_id = @orderId
        AND kind IN ('order-added', 'order-changed', 'order-archived', 'session-began', 'session-ended')
    UNION
    SELECT event.seq FROM view_item JOIN view_entry AS event USING (item_id)
      WHERE view_item.order_id = @orderId
        AND (event.kind IN ('item-sealed', 'item-labelled', 'item-noted', 'call-described', 'item-transcribed')
          OR (event.kind = 'item-assigned' AND event.order_id = @orderId))
  ) ORDER BY seq`;

/** Keys that signed checkpoints up to a size: they name no order and no item. */
export const keyEntriesQuery = `SELECT seq, bytes FROM view_signing_key JOIN ledger_entry USING (seq)
  WHERE seq < ? ORDER BY seq`;

interface EntryRow {
  readonly seq: number;
  readonly bytes: Buffer;
}

/** Reads what the ledger says about one order, with proofs; undefined when there is no such order. */
export function createOrderLedgerReader(parts: OrderLedgerParts) {
  const { database, lockerId, items, orders } = parts;
  const entriesOf = database.prepare<[{ orderId: string }], EntryRow>(orderEntriesQuery);
  const keysBelow = database.prepare<[number], EntryRow>(keyEntriesQuery);
  const newestKey = database.prepare<[], number | null>('SELECT max(seq) FROM view_signing_key').pluck();
  const timeOf = database.prepare<[number], string>('SELECT at_utc FROM view_entry WHERE seq = ?').pluck();
  const exhibitsOf = database.prepare<[string], { item_id: string; number: string }>(
    `SELECT item_id, number FROM view_exhibit WHERE seq IN (
       SELECT seq FROM view_entry WHERE order_id = ? AND kind = 'dossier-exported') ORDER BY seq`,
  );
  const read = (orderId: OrderId): OrderLedger | undefined => {
    const found = orders.get(orderId);
    if (found === undefined) return undefined;
    const { itemCount, ...order } = found;
    const own = entriesOf.all({ orderId });
    const last = own.at(-1);
    invariant(last !== undefined, 'an order has the entry that added it');
    const inOrder = items.list({ orderId, offset: 0, limit: itemCount }).items;
    const itemSeqs = inOrder.map(({ seq }) => seq);
    // Packages are signed by the newest key: a stranger finds it only among entries that the head covers.
    const covered = Math.max(last.seq, newestKey.get() ?? 0);
    const withKey = chooseCheckpoints(parts.checkpoints, covered, itemSeqs);
    const chosen = withKey.head === null ? chooseCheckpoints(parts.checkpoints, last.seq, itemSeqs) : withKey;
    // INVARIANT: P29. Without a checkpoint the smallest tree with all of them: what other orders did afterwards does
    // not show.
    const tree = parts.tree().at(chosen.head?.size ?? last.seq + 1);
    const entries = [...own, ...keysBelow.all(tree.size)].toSorted((left, right) => left.seq - right.seq);
    return {
      order,
      history: orders.history(orderId),
      items: inOrder,
      entries: entries.map(({ seq, bytes }) => ({
        seq,
        bytes: new Uint8Array(bytes),
        proof: tree.inclusionProof(seq),
      })),
      treeHead: { origin: originOf(lockerId), size: tree.size, root: tree.root },
      checkpoints: chosen.all.map((checkpoint) => packaged(checkpoint, tree)),
      lastEntryAtUtc: known(timeOf.get(last.seq)),
      exhibitNumbers: new Map(exhibitsOf.all(orderId).map((row) => [row.item_id, row.number])),
    };
  };
  // One state of the ledger, whatever another process appends meanwhile.
  return (orderId: OrderId) => database.transaction(() => read(orderId)).deferred();
}

/**
 * The head: the checkpoint with the earliest trusted time of those that cover every entry of the order, else the smallest
 * that covers them. All: the head, and of each item the one with the earliest trusted time that covers it; none of these
 * is larger than the head.
 */
function chooseCheckpoints(
  checkpoints: CheckpointRows,
  lastSeq: number,
  itemSeqs: readonly number[],
): { readonly head: HeldCheckpoint | null; readonly all: readonly HeldCheckpoint[] } {
  const earliestCovering = createStampTimes(checkpoints.stampTimes());
  const stampedHead = earliestCovering(lastSeq);
  const head =
    stampedHead === undefined ? checkpoints.firstCovering(lastSeq) : checkpoints.ofSize(stampedHead);
  const sizes = new Set(itemSeqs.flatMap((seq) => earliestCovering(seq) ?? []));
  if (head !== null) sizes.add(head.size);
  const ascending = [...sizes].toSorted((left, right) => left - right);
  return { head, all: ascending.map((size) => known(checkpoints.ofSize(size))) };
}

function packaged(checkpoint: HeldCheckpoint, tree: TreeAt): PackagedCheckpoint {
  return { checkpoint, consistency: tree.consistencyProof(checkpoint.size) };
}
