import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  draftFields,
  orderFactsSchema,
  parseInstant,
  readDraft,
  readNewOrder,
} from '../../../../core/orders/index.ts';

const purchase = {
  platform: '星辰点卡',
  merchant: '星辰数码专营店',
  number: '20261123140155001',
  product: '100 元点卡',
};

describe('a new order', () => {
  it('keeps the facts as entered, and what is unknown as unknown', () => {
    const { facts, refused } = readNewOrder({
      ...purchase,
      amount: '98.50',
      paidAt: '2026-11-23T14:02:11+08:00',
      promiseMinutes: '10',
    });
    expect(refused).toEqual([]);
    expect(facts).toMatchObject({
      ...purchase,
      category: 'card-key',
      status: 'awaiting-delivery',
      amountFen: 9850,
      paidAtUtc: '2026-11-23T06:02:11.000Z',
      promiseMinutes: 10,
      orderedAtUtc: null,
      transactionNumber: null,
    });
  });

  it('names every refused field at once', () => {
    const { facts, refused } = readNewOrder({
      platform: ' ',
      amount: '-1',
      paidAt: '2026-11-23 14:02',
      status: 'lost',
    });
    expect(facts).toBeUndefined();
    expect(refused.map(({ field, failure }) => [field, failure.code])).toEqual([
      ['platform', 'ORDER_FACT_MISSING'],
      ['merchant', 'ORDER_FACT_MISSING'],
      ['number', 'ORDER_FACT_MISSING'],
      ['product', 'ORDER_FACT_MISSING'],
      ['amount', 'ORDER_FACT_INVALID'],
      ['paidAt', 'ORDER_FACT_INVALID'],
      ['status', 'ORDER_FACT_INVALID'],
    ]);
  });

  it('is either refused by name or whole, whatever is typed', () => {
    const draft = fc.record(
      Object.fromEntries(draftFields.map((field) => [field, fc.string({ unit: 'binary', maxLength: 300 })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(draft, (typed) => {
        const { facts, refused } = readNewOrder(typed);
        if (refused.length > 0) expect(facts).toBeUndefined();
        else expect(orderFactsSchema.safeParse(facts).success).toBe(true);
      }),
    );
  });

  it('refuses control characters and line breaks in one-line facts but keeps emoji and rare characters', () => {
    expect(readDraft({ product: '点卡\u0000' }).refused).toHaveLength(1);
    expect(readDraft({ product: '点\n卡' }).refused).toHaveLength(1);
    expect(readDraft({ product: '𠮷野家🎮\u202e卡' })).toEqual({
      facts: { product: '𠮷野家🎮\u202e卡' },
      refused: [],
    });
  });
});

describe('a changed order', () => {
  it('touches only the fields given, and clears with an empty text', () => {
    expect(readDraft({ amount: '', transactionNumber: '', notes: ' 等了一小时 ' }).facts).toEqual({
      amountFen: null,
      transactionNumber: null,
      notes: ' 等了一小时 ',
    });
  });
});

describe('an instant', () => {
  it('needs a zone and a day that exists', () => {
    expect(parseInstant('2026-11-23T14:02:11+08:00')).toBe('2026-11-23T06:02:11.000Z');
    expect(parseInstant('2026-11-23T14:02Z')).toBe('2026-11-23T14:02:00.000Z');
    for (const text of [
      '2026-11-23T14:02:11',
      '2026-02-30T00:00Z',
      '2026-13-01T00:00Z',
      'yesterday',
      '1969-12-31T23:59Z',
    ]) {
      expect(parseInstant(text), text).toBeUndefined();
    }
  });
});
