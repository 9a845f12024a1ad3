import { describe, expect, test } from 'vitest';
import {
  type Bill,
  type BillLineFacts,
  linkRefunds,
  matchOrder,
  type OrderToMatch,
  settle,
  uniteBills,
} from '../../../../core/bills/index.ts';
import { factsOf, linesOf, minutesLater, refundOf } from './sample-lines.ts';

const order: OrderToMatch = {
  orderNumber: 'KM20260820A1',
  transactionNumber: null,
  amountFen: 100_00,
  paidAtUtc: null,
  merchant: '蓝鲸点卡旗舰店',
};

describe('the payments of an order', () => {
  const match = (lines: readonly Partial<BillLineFacts>[], changes: Partial<OrderToMatch> = {}) =>
    matchOrder(linesOf(...lines), { ...order, ...changes }).map(({ line, by, differenceFen }) => [
      line.line - 26,
      by.join(),
      differenceFen,
    ]);

  test('by transaction number, with whatever blanks it was copied', () => {
    const changes = { transactionNumber: '2026 0820 2200 1400 0000 0000 0002' };
    expect(match([{}, { amountFen: 101_00 }], changes)).toEqual([[1, 'transaction-number', 1_00]]);
  });

  test('by the shop’s number, as 商户单号 or in the text, but not inside a longer one', () => {
    const lines = [
      { merchantNumber: 'KM20260820A1' },
      { product: '点券（KM20260820A1）' },
      { product: '点券 KM20260820A12' },
    ];
    expect(match(lines)).toEqual([
      [0, 'merchant-number', 0],
      [1, 'merchant-number', 0],
    ]);
  });

  test('by amount and time, the nearest first', () => {
    const lines = [
      { atUtc: minutesLater(29) },
      { atUtc: minutesLater(-3) },
      { atUtc: minutesLater(31) },
      { amountFen: 99_99 },
    ];
    expect(match(lines, { paidAtUtc: minutesLater(0) })).toEqual([
      [1, 'amount-and-time', 0],
      [0, 'amount-and-time', 0],
    ]);
    expect(match(lines)).toEqual([]);
  });

  test('the strongest reason first, then the payee named like the merchant', () => {
    const lines = [{ payee: '别家' }, {}, { merchantNumber: 'KM20260820A1', atUtc: minutesLater(99) }];
    const ranked = match(lines, { paidAtUtc: minutesLater(0) }).map(([line]) => line);
    expect(ranked).toEqual([2, 1, 0]);
  });

  test('never a refund or income; what was not paid only by its number', () => {
    const refund = refundOf({ merchantNumber: 'KM20260820A1' });
    const income = { direction: 'in', statedState: 'other' } as const;
    const unpaid = { statedState: 'unpaid' } as const;
    expect(match([refund, income, unpaid], { paidAtUtc: minutesLater(0) })).toEqual([]);
    expect(match([{ ...unpaid, merchantNumber: 'KM20260820A1' }])).toEqual([[0, 'merchant-number', 0]]);
  });

  test('without an amount there is no difference', () => {
    expect(match([{ merchantNumber: 'KM20260820A1' }], { amountFen: null })).toEqual([
      [0, 'merchant-number', null],
    ]);
  });
});

describe('the arithmetic', () => {
  test('paid twice, one partly refunded', () => {
    const lines = linesOf(
      {},
      { atUtc: minutesLater(1), statedRefundFen: 30_00, statedState: 'partly-refunded' },
    );
    const sum = settle(order, lines);
    expect(sum).toMatchObject({
      dueFen: 100_00,
      paidFen: 200_00,
      refundedFen: 30_00,
      outstandingFen: 170_00,
      differenceFen: 70_00,
    });
    expect(sum.steps.map(({ label, amountFen }) => [label.replace(/（.*/, ''), amountFen])).toEqual([
      ['应付', 100_00],
      ['实付', 100_00],
      ['实付', 100_00],
      ['已退', -30_00],
      ['未退', 170_00],
      ['多付', 70_00],
    ]);
  });

  test('paid less than due', () => {
    expect(settle(order, linesOf({ amountFen: 90_00 })).steps.at(-1)).toEqual({
      label: '少付',
      amountFen: 10_00,
    });
  });

  test('what is not understood, closed or unpaid is left out and said', () => {
    const lines = linesOf(
      { isUnderstood: false, status: '飞升' },
      { statedState: 'closed' },
      { statedState: 'unpaid' },
      refundOf({}),
      { statedState: 'other' },
    );
    const sum = settle(order, lines);
    expect([sum.paidFen, sum.leftOut.length]).toEqual([0, 5]);
    expect(sum.leftOut[0]?.reason).toContain('飞升');
  });

  test('an order without an amount has no difference', () => {
    expect(settle({ amountFen: null }, linesOf({}))).toMatchObject({
      dueFen: null,
      differenceFen: null,
      outstandingFen: 100_00,
    });
  });
});

describe('overlapping exports', () => {
  const bill = (...changes: readonly Partial<BillLineFacts>[]): Bill => ({
    provider: 'alipay',
    layout: 'alipay-app',
    lines: linkRefunds(changes.map((change) => factsOf(change))),
    warnings: [],
  });
  const number = factsOf().transactionNumber;

  test('a payment that stands in both is one, and a refund in the other file is its refund', () => {
    const refund = refundOf({ transactionNumber: `${number}_R1`, atUtc: minutesLater(9) });
    const united = uniteBills([bill({}), bill(refund, {})]);
    expect(united.ok && united.value.lines.map(({ state }) => state)).toEqual(['refunded', 'refund-line']);
  });

  test('the same number with another content is refused, and what differs is said', () => {
    expect(uniteBills([bill({}), bill({ status: '交易关闭' })])).toMatchObject({
      error: { code: 'BILL_CONTRADICTORY', details: { transactionNumber: number, column: '状态' } },
    });
  });

  test('the web export words some columns differently', () => {
    const united = uniteBills([
      bill({}),
      bill({ category: '即时到账交易', payMethod: '', statedRefundFen: 5_00 }),
    ]);
    expect(united.ok && united.value.lines.map(({ refundedFen }) => refundedFen)).toEqual([5_00]);
  });

  test('one number of two providers is two payments', () => {
    const wechat: Bill = {
      ...bill({ provider: 'wechat-pay' }),
      provider: 'wechat-pay',
      layout: 'wechat-csv',
    };
    const united = uniteBills([bill({}), wechat]);
    expect(united.ok && united.value.lines).toHaveLength(2);
  });
});
