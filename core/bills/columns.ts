import type { Result } from '../result.ts';
import type { BillLayout, BillProvider, Cell, TableRow } from './bill.ts';
import { type BillError, refuseBill, refuseColumns } from './bill-error.ts';

/** What a column means to us, whatever its name in a layout. */
export type Field =
  | 'transactionNumber'
  | 'merchantNumber'
  | 'payee'
  | 'product'
  | 'category'
  | 'direction'
  | 'amount'
  | 'at'
  | 'status'
  | 'payMethod'
  | 'paidAt'
  | 'refunded'
  | 'funds';

interface Columns {
  readonly provider: BillProvider;
  /** Names are as {@link columnName} gives them. */
  readonly fields: Readonly<Partial<Record<Field, string>>>;
  /** Columns that belong to the layout and are not read. */
  readonly unread: readonly string[];
}

const alipayWeb: Columns = {
  provider: 'alipay',
  fields: {
    transactionNumber: '交易号',
    merchantNumber: '商家订单号',
    at: '交易创建时间',
    paidAt: '付款时间',
    category: '类型',
    payee: '交易对方',
    product: '商品名称',
    amount: '金额(元)',
    direction: '收/支',
    status: '交易状态',
    refunded: '成功退款(元)',
    funds: '资金状态',
  },
  unread: ['最近修改时间', '交易来源地', '服务费(元)', '备注'],
};

const alipayApp: Columns = {
  provider: 'alipay',
  fields: {
    at: '交易时间',
    category: '交易分类',
    payee: '交易对方',
    product: '商品说明',
    direction: '收/支',
    amount: '金额',
    payMethod: '收/付款方式',
    status: '交易状态',
    transactionNumber: '交易订单号',
    merchantNumber: '商家订单号',
  },
  unread: ['对方账号', '备注'],
};

const wechat: Columns = {
  provider: 'wechat-pay',
  fields: {
    at: '交易时间',
    category: '交易类型',
    payee: '交易对方',
    product: '商品',
    direction: '收/支',
    amount: '金额(元)',
    payMethod: '支付方式',
    status: '当前状态',
    transactionNumber: '交易单号',
    merchantNumber: '商户单号',
  },
  unread: ['备注'],
};

const known: readonly Columns[] = [alipayApp, wechat, alipayWeb];

/** Columns of other companies' bills, which share most names with 支付宝's. */
const foreign: ReadonlySet<string> = new Set(['商户名称', '订单标题', '摘要', '交易摘要', '交易日期']);
const accountBook = ['记录时间', '收支类型'] as const;

/** Share of a layout's columns from which a row counts as a header that someone changed. */
const NEARLY = 0.6;

/** Where the table begins and which cell is what. */
export interface Header {
  readonly provider: BillProvider;
  readonly layout: BillLayout;
  /** Index of the header among the rows. */
  readonly index: number;
  /** How many cells a row has; whatever stands after them must be blank. */
  readonly width: number;
  readonly positions: Readonly<Partial<Record<Field, number>>>;
  /** The names for messages. */
  readonly names: readonly string[];
}

/**
 * Finds the header by its names: the first row that has all columns of a layout, wherever it stands and in whatever
 * order. A row that has nearly all, or columns that are not known, is `BILL_COLUMNS_UNKNOWN`.
 */
export function findHeader(rows: readonly TableRow[], container: 'csv' | 'xlsx'): Result<Header, BillError> {
  let nearly: { readonly row: TableRow; readonly columns: Columns; readonly share: number } | undefined;
  for (const [index, row] of rows.entries()) {
    const names = namesOf(row.cells);
    if (names.length < 6) continue;
    for (const columns of known) {
      const wanted = Object.values(columns.fields);
      const share = wanted.filter((name) => names.includes(name)).length / wanted.length;
      if (share === 1) return readHeader({ index, row, names, columns, container });
      const isForeign = names.some((name) => foreign.has(name));
      if (!isForeign && share >= NEARLY && share > (nearly?.share ?? 0)) nearly = { row, columns, share };
    }
    if (accountBook.every((name) => names.includes(name))) return refuseBill('BILL_ACCOUNT_BOOK');
  }
  if (nearly === undefined) return refuseBill('BILL_NOT_RECOGNISED');
  const { missing, unknown } = difference(namesOf(nearly.row.cells), nearly.columns);
  return refuseColumns(nearly.row.line, missing, unknown);
}

interface Found {
  readonly index: number;
  readonly row: TableRow;
  readonly names: readonly string[];
  readonly columns: Columns;
  readonly container: 'csv' | 'xlsx';
}

function readHeader({ index, row, names, columns, container }: Found): Result<Header, BillError> {
  const { unknown } = difference(names, columns);
  if (unknown.length > 0) return refuseColumns(row.line, [], unknown);
  const entries = Object.entries(columns.fields).map(([field, name]) => [field, names.indexOf(name)]);
  return {
    ok: true,
    value: {
      provider: columns.provider,
      layout: layoutOf(columns, names, container),
      index,
      width: names.length,
      positions: Object.fromEntries(entries),
      names,
    },
  };
}

function layoutOf(columns: Columns, names: readonly string[], container: 'csv' | 'xlsx'): BillLayout {
  if (columns === wechat) return container === 'csv' ? 'wechat-csv' : 'wechat-xlsx';
  if (columns === alipayWeb) return 'alipay-web';
  return names.includes('备注') ? 'alipay-app' : 'alipay-receipt';
}

/** A name that stands twice is unknown: nobody could say which of the two is meant. */
function difference(names: readonly string[], columns: Columns) {
  const wanted = Object.values(columns.fields);
  const all = new Set([...wanted, ...columns.unread]);
  return {
    missing: wanted.filter((name) => !names.includes(name)),
    unknown: names.filter((name, at) => !all.has(name) || names.indexOf(name) !== at),
  };
}

/** Names without the empty cells that a trailing comma leaves. */
function namesOf(cells: readonly Cell[]): readonly string[] {
  const names = cells.map((cell) => columnName(cell));
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}

/** Brackets differ between the providers, and padding between the years. */
function columnName(cell: Cell): string {
  return String(cell).trim().replaceAll('（', '(').replaceAll('）', ')');
}
