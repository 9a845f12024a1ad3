import { ok, type Result } from '../result.ts';
import { type AlipayWords, type Reading, readAlipayWords } from './alipay-words.ts';
import type { BillLineFacts, TableRow } from './bill.ts';
import { type BillError, refuseLine } from './bill-error.ts';
import type { Field, Header } from './columns.ts';
import { type PlacedCell, readAmount, readNumber, readText, readTime } from './read-cells.ts';
import { readWechatWords, type WechatWords } from './wechat-words.ts';

/** Reads one row of the table; refuses it with line and column. */
export function readLine(header: Header, row: TableRow): Result<BillLineFacts, BillError> {
  const shape = checkShape(header, row);
  if (!shape.ok) return shape;
  const text = (field: Field) => readText(place(header, row, field));
  const transactionNumber = readNumber(place(header, row, 'transactionNumber'));
  if (!transactionNumber.ok) return transactionNumber;
  if (transactionNumber.value === '') return refuseAt(header, row, 'transactionNumber', '没有单号');
  const merchantNumber = readNumber(place(header, row, 'merchantNumber'));
  if (!merchantNumber.ok) return merchantNumber;
  const amount = readAmount(place(header, row, 'amount'));
  if (!amount.ok) return amount;
  const at = readTime(place(header, row, 'at'));
  if (!at.ok) return at;
  const refund = readRefund(header, row);
  if (!refund.ok) return refund;
  const status = text('status');
  const { provider } = header;
  const optional = (value: string) => (provider === 'wechat-pay' && value === '/' ? '' : value);
  const number = optional(merchantNumber.value);
  return ok({
    line: row.line,
    provider,
    transactionNumber: transactionNumber.value,
    merchantNumber: number === '' ? null : number,
    payee: optional(text('payee')),
    product: optional(text('product')),
    category: text('category'),
    amountFen: amount.value,
    atUtc: at.value,
    status,
    payMethod: optional(text('payMethod')),
    ...readWords(header, {
      direction: text('direction'),
      category: text('category'),
      status,
      amountFen: amount.value,
      refundFen: refund.value,
      hasPaid: text(header.layout === 'alipay-web' ? 'paidAt' : 'payMethod') !== '',
    }),
  });
}

function readWords(header: Header, words: AlipayWords & WechatWords): Reading {
  return header.provider === 'alipay' ? readAlipayWords(words) : readWechatWords(words);
}

function readRefund(header: Header, row: TableRow): Result<number | null, BillError> {
  if (header.positions.refunded === undefined) return ok(null);
  const placed = place(header, row, 'refunded');
  return readText(placed) === '' ? ok(null) : readAmount(placed);
}

/** A row has as many cells as the header; a trailing comma may leave blank ones behind. */
function checkShape(header: Header, row: TableRow): Result<null, BillError> {
  const { width } = header;
  const last = header.names[width - 1] ?? '';
  if (row.cells.length < width) {
    return refuseLine(row.line, last, `这一行只有 ${row.cells.length} 格，应有 ${width} 格`);
  }
  if (row.cells.slice(width).some((cell) => String(cell).trim() !== '')) {
    return refuseLine(row.line, last, `这一行多于 ${width} 格，可能是商品名里有没加引号的逗号`);
  }
  // A quote that is never closed joins rows until the next quote: half a row would be read as a name.
  const joined = row.cells.findIndex((cell) => isJoined(String(cell), width));
  return joined < 0 ? ok(null) : refuseLine(row.line, header.names[joined] ?? last, '引号没有成对');
}

/** Whether a text holds what looks like the rest of a row, a line end, and the beginning of the next. */
function isJoined(text: string, width: number): boolean {
  return text.includes('\n') && text.split(',').length > width / 2;
}

function place(header: Header, row: TableRow, field: Field): PlacedCell {
  const at = header.positions[field];
  const cell = at === undefined ? '' : (row.cells[at] ?? '');
  return { cell, line: row.line, column: at === undefined ? '' : (header.names[at] ?? '') };
}

function refuseAt(header: Header, row: TableRow, field: Field, reason: string) {
  const { line, column } = place(header, row, field);
  return refuseLine(line, column, reason);
}
