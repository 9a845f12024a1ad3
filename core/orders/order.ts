import { z } from 'zod';
import { MAX_FEN } from './money.ts';

/** `o-` and 26 characters of Crockford base 32 (128 random bits). */
export type OrderId = string;

export const orderIdSchema = z.string().regex(/^o-[0-9a-z]{26}$/);

export const orderCategories = [
  'card-key',
  'account',
  'activation-code',
  'membership',
  'top-up',
  'other',
] as const;
export type OrderCategory = (typeof orderCategories)[number];

/** 点卡/卡密, 账号, 激活码, 会员, 代充, 其他. */
export const orderCategoryNames: Readonly<Record<OrderCategory, string>> = {
  'card-key': '点卡/卡密',
  account: '账号',
  'activation-code': '激活码',
  membership: '会员',
  'top-up': '代充',
  other: '其他',
};

export const orderStatuses = [
  'awaiting-delivery',
  'delivered',
  'defective',
  'refund-requested',
  'complained',
  'refunded',
  'closed',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** How each status reads in Chinese. */
export const orderStatusNames: Readonly<Record<OrderStatus, string>> = {
  'awaiting-delivery': '等待发货',
  delivered: '已交付',
  defective: '交付有问题',
  'refund-requested': '已要求退款',
  complained: '已投诉',
  refunded: '已退款',
  closed: '已了结',
};

export const paymentChannels = [
  'alipay',
  'wechat-pay',
  'unionpay',
  'bank-card',
  'qq-wallet',
  'balance',
  'other',
] as const;
export type PaymentChannel = (typeof paymentChannels)[number];

/** How each payment channel reads in Chinese. */
export const paymentChannelNames: Readonly<Record<PaymentChannel, string>> = {
  alipay: '支付宝',
  'wechat-pay': '微信支付',
  unionpay: '云闪付/银联',
  'bank-card': '银行卡',
  'qq-wallet': 'QQ 钱包',
  balance: '平台余额',
  other: '其他',
};

const line = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => text.trim() === text && text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/**
 * What the user says about a purchase. Every member is present; what is not known is `null`. Amounts are whole fen,
 * instants UTC. Kept as entered, with every change as an entry of its own.
 */
export const orderFactsSchema = z.strictObject({
  platform: line(80),
  merchant: line(120),
  /** 订单号, verbatim. */
  number: line(80),
  product: line(200),
  category: z.enum(orderCategories),
  amountFen: z.int().nonnegative().max(MAX_FEN).nullable(),
  paymentChannel: z.enum(paymentChannels).nullable(),
  transactionNumber: line(80).nullable(),
  orderedAtUtc: instant.nullable(),
  paidAtUtc: instant.nullable(),
  /** Promised delivery, counted from payment. */
  promiseMinutes: z.int().positive().max(525_600).nullable(),
  /** Promised delivery in the merchant's own words. */
  promiseText: line(200).nullable(),
  status: z.enum(orderStatuses),
  notes: z.string().max(4000),
});

export type OrderFacts = z.infer<typeof orderFactsSchema>;

/** One purchase, as it stands now. */
export interface Order {
  readonly id: OrderId;
  readonly facts: OrderFacts;
  readonly isArchived: boolean;
  readonly addedAtUtc: string;
  /** Position of its `order-added` entry. */
  readonly seq: number;
}

/** One change of an order's facts, as the history shows it. */
export interface OrderChange {
  readonly seq: number;
  readonly atUtc: string;
  readonly fact: keyof OrderFacts | 'isArchived';
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
}
