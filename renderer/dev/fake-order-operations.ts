import type { Client, OrderSummary } from '../../core/contract/index.ts';
import {
  type Order,
  type OrderChange,
  type OrderFacts,
  readDraft,
  readNewOrder,
} from '../../core/orders/index.ts';
import { fail, ok } from '../../core/result.ts';
import { fakeOrder } from './fake-evidence.ts';
import type { FakeWorld } from './fake-main.ts';

type SortBy = 'lastActivity' | 'added' | 'paid' | 'amount' | 'merchant';

/** Orders of the fake, by the core's own rules of reading. */
export function fakeOrderOperations(world: FakeWorld): Pick<Client, 'orders'> {
  const { orders } = world.contents;
  const histories = new Map<string, OrderChange[]>(initialHistory(orders));
  const unknown = () => fail('ORDER_UNKNOWN' as const, '找不到这个订单。');
  const replace = (order: Order, next: Order) => {
    orders[orders.indexOf(order)] = next;
    world.advance();
  };
  return {
    orders: {
      list: async ({ search, sortBy, isDescending, includeArchived }) => {
        const found = orders
          .filter(
            (order) => (includeArchived || !order.isArchived) && JSON.stringify(order.facts).includes(search),
          )
          .map((order) => summaryOf(world, order))
          .toSorted((one, other) => compare(one, other, sortBy) * (isDescending ? -1 : 1));
        return ok({ orders: found });
      },
      get: async ({ orderId }) => {
        const order = orders.find(({ id }) => id === orderId);
        if (order === undefined) return unknown();
        const { itemCount } = summaryOf(world, order);
        return ok({ order, history: histories.get(orderId) ?? [], itemCount });
      },
      add: async (draft) => {
        const { facts, refused } = readNewOrder(draft);
        if (facts === undefined) return ok({ refused: refused.map(wireRefusal) });
        const order = fakeOrder(1000 + orders.length, facts);
        const duplicates = sameNumber(orders, facts.platform, facts.number, null);
        orders.push(order);
        world.advance();
        return ok({ order, duplicates: duplicates.map(({ id }) => id) });
      },
      change: async ({ orderId, draft }) => {
        const order = orders.find(({ id }) => id === orderId);
        if (order === undefined) return unknown();
        const { facts, refused } = readDraft(draft);
        if (refused.length > 0) return ok({ refused: refused.map(wireRefusal) });
        histories.set(orderId, [...(histories.get(orderId) ?? []), ...changesOf(order, facts)]);
        const next = { ...order, facts: { ...order.facts, ...facts } };
        replace(order, next);
        return ok({ order: next, duplicates: [] });
      },
      findDuplicates: async ({ platform, number, exceptOrderId }) =>
        ok({
          orders: sameNumber(orders, platform, number, exceptOrderId).map((order) => summaryOf(world, order)),
        }),
      setArchived: async ({ orderId, isArchived }) => {
        const order = orders.find(({ id }) => id === orderId);
        if (order === undefined) return unknown();
        const next = { ...order, isArchived };
        replace(order, next);
        return ok({ order: next });
      },
    },
  };
}

function summaryOf(world: FakeWorld, order: Order): OrderSummary {
  const items = world.contents.items.filter((item) => item.orderId === order.id);
  return {
    ...order,
    itemCount: items.length,
    lastActivityUtc: items.at(-1)?.capturedAtUtc ?? order.addedAtUtc,
  };
}

function compare(one: OrderSummary, other: OrderSummary, sortBy: SortBy): number {
  const key = (order: OrderSummary): string => {
    const { amountFen, paidAtUtc, merchant } = order.facts;
    const keys: Record<SortBy, string> = {
      lastActivity: order.lastActivityUtc,
      added: order.addedAtUtc,
      paid: paidAtUtc ?? '',
      amount: String(amountFen ?? 0).padStart(12, '0'),
      merchant,
    };
    return keys[sortBy];
  };
  return key(one).localeCompare(key(other));
}

function sameNumber(orders: readonly Order[], platform: string, number: string, exceptId: string | null) {
  return orders.filter(
    ({ id, facts }) => id !== exceptId && facts.platform === platform && facts.number === number,
  );
}

function wireRefusal({ field, failure }: ReturnType<typeof readDraft>['refused'][number]) {
  return { field, code: failure.code, message: failure.message };
}

function changesOf(order: Order, facts: Partial<OrderFacts>): OrderChange[] {
  const atUtc = new Date().toISOString();
  return (Object.keys(facts) as (keyof OrderFacts)[])
    .filter((fact) => facts[fact] !== order.facts[fact])
    .map((fact) => ({ seq: 99, atUtc, fact, from: order.facts[fact], to: facts[fact] ?? null }));
}

function initialHistory(orders: readonly Order[]): [string, OrderChange[]][] {
  const [first] = orders;
  if (first === undefined) return [];
  const atUtc = '2026-11-23T06:20:00.000Z';
  return [
    [
      first.id,
      [
        { seq: 41, atUtc, fact: 'amountFen', from: 9800, to: 9850 },
        { seq: 52, atUtc, fact: 'promiseText', from: null, to: first.facts.promiseText },
      ],
    ],
  ];
}
