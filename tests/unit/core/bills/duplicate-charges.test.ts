import { describe, expect, test } from 'vitest';
import { type BillLineFacts, findDuplicateCharges } from '../../../../core/bills/index.ts';
import { linesOf, minutesLater, refundOf } from './sample-lines.ts';

const found = (changes: readonly Partial<BillLineFacts>[], orderNumber?: string) =>
  findDuplicateCharges(linesOf(...changes), orderNumber === undefined ? undefined : { orderNumber }).map(
    ({ lines, certainty, overchargedFen, refundedFen }) => ({
      lines: lines.map(({ line }) => line - 26),
      certainty,
      overchargedFen,
      refundedFen,
    }),
  );
const sure = (lines: readonly number[], overchargedFen = 100_00, refundedFen = 0) => [
  { lines, certainty: 'sure', overchargedFen, refundedFen },
];
const suspected = (lines: readonly number[], overchargedFen = 100_00, refundedFen = 0) => [
  { lines, certainty: 'suspected', overchargedFen, refundedFen },
];

describe('one purchase charged twice is found', () => {
  test.each([
    [
      'a shop order number in the text',
      [
        { product: '点券 订单号:KM20260820A1' },
        { product: '点券 订单号:KM20260820A1', atUtc: minutesLater(600) },
      ],
      sure([0, 1]),
    ],
    [
      'one merchant number',
      [{ merchantNumber: 'M1' }, { merchantNumber: 'M1', atUtc: minutesLater(600) }],
      sure([0, 1]),
    ],
    ['no number: suspected', [{}, { atUtc: minutesLater(2) }], suspected([0, 1])],
    [
      'two merchant numbers: suspected',
      [{ merchantNumber: 'M1' }, { merchantNumber: 'M2', atUtc: minutesLater(2) }],
      suspected([0, 1]),
    ],
    [
      'across midnight in China',
      [
        { merchantNumber: 'M1', atUtc: minutesLater(0) },
        { merchantNumber: 'M1', atUtc: minutesLater(1) },
      ],
      sure([0, 1]),
    ],
    [
      'across the end of a year',
      [{ atUtc: '2026-12-31T15:59:59.000Z' }, { atUtc: '2026-12-31T16:00:01.000Z' }],
      suspected([0, 1]),
    ],
    ['in the other order of lines', [{ atUtc: minutesLater(2) }, {}], suspected([1, 0])],
    [
      'three times',
      [
        { merchantNumber: 'M1' },
        { merchantNumber: 'M1', atUtc: minutesLater(1) },
        { merchantNumber: 'M1', atUtc: minutesLater(2) },
      ],
      sure([0, 1, 2], 200_00),
    ],
    [
      'payee and product with other blanks and widths',
      [{}, { payee: '蓝鲸 点卡', product: '点券１００元', atUtc: minutesLater(2) }],
      suspected([0, 1]),
    ],
    [
      'twice, and a third charge is refunded',
      [
        { merchantNumber: 'M1' },
        { merchantNumber: 'M1', atUtc: minutesLater(1) },
        { merchantNumber: 'M1', atUtc: minutesLater(2), statedState: 'refunded', statedRefundFen: 100_00 },
      ],
      sure([0, 1], 100_00, 100_00),
    ],
    [
      'money that 支付宝 still holds',
      [{ status: '等待确认收货' }, { status: '等待确认收货', atUtc: minutesLater(2) }],
      suspected([0, 1]),
    ],
  ] as const)('%s', (_, lines, expected) => {
    expect(found(lines)).toEqual(expected);
  });

  test('the order’s own number makes it sure', () => {
    const lines = [
      { product: '点券-KM20260820A1' },
      { product: '点券-KM20260820A1', atUtc: minutesLater(300) },
    ];
    expect(found(lines)).toEqual([]);
    expect(found(lines, 'KM20260820A1')).toEqual(sure([0, 1]));
    expect(found(lines, 'KM 2026 0820 A1')).toEqual(sure([0, 1]));
    expect(found(lines, 'KM20260820A')).toEqual([]);
  });

  test('the reason says what the user needs in order to judge', () => {
    const [first] = findDuplicateCharges(linesOf({}, { atUtc: minutesLater(2) }));
    expect(first?.reason).toContain('疑似');
    expect(first?.reason).toContain('￥100.00');
    const [second] = findDuplicateCharges(linesOf({ merchantNumber: 'M1' }, { merchantNumber: 'M1' }));
    expect(second?.reason).toContain('M1');
  });
});

describe('what is no double charge is not named', () => {
  test.each([
    ['several orders of one price, later', [{}, { atUtc: minutesLater(31) }, { atUtc: minutesLater(70) }]],
    [
      'a monthly renewal',
      [
        { product: '影视会员', merchantNumber: 'M1' },
        { product: '影视会员', merchantNumber: 'M1', atUtc: minutesLater(43_200) },
      ],
    ],
    [
      'two renewals in a minute',
      [{ product: '会员自动续费' }, { product: '会员自动续费', atUtc: minutesLater(1) }],
    ],
    ['a deposit', [{ product: '充电宝押金' }, { product: '充电宝押金', atUtc: minutesLater(1) }]],
    ['a pre-authorisation', [{ category: '预授权' }, { category: '预授权', atUtc: minutesLater(1) }]],
    ['a payment for family', [{ category: '亲友代付' }, { category: '亲友代付', atUtc: minutesLater(1) }]],
    ['0.00', [{ amountFen: 0 }, { amountFen: 0, atUtc: minutesLater(1) }]],
    ['another amount', [{}, { amountFen: 100_01, atUtc: minutesLater(1) }]],
    ['another payee', [{}, { payee: '夜莺卡盟', atUtc: minutesLater(1) }]],
    ['another product text', [{}, { product: '点券101元', atUtc: minutesLater(1) }]],
    [
      'another order number in the text',
      [{ product: '订单号A000001' }, { product: '订单号A000002', atUtc: minutesLater(1) }],
    ],
    [
      'closed without a refund in sight',
      [{}, { statedState: 'closed', status: '交易关闭', atUtc: minutesLater(1) }],
    ],
    ['never paid', [{}, { statedState: 'unpaid', atUtc: minutesLater(1) }]],
    ['income', [{}, { direction: 'in', statedState: 'other', atUtc: minutesLater(1) }]],
    ['a word nobody knows', [{}, { isUnderstood: false, atUtc: minutesLater(1) }]],
    [
      'refunded in part',
      [{}, { statedState: 'partly-refunded', statedRefundFen: 1, atUtc: minutesLater(1) }],
    ],
    [
      'refunded, by a line that names it',
      [
        {},
        { atUtc: minutesLater(1) },
        refundOf({ transactionNumber: '2026082022001400000000000002_1', atUtc: minutesLater(9) }),
      ],
    ],
    [
      'one refund that could be either’s',
      [
        { provider: 'wechat-pay' },
        { provider: 'wechat-pay', atUtc: minutesLater(1) },
        refundOf({ provider: 'wechat-pay', direction: 'in', atUtc: minutesLater(9) }),
      ],
    ],
    [
      'one merchant number and a refund that could be either’s',
      [
        { merchantNumber: 'M1' },
        { merchantNumber: 'M1', atUtc: minutesLater(1) },
        refundOf({ merchantNumber: 'M1', payee: '别的写法', atUtc: minutesLater(9) }),
      ],
    ],
  ] as const)('%s', (_, lines) => {
    expect(found(lines)).toEqual([]);
  });

  test('a refund of somebody else’s or of before is no reason to keep silent', () => {
    const twice = [{}, { atUtc: minutesLater(2) }];
    expect(found([...twice, refundOf({ payee: '夜莺卡盟', atUtc: minutesLater(9) })])).toEqual(
      suspected([0, 1]),
    );
    expect(found([...twice, refundOf({ atUtc: minutesLater(-9) })])).toEqual(suspected([0, 1]));
    expect(found([...twice, refundOf({ amountFen: 100_01, atUtc: minutesLater(9) })])).toEqual(
      suspected([0, 1]),
    );
    const elsewhere = refundOf({ transactionNumber: '2026010122001400000000000009_1', merchantNumber: 'M9' });
    expect(found([...twice, { ...elsewhere, atUtc: minutesLater(9) }])).toEqual(suspected([0, 1]));
  });
});

describe('微信支付: a refund that took another’s payment gives nobody a clean sheet', () => {
  const wechat = { provider: 'wechat-pay', amountFen: 60_00 } as const;
  const refund = (amountFen: number, minute: number) =>
    refundOf({ provider: 'wechat-pay', direction: 'in', amountFen, atUtc: minutesLater(minute) });

  test('a payment refunded in two parts, and one of the whole whose status lags behind', () => {
    const partly = { ...wechat, statedState: 'refunded', statedRefundFen: 60_00 } as const;
    const lagging = { ...wechat, atUtc: minutesLater(3) };
    const kept = { ...wechat, atUtc: minutesLater(4) };
    expect(found([partly, refund(30_00, 1), refund(30_00, 2), lagging, kept, refund(60_00, 5)])).toEqual([]);
  });

  test('a refund before the payment is not that payment’s', () => {
    const lagging = [wechat, { ...wechat, atUtc: minutesLater(1) }];
    const refunded = {
      ...wechat,
      atUtc: minutesLater(9),
      statedState: 'refunded',
      statedRefundFen: 60_00,
    } as const;
    expect(found([...lagging, refund(60_00, 2), refunded])).toEqual([]);
  });
});
