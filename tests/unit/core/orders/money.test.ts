import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, formatYuan, MAX_FEN, parseFen } from '../../../../core/orders/index.ts';

const fen = (text: string) => {
  const read = parseFen(text);
  return read.ok ? read.value : read.error.code;
};

describe('money', () => {
  it('reads what people type to the exact fen', () => {
    expect(['98.5', '￥98.50', '¥ 1,234.05', '０.１', '12元', '0', '99999999.99', '  7 '].map(fen)).toEqual([
      9850,
      9850,
      123405,
      10,
      1200,
      0,
      MAX_FEN,
      700,
    ]);
  });

  it('refuses what is not an amount of money', () => {
    for (const text of [
      '',
      '-1',
      '1.234',
      '1e3',
      '1,23',
      '１２３４５６７８９',
      'abc',
      '.5',
      '1.',
      '100000000',
    ]) {
      expect(fen(text), text).toBe('AMOUNT_INVALID');
    }
  });

  it('writes any amount so that reading gives it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_FEN }), (amount) => {
        expect(fen(formatYuan(amount))).toBe(amount);
        expect(fen(formatMoney(amount))).toBe(amount);
      }),
    );
  });

  it('groups thousands as papers show them', () => {
    expect([1, 9850, 123456789].map(formatMoney)).toEqual(['￥0.01', '￥98.50', '￥1,234,567.89']);
  });
});
