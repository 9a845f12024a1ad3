import type { Fen } from '../orders/index.ts';

export type BillProvider = 'alipay' | 'wechat-pay';

/** How each provider reads in Chinese. */
export const billProviderNames: Readonly<Record<BillProvider, string>> = {
  alipay: '支付宝',
  'wechat-pay': '微信支付',
};

/**
 * The known exports: 支付宝's web export (16 columns), its receipt of 2021–2023 (11), its app export since 2023 (12), and
 * 微信支付's one set of columns in both its containers.
 */
export type BillLayout = 'alipay-web' | 'alipay-receipt' | 'alipay-app' | 'wechat-csv' | 'wechat-xlsx';

/**
 * What became of a line's money. `closed` is 交易关闭 of something that may have been paid, with no refund in sight;
 * `other` is neither a payment nor its refund (income, transfers to oneself, deposits, words that are not known).
 */
export type LineState =
  | 'paid'
  | 'refunded'
  | 'partly-refunded'
  | 'refund-line'
  | 'unpaid'
  | 'closed'
  | 'other';

/** A line as the bill has it. Texts are verbatim but for blanks around them; 微信支付's `/` for nothing is empty. */
export interface BillLineFacts {
  /** Line of the file, or row of the sheet, that it begins on; from 1. */
  readonly line: number;
  readonly provider: BillProvider;
  /** 交易单号, 交易订单号 or 交易号: unique within a provider. */
  readonly transactionNumber: string;
  /** 商户单号 or 商家订单号. */
  readonly merchantNumber: string | null;
  readonly payee: string;
  readonly product: string;
  /** 交易类型, 交易分类 or 类型. */
  readonly category: string;
  readonly direction: 'out' | 'in' | 'neutral';
  readonly amountFen: Fen;
  /** Bills are written in UTC+08:00. */
  readonly atUtc: string;
  readonly status: string;
  readonly payMethod: string;
  /** What the line says by itself, before any other line is looked at. */
  readonly statedState: LineState;
  /** What the line itself says was refunded of it. */
  readonly statedRefundFen: Fen | null;
  /** False where a word is not known: such a line belongs to no sum. */
  readonly isUnderstood: boolean;
}

/** A line together with what the other lines say about it. */
export interface BillLine extends BillLineFacts {
  readonly state: LineState;
  /** Refunded of this payment, each refund counted once; never more than was paid. 0 for what is no payment. */
  readonly refundedFen: Fen;
}

export type BillWarningCode =
  | 'BILL_COUNT_DIFFERS'
  | 'BILL_COUNT_MISSING'
  | 'BILL_WORDS_UNKNOWN'
  | 'BILL_LINES_REPEATED';

/** What the user must see although the file was read. */
export interface BillWarning {
  readonly code: BillWarningCode;
  readonly message: string;
}

/** A whole export: every line, or it would not be here. */
export interface Bill {
  readonly provider: BillProvider;
  readonly layout: BillLayout;
  /** The period that the export says it covers. */
  readonly fromUtc?: string;
  readonly toUtc?: string;
  readonly lines: readonly BillLine[];
  readonly warnings: readonly BillWarning[];
}

/** A cell as the container has it: numbers only where a sheet stores numbers; its dates come as `2026-08-20 23:59:50`. */
export type Cell = string | number;

export interface TableRow {
  /** Line of the file, or row of the sheet, that it begins on; from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
}
