import { type BillLine, type BillLineFacts, linkRefunds } from '../../../../core/bills/index.ts';

/** A payment as read from 支付宝, with changes. */
export function factsOf(changes: Partial<BillLineFacts> = {}): BillLineFacts {
  return {
    line: 26,
    provider: 'alipay',
    transactionNumber: '2026082022001400000000000001',
    merchantNumber: null,
    payee: '蓝鲸点卡',
    product: '点券100元',
    category: '充值缴费',
    direction: 'out',
    amountFen: 100_00,
    atUtc: '2026-08-20T15:59:50.000Z',
    status: '交易成功',
    payMethod: '花呗',
    statedState: 'paid',
    statedRefundFen: null,
    isUnderstood: true,
    ...changes,
  };
}

/** Lines with numbers of their own, refunds linked. */
export function linesOf(...changes: readonly Partial<BillLineFacts>[]): readonly BillLine[] {
  return linkRefunds(
    changes.map((change, at) =>
      factsOf({
        line: 26 + at,
        transactionNumber: `20260820220014${String(at + 1).padStart(14, '0')}`,
        ...change,
      }),
    ),
  );
}

/** So many minutes after the sample's payment. */
export const minutesLater = (minutes: number): string =>
  new Date(Date.parse('2026-08-20T15:59:50.000Z') + minutes * 60_000).toISOString();

/** A refund line, by what it names. */
export const refundOf = (changes: Partial<BillLineFacts>): Partial<BillLineFacts> => ({
  direction: 'neutral',
  category: '退款',
  status: '退款成功',
  statedState: 'refund-line',
  ...changes,
});
