import { describe, expect, it } from 'vitest';
import { draftFields, type Order, readDraft, readNewOrder } from '../../../../../core/orders/index.ts';
import {
  changedFields,
  draftTextsOf,
  refusalText,
} from '../../../../../renderer/features/orders/order-draft-texts.ts';
import { overdueMinutes } from '../../../../../renderer/features/orders/overdue.ts';
import { locales } from '../../../../../renderer/locales/index.ts';

const facts = readNewOrder({
  platform: '闲鱼',
  merchant: '小熊',
  number: 'A-1',
  product: '账号',
  amount: '98.5',
  paidAt: '2026-11-23T14:02:11.250+08:00',
  promiseMinutes: '10',
}).facts;
if (facts === undefined) throw new Error('the order of this test is not valid');
const order: Order = { id: 'o-1', facts, isArchived: false, addedAtUtc: '', seq: 1 };

describe('the form of an order', () => {
  it('shows facts so that the core reads the same facts back', () => {
    const { facts: back, refused } = readDraft(draftTextsOf(order));
    expect(refused).toEqual([]);
    expect(back).toEqual(order.facts);
  });

  it('sends only what the user changed: milliseconds of a time are not lost by changing a note', () => {
    const before = draftTextsOf(order);
    expect(changedFields(before, { ...before, notes: '客服答应退款' })).toEqual({ notes: '客服答应退款' });
    expect(changedFields(before, before)).toEqual({});
  });

  it('says of every field why it is refused, in both languages', () => {
    for (const field of draftFields) {
      for (const code of ['ORDER_FACT_INVALID', 'ORDER_FACT_MISSING']) {
        for (const texts of Object.values(locales)) expect(refusalText(field, code, texts)).not.toBe('');
      }
    }
  });
});

describe('a promised delivery', () => {
  it('counts from payment, in whole minutes, while delivery is awaited', () => {
    const paidMs = Date.parse('2026-11-23T06:02:11.250Z');
    expect(overdueMinutes(order, paidMs + 42 * 60_000)).toBe(32);
    expect(overdueMinutes(order, paidMs + 4 * 60_000)).toBe(-6);
    const delivered: Order = { ...order, facts: { ...order.facts, status: 'delivered' } };
    expect(overdueMinutes(delivered, paidMs)).toBeUndefined();
    const unpaid: Order = { ...order, facts: { ...order.facts, paidAtUtc: null } };
    expect(overdueMinutes(unpaid, paidMs)).toBeUndefined();
  });
});
