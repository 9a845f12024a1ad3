import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { OperationDeps } from './ports.ts';

/** Items: listing, and the facts about them that may change. */
export function evidenceHandlers({ locker, forgetMade }: OperationDeps): Handlers['evidence'] {
  return {
    list: async (query) => {
      if (!locker.ok) return locker;
      const { items, total } = await locker.value.listItems(query);
      return ok({ items: [...items], total });
    },
    get: async ({ itemId }) => {
      if (!locker.ok) return locker;
      const found = await locker.value.getItem(itemId);
      if (found === undefined) return fail('ITEM_UNKNOWN', '没有这份证据。请刷新后再试。');
      return ok({ item: found.item, history: [...found.history] });
    },
    assign: async ({ itemIds, orderId }) => {
      if (!locker.ok) return locker;
      const written = await locker.value.assignItems(itemIds, orderId, 'user');
      return written.ok ? ok({ items: [...written.value] }) : written;
    },
    label: async ({ itemIds, kind }) => {
      if (!locker.ok) return locker;
      const written = await locker.value.labelItems(itemIds, kind);
      return written.ok ? ok({ items: [...written.value] }) : written;
    },
    note: async ({ itemId, note }) => {
      if (!locker.ok) return locker;
      const written = await locker.value.noteItem(itemId, note);
      return written.ok ? ok({ item: written.value }) : written;
    },
    remove: async ({ itemIds, reason }) => {
      if (!locker.ok) return locker;
      const found = await Promise.all(itemIds.map((itemId) => locker.value.getItem(itemId)));
      const removed = await locker.value.removeItems(itemIds, reason);
      if (!removed.ok) return removed;
      for (const each of found) if (each !== undefined) await forgetMade?.(each.item.sha256);
      return ok({ itemIds: [...removed.value.itemIds], pendingObjects: removed.value.pendingObjects });
    },
  };
}
