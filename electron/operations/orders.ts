import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import { addOrder, changeOrder } from '../orders/index.ts';
import type { OperationDeps } from './ports.ts';

/** Purchases and their facts. */
export function orderHandlers({ locker }: OperationDeps): Handlers['orders'] {
  return {
    list: async (query) => {
      if (!locker.ok) return locker;
      return ok({ orders: [...(await locker.value.listOrders(query))] });
    },
    get: async ({ orderId }) => {
      if (!locker.ok) return locker;
      const found = await locker.value.getOrder(orderId);
      return found === undefined ? unknownOrder() : ok({ ...found, history: [...found.history] });
    },
    add: async (draft) => (locker.ok ? await addOrder(locker.value, draft) : locker),
    change: async ({ orderId, draft }) =>
      locker.ok ? await changeOrder(locker.value, orderId, draft) : locker,
    findDuplicates: async ({ platform, number, exceptOrderId }) => {
      if (!locker.ok) return locker;
      const found = await locker.value.findDuplicateOrders(platform.trim(), number.trim(), exceptOrderId);
      return ok({ orders: [...found] });
    },
    setArchived: async ({ orderId, isArchived }) => {
      if (!locker.ok) return locker;
      const written = await locker.value.setOrderArchived(orderId, isArchived);
      return written.ok ? ok({ order: written.value }) : written;
    },
  };
}

/** The failure that every handler gives for an order that is not there. */
export function unknownOrder() {
  return fail('ORDER_UNKNOWN', '没有这个订单。请刷新订单列表后再试。');
}
