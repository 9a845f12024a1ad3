import { describe, expect, test } from 'vitest';
import type { Order, OrderFacts } from '../../../../core/orders/index.ts';
import { fail, ok } from '../../../../core/result.ts';
import { addOrder, changeOrder } from '../../../../electron/orders/index.ts';

const draft = {
  platform: '淘宝',
  merchant: '星辰点卡',
  number: '2026112300018842',
  product: '100 元点卡',
  amount: '98.5',
};

/** Records what reaches the locker; every number of an order has one other order. */
function recordingLocker() {
  const written: unknown[] = [];
  const order = (facts: Partial<OrderFacts>) =>
    ({
      id: 'o-new',
      facts: { ...draft, ...facts },
      isArchived: false,
      addedAtUtc: '',
      seq: 1,
    }) as unknown as Order;
  return {
    written,
    addOrder: async (facts: OrderFacts) => {
      written.push(facts);
      return ok(order(facts));
    },
    changeOrder: async (orderId: string, facts: Partial<OrderFacts>) => {
      written.push([orderId, facts]);
      return orderId === 'o-new' ? ok(order(facts)) : fail('ORDER_UNKNOWN' as const, '没有这个订单。');
    },
    findDuplicateOrders: async (platform: string, number: string, except: string | null) =>
      [{ id: `o-of-${platform}-${number}-not-${except}` }] as never,
  };
}

describe('orders', () => {
  test('an order is added with its amount in fen and its duplicates named', async () => {
    const locker = recordingLocker();
    const added = await addOrder(locker, draft);
    expect(locker.written).toMatchObject([{ amountFen: 9850, paidAtUtc: null, status: 'awaiting-delivery' }]);
    expect(added).toMatchObject({
      ok: true,
      value: { duplicates: ['o-of-淘宝-2026112300018842-not-o-new'] },
    });
  });

  test('every refused field is named and nothing is written', async () => {
    const locker = recordingLocker();
    const added = await addOrder(locker, { ...draft, merchant: ' ', amount: '-1', paidAt: 'yesterday' });
    expect(locker.written).toEqual([]);
    const refused = added.ok && 'refused' in added.value ? added.value.refused : [];
    expect(refused.map(({ field, code }) => [field, code])).toEqual([
      ['merchant', 'ORDER_FACT_MISSING'],
      ['amount', 'ORDER_FACT_INVALID'],
      ['paidAt', 'ORDER_FACT_INVALID'],
    ]);
    for (const { message } of refused) expect(message).toMatch(/[\u4e00-\u9fff]/);
  });

  test('a change writes only what the draft names', async () => {
    const locker = recordingLocker();
    await changeOrder(locker, 'o-new', { amount: '', notes: ' 留着空格 ' });
    expect(locker.written).toEqual([['o-new', { amountFen: null, notes: ' 留着空格 ' }]]);
  });

  test('a change with a refused field writes nothing', async () => {
    const locker = recordingLocker();
    const changed = await changeOrder(locker, 'o-new', { number: '', amount: '5' });
    expect(locker.written).toEqual([]);
    expect(changed).toMatchObject({
      ok: true,
      value: { refused: [{ field: 'number', code: 'ORDER_FACT_MISSING' }] },
    });
  });

  test("the locker's failure is passed on", async () => {
    expect(await changeOrder(recordingLocker(), 'o-gone', { amount: '5' })).toMatchObject({
      ok: false,
      error: { code: 'ORDER_UNKNOWN' },
    });
  });
});
