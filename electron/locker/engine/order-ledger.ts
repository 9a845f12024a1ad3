import type { Database } from 'better-sqlite3';
import { invariant } from '../../../core/assert.ts';
import { merkleTree, originOf } from '../../../core/ledger/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import type { createItemRows } from '../database/item-rows.ts';
import type { createOrderRows } from '../database/order-rows.ts';
import type { OrderLedger } from '../locker.ts';
import type { LedgerTree } from './ledger-tree.ts';

interface OrderLedgerParts {
  readonly database: Database;
  readonly lockerId: string;
  readonly items: ReturnType<typeof createItemRows>;
  readonly orders: ReturnType<typeof createOrderRows>;
  /** The tree over all entries there are. */
  readonly tree: () => LedgerTree;
}

/**
 * PRIVACY: P29. Which entries speak of an order: its own facts, and everything about the items that are in it now,
 * except assignments that name another order. Entry 0 names the locker. Exports and verifications are left out, so
 * that exporting the same evidence again gives the same entries and the same tree.
 */
export const orderEntriesQuery = `
  SELECT seq, bytes FROM ledger_entry WHERE seq IN (
    SELECT 0
    UNION
    SELECT seq FROM view_entry
      WHERE order_id = @orderId AND kind IN ('order-added', 'order-changed', 'order-archived')
    UNION
    SELECT event.seq FROM view_item JOIN view_entry AS event USING (item_id)
      WHERE view_item.order_id = @orderId
        AND (event.kind IN ('item-sealed', 'item-labelled', 'item-noted', 'call-described', 'item-transcribed')
          OR (event.kind = 'item-assigned' AND event.order_id = @orderId))
  ) ORDER BY seq`;

/** Reads what the ledger says about one order, with proofs; undefined when there is no such order. */
export function createOrderLedgerReader(parts: OrderLedgerParts) {
  const { database, lockerId, items, orders } = parts;
  const entriesOf = database.prepare<[{ orderId: string }], { seq: number; bytes: Buffer }>(
    orderEntriesQuery,
  );
  const timeOf = database.prepare<[number], string>('SELECT at_utc FROM view_entry WHERE seq = ?').pluck();
  const exhibitsOf = database.prepare<[string], { item_id: string; number: string }>(
    `SELECT item_id, number FROM view_exhibit WHERE seq IN (
       SELECT seq FROM view_entry WHERE order_id = ? AND kind = 'dossier-exported') ORDER BY seq`,
  );
  const read = (orderId: OrderId): OrderLedger | undefined => {
    const found = orders.get(orderId);
    if (found === undefined) return undefined;
    const { itemCount, ...order } = found;
    const entries = entriesOf.all({ orderId });
    const last = entries.at(-1);
    invariant(last !== undefined, 'an order has the entry that added it');
    // INVARIANT: P29. The smallest tree with all of them: what other orders did afterwards does not show.
    const tree = merkleTree(parts.tree().leaves.slice(0, last.seq + 1));
    return {
      order,
      history: orders.history(orderId),
      items: items.list({ orderId, offset: 0, limit: itemCount }).items,
      entries: entries.map(({ seq, bytes }) => ({
        seq,
        bytes: new Uint8Array(bytes),
        proof: tree.inclusionProof(seq),
      })),
      treeHead: { origin: originOf(lockerId), size: tree.size, root: tree.root },
      checkpoints: [],
      lastEntryAtUtc: timeOf.get(last.seq) ?? '',
      exhibitNumbers: new Map(exhibitsOf.all(orderId).map((row) => [row.item_id, row.number])),
    };
  };
  // One state of the ledger, whatever another process appends meanwhile.
  return (orderId: OrderId) => database.transaction(() => read(orderId)).deferred();
}
