import { useRef } from 'react';
import type { Item, ItemId } from '../../../core/evidence/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { ok, type Result } from '../../../core/result.ts';
import { client } from '../../client.ts';
import { type Query, useQuery } from '../../hooks/index.ts';

const PAGE = 1000;

/**
 * All items of an order, or of the inbox for `null`, oldest first, refreshed when the ledger advances. Items that did not
 * change keep their identity, so that only the cards of changed ones are drawn again.
 */
export function useItems(orderId: OrderId | null, search: string): Query<readonly Item[]> {
  const known = useRef(new Map<ItemId, Item>());
  return useQuery(`items ${orderId ?? 'inbox'} ${search}`, async () => {
    const result = await allItems(orderId, search);
    if (!result.ok) return result;
    const items = result.value.map((item) => {
      const before = known.current.get(item.id);
      return before !== undefined && isSame(before, item) ? before : item;
    });
    known.current = new Map(items.map((item) => [item.id, item]));
    return ok(items);
  });
}

async function allItems(orderId: OrderId | null, search: string): Promise<Result<readonly Item[], string>> {
  const found = new Map<ItemId, Item>();
  for (let offset = 0; ; offset += PAGE) {
    const page = await client().evidence.list({ orderId, search, offset, limit: PAGE });
    if (!page.ok) return page;
    // A write between two pages may shift them: by id no item appears twice, and the write asks for a refresh.
    for (const item of page.value.items) found.set(item.id, item);
    if (page.value.items.length < PAGE || offset + PAGE >= page.value.total) return ok([...found.values()]);
  }
}

// Everything else about an item is sealed and cannot differ under the same id.
function isSame(one: Item, other: Item): boolean {
  return (
    one.kind === other.kind &&
    one.note === other.note &&
    one.transcriptCueCount === other.transcriptCueCount &&
    JSON.stringify(one.call) === JSON.stringify(other.call) &&
    one.orderId === other.orderId &&
    one.proofLevel === other.proofLevel
  );
}
