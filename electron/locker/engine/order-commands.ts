import { invariant } from '../../../core/assert.ts';
import type { EntryPayload } from '../../../core/ledger/index.ts';
import type { Order, OrderFacts, OrderId } from '../../../core/orders/index.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { LockerError } from '../locker.ts';
import { type CommandParts, unknownOrder } from './item-commands.ts';
import type { EntryDraft } from './ledger-writer.ts';

/** Commands on orders, and records of exports and verifications. */
export function createOrderCommands({ connection, commit, orders }: CommandParts) {
  const read = (orderId: OrderId): Order => {
    const found = orders.get(orderId);
    invariant(found !== undefined, 'the order was found or written in this transaction');
    const { itemCount: _, ...order } = found;
    return order;
  };
  const changeOrder = (
    orderId: OrderId,
    draft: (order: Order) => EntryDraft | undefined,
  ): Result<Order, LockerError> =>
    commit(() => {
      const order = orders.get(orderId);
      if (order === undefined) return unknownOrder();
      const change = draft(order);
      return ok({ drafts: change === undefined ? [] : [change], answer: () => read(orderId) });
    });
  return {
    add(facts: OrderFacts): Result<Order, LockerError> {
      const orderId = `o-${connection.sources.id()}`;
      const draft: EntryDraft = { kind: 'order-added', payload: { orderId, facts } };
      return commit(() => ok({ drafts: [draft], answer: () => read(orderId) }));
    },
    change: (orderId: OrderId, facts: Partial<OrderFacts>): Result<Order, LockerError> =>
      changeOrder(orderId, (order) => changeDraft(order, facts)),
    setArchived: (orderId: OrderId, isArchived: boolean): Result<Order, LockerError> =>
      changeOrder(orderId, (order) =>
        order.isArchived === isArchived
          ? undefined
          : { kind: 'order-archived', payload: { orderId, isArchived } },
      ),
    recordExport: (payload: EntryPayload<'dossier-exported'>): Result<void, LockerError> =>
      commit(() =>
        orders.get(payload.orderId) === undefined
          ? unknownOrder()
          : ok({ drafts: [{ kind: 'dossier-exported', payload }], answer: () => undefined }),
      ),
    recordVerification: (payload: EntryPayload<'locker-verified'>): Result<void, LockerError> =>
      commit(() => ok({ drafts: [{ kind: 'locker-verified', payload }], answer: () => undefined })),
  };
}

/** Only what differs; undefined when nothing does. */
function changeDraft(order: Order, facts: Partial<OrderFacts>): EntryDraft | undefined {
  const changed = Object.entries(facts).filter(
    ([fact, value]) => value !== undefined && value !== order.facts[fact as keyof OrderFacts],
  );
  if (changed.length === 0) return undefined;
  const payload = { orderId: order.id, facts: Object.fromEntries(changed) };
  return { kind: 'order-changed', payload: payload as EntryPayload<'order-changed'> };
}
