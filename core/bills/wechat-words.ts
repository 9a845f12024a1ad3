import { type Fen, parseFen } from '../orders/index.ts';
import type { Reading } from './alipay-words.ts';
import type { BillLineFacts } from './bill.ts';

const paid: ReadonlySet<string> = new Set([
  '支付成功',
  '已转账',
  '对方已收钱',
  '朋友已收钱',
  '已收钱',
  '已存入零钱',
  '已到账',
]);
const returned: ReadonlySet<string> = new Set(['已全额退款', '对方已退还']);
/** Known, and neither a payment nor its refund. */
const aside: ReadonlySet<string> = new Set([
  '充值完成',
  '充值成功',
  '提现已到账',
  '还款成功',
  '提现失败，已退回零钱',
]);

/** `中性交易` is what people call it; the column has `/`. */
const directions: Readonly<Record<string, BillLineFacts['direction']>> = {
  支出: 'out',
  收入: 'in',
  '/': 'neutral',
  中性交易: 'neutral',
};

export interface WechatWords {
  readonly direction: string;
  readonly category: string;
  readonly status: string;
  readonly amountFen: Fen;
}

/** What 微信支付's words say by themselves. The payment's own status is what refunds are told by. */
export function readWechatWords(words: WechatWords): Reading {
  const direction = directions[words.direction];
  const reading = direction === undefined ? undefined : read(direction, words);
  return reading === undefined || direction === undefined
    ? {
        direction: direction ?? 'neutral',
        statedState: 'other',
        statedRefundFen: null,
        isUnderstood: false,
      }
    : { direction, ...reading, isUnderstood: true };
}

type Stated = Pick<BillLineFacts, 'statedState' | 'statedRefundFen'>;

function read(direction: BillLineFacts['direction'], words: WechatWords): Stated | undefined {
  const { status, category, amountFen } = words;
  const refundFen = returned.has(status) ? amountFen : statedRefund(status);
  const isRefundLine = direction === 'in' && category.includes('退款');
  if (refundFen !== undefined) {
    if (isRefundLine) return { statedState: 'refund-line', statedRefundFen: null };
    if (direction !== 'out') return { statedState: 'other', statedRefundFen: null };
    const isWhole = refundFen >= amountFen;
    return { statedState: isWhole ? 'refunded' : 'partly-refunded', statedRefundFen: refundFen };
  }
  if (isRefundLine && paid.has(status)) return { statedState: 'refund-line', statedRefundFen: null };
  if (aside.has(status)) return { statedState: 'other', statedRefundFen: null };
  if (!paid.has(status)) return undefined;
  return { statedState: direction === 'out' ? 'paid' : 'other', statedRefundFen: null };
}

/** `已退款(¥0.95)` of the payment (any brackets), `已退款¥0.95` of the refund's own line. */
function statedRefund(status: string): Fen | undefined {
  const match = /^已退款\s*[(（]?\s*([¥￥]?[\d.,]+)\s*[)）]?$/.exec(status);
  const read = match?.[1] === undefined ? undefined : parseFen(match[1]);
  return read?.ok === true ? read.value : undefined;
}
