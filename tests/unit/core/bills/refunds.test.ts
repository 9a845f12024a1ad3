import { describe, expect, test } from 'vitest';
import { type BillLineFacts, linkRefunds } from '../../../../core/bills/index.ts';
import { factsOf, linesOf, minutesLater, refundOf } from './sample-lines.ts';

const states = (...changes: readonly Partial<BillLineFacts>[]) =>
  linesOf(...changes).map(({ state, refundedFen }) => [state, refundedFen]);

describe('支付宝: a refund is counted once', () => {
  test.each([
    [
      'by the number',
      [{}, refundOf({ transactionNumber: '2026082022001400000000000001_R1' })],
      ['refunded', 100_00],
    ],
    [
      'in part',
      [{}, refundOf({ transactionNumber: '2026082022001400000000000001_R1', amountFen: 30_00 })],
      ['partly-refunded', 30_00],
    ],
    [
      'twice in part',
      [
        {},
        refundOf({ transactionNumber: '2026082022001400000000000001_R1', amountFen: 30_00 }),
        refundOf({ transactionNumber: '2026082022001400000000000001_R2', amountFen: 70_00 }),
      ],
      ['refunded', 100_00],
    ],
    [
      'column and line',
      [
        { statedRefundFen: 30_00, statedState: 'partly-refunded' },
        refundOf({ transactionNumber: '2026082022001400000000000001_R1', amountFen: 30_00 }),
      ],
      ['partly-refunded', 30_00],
    ],
    [
      'column alone',
      [{ statedRefundFen: 30_00, statedState: 'partly-refunded' }],
      ['partly-refunded', 30_00],
    ],
    [
      'by the merchant number',
      [{ merchantNumber: 'M1' }, refundOf({ merchantNumber: 'M1', atUtc: minutesLater(1) })],
      ['refunded', 100_00],
    ],
    [
      'closed and refunded',
      [{ statedState: 'closed' }, refundOf({ transactionNumber: '2026082022001400000000000001_R1' })],
      ['refunded', 100_00],
    ],
    ['closed, no refund in sight', [{ statedState: 'closed' }], ['closed', 0]],
    [
      'more refunds than money',
      [{}, refundOf({ transactionNumber: '2026082022001400000000000001_R1', amountFen: 900_00 })],
      ['refunded', 100_00],
    ],
    ['never by amount alone', [{}, refundOf({ atUtc: minutesLater(1) })], ['paid', 0]],
    [
      'not by another’s number that begins alike',
      [
        { transactionNumber: '2026082022001400000000000' },
        refundOf({ transactionNumber: '2026082022001400000000000001_R1' }),
      ],
      ['paid', 0],
    ],
  ] as const)('%s', (_, lines, expected) => {
    expect(states(...lines)[0]).toEqual(expected);
  });
});

describe('微信支付: the payment’s own status is trusted first', () => {
  const paid = { provider: 'wechat-pay', statedState: 'paid' } as const;
  const refunded = { provider: 'wechat-pay', statedState: 'refunded', statedRefundFen: 100_00 } as const;
  const line = refundOf({
    provider: 'wechat-pay',
    direction: 'in',
    category: '蓝鲸点卡-退款',
    payee: '/',
    atUtc: minutesLater(9),
  });

  test('status and line are one refund', () => {
    expect(states(refunded, line)).toEqual([
      ['refunded', 100_00],
      ['refund-line', 0],
    ]);
  });

  test('a refund line does not make another payment refunded', () => {
    expect(states(paid, refunded, line)).toEqual([
      ['paid', 0],
      ['refunded', 100_00],
      ['refund-line', 0],
    ]);
  });

  test('a status without its line stands', () => {
    expect(states(refunded)).toEqual([['refunded', 100_00]]);
  });
});

test('linking again changes nothing', () => {
  const once = linkRefunds([
    factsOf(),
    factsOf({ ...refundOf({}), transactionNumber: `${factsOf().transactionNumber}_1` }),
  ]);
  expect(linkRefunds(once)).toEqual(once);
});
