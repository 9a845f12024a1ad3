import type { Fen } from '../orders/index.ts';
import type { BillLine } from './bill.ts';
import { billProviderNames } from './bill.ts';

/** One line of a sum as the window shows it; what was refunded is negative. */
export interface SettlementStep {
  readonly label: string;
  readonly amountFen: Fen;
}

/** What an order cost, what was paid for it, what came back. */
export interface Settlement {
  /** 应付; `null` when the order does not say. */
  readonly dueFen: Fen | null;
  /** 实付. */
  readonly paidFen: Fen;
  /** 已退. */
  readonly refundedFen: Fen;
  /** 未退: paid and not come back. */
  readonly outstandingFen: Fen;
  /** Outstanding minus due: above 0 多付, below 0 少付; `null` when the order does not say. */
  readonly differenceFen: Fen | null;
  /** The sum, step by step: 实付 and 已退 of each line add up to 未退. */
  readonly steps: readonly SettlementStep[];
  /** Lines that belong to no sum: never paid, words not known, or closed without a refund in sight. */
  readonly leftOut: readonly { readonly line: BillLine; readonly reason: string }[];
}

/** Adds up the lines that were matched to an order. Each refund counts once, by its payment. */
export function settle(order: { readonly amountFen: Fen | null }, lines: readonly BillLine[]): Settlement {
  const counted = lines.filter((line) => reasonLeftOut(line) === undefined);
  const paidFen = sum(counted.map(({ amountFen }) => amountFen));
  const refundedFen = sum(counted.map((line) => line.refundedFen));
  const outstandingFen = paidFen - refundedFen;
  const differenceFen = order.amountFen === null ? null : outstandingFen - order.amountFen;
  return {
    dueFen: order.amountFen,
    paidFen,
    refundedFen,
    outstandingFen,
    differenceFen,
    steps: [
      ...(order.amountFen === null ? [] : [{ label: '应付', amountFen: order.amountFen }]),
      ...counted.flatMap(stepsOf),
      { label: '未退', amountFen: outstandingFen },
      ...differenceStep(differenceFen),
    ],
    leftOut: lines.flatMap((line) => {
      const reason = reasonLeftOut(line);
      return reason === undefined ? [] : [{ line, reason }];
    }),
  };
}

function stepsOf(line: BillLine): readonly SettlementStep[] {
  const name = `${billProviderNames[line.provider]} ${line.transactionNumber}`;
  const paid = { label: `实付（${name}）`, amountFen: line.amountFen };
  if (line.refundedFen === 0) return [paid];
  return [paid, { label: `已退（${name}）`, amountFen: -line.refundedFen }];
}

function differenceStep(differenceFen: Fen | null): readonly SettlementStep[] {
  if (differenceFen === null || differenceFen === 0) return [];
  return [
    differenceFen > 0
      ? { label: '多付', amountFen: differenceFen }
      : { label: '少付', amountFen: -differenceFen },
  ];
}

function reasonLeftOut(line: BillLine): string | undefined {
  if (!line.isUnderstood) return `状态“${line.status}”不认识，没有计入合计。`;
  switch (line.state) {
    case 'paid':
    case 'refunded':
    case 'partly-refunded':
      return undefined;
    case 'unpaid':
      return '没有付款，没有计入合计。';
    case 'closed':
      return '交易已关闭，账单里没有找到退款；可能退款在另一段时间的账单里。没有计入合计。';
    case 'refund-line':
      return '这是退款，已按它的付款计算。';
    case 'other':
      return '不是这笔订单的付款，没有计入合计。';
  }
}

function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amount) => total + amount, 0);
}
