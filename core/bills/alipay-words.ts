import type { Fen } from '../orders/index.ts';
import type { BillLineFacts, LineState } from './bill.ts';

/** 等待确认收货 is paid: 支付宝 holds the money. */
const paid: ReadonlySet<string> = new Set([
  '交易成功',
  '支付成功',
  '代付成功',
  '等待发货',
  '等待确认收货',
  '等待对方确认收货',
]);
const closed: ReadonlySet<string> = new Set(['交易关闭', '已关闭']);
/** Known, and neither a payment nor its refund. */
const aside: ReadonlySet<string> = new Set([
  '退税成功',
  '还款成功',
  '还款失败',
  '放款成功',
  '解冻成功',
  '信用服务使用成功',
  '芝麻免押下单成功',
]);

const directions: Readonly<Record<string, BillLineFacts['direction']>> = {
  支出: 'out',
  收入: 'in',
  不计收支: 'neutral',
  其他: 'neutral',
  '': 'neutral',
};

/** The words of a line that decide what it is. */
export interface AlipayWords {
  readonly direction: string;
  readonly status: string;
  /** Whether it names a way or a time of payment: without one nothing was ever paid. */
  readonly hasPaid: boolean;
  /** `成功退款（元）`, which only the web export has. */
  readonly refundFen: Fen | null;
}

export type Reading = Pick<BillLineFacts, 'direction' | 'statedState' | 'statedRefundFen' | 'isUnderstood'>;

/** What 支付宝's words say by themselves; 交易关闭 alone decides nothing. */
export function readAlipayWords(words: AlipayWords): Reading {
  const direction = directions[words.direction];
  const state = stateOf(direction ?? 'neutral', words);
  if (direction === undefined || state === undefined) {
    return {
      direction: direction ?? 'neutral',
      statedState: 'other',
      statedRefundFen: words.refundFen,
      isUnderstood: false,
    };
  }
  return { direction, statedState: state, statedRefundFen: words.refundFen, isUnderstood: true };
}

function stateOf(direction: BillLineFacts['direction'], words: AlipayWords): LineState | undefined {
  const { status, hasPaid } = words;
  if (status === '退款成功') return 'refund-line';
  if (aside.has(status)) return 'other';
  if (paid.has(status)) return direction === 'out' ? 'paid' : 'other';
  if (status === '等待付款') return 'unpaid';
  if (!closed.has(status)) return undefined;
  if (!hasPaid) return direction === 'in' ? 'other' : 'unpaid';
  return direction === 'out' ? 'closed' : 'other';
}
