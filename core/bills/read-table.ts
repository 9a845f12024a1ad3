import { ok, type Result } from '../result.ts';
import type { Bill, BillLineFacts, BillWarning, TableRow } from './bill.ts';
import { type BillError, refuseTruncated } from './bill-error.ts';
import { findHeader, type Header } from './columns.ts';
import { readSurroundings } from './preamble.ts';
import { readLine } from './read-line.ts';
import { linkRefunds } from './refunds.ts';
import { uniteLines } from './unite.ts';

/**
 * Reads the rows of a bill, all or nothing: one bad line refuses the file with its line and column. The table begins
 * after the header, wherever that is, and ends with the rows or at a line of dashes. The same line twice is one line;
 * one number with two contents is `BILL_CONTRADICTORY`. The number of lines is compared with what the file says (`共N笔记录`),
 * and a difference is a warning: only this tells a file that was cut at the end of a line.
 */
export function readTable(rows: readonly TableRow[], container: 'csv' | 'xlsx'): Result<Bill, BillError> {
  const found = findHeader(rows, container);
  if (!found.ok) return found;
  const header = found.value;
  const below = rows.slice(header.index + 1);
  const dashes = below.findIndex(isDashes);
  const end = dashes < 0 ? below.length : dashes;
  const table = below.slice(0, end).filter((row) => !isBlank(row));
  const read = readLines(header, table, end === below.length);
  if (!read.ok) return read;
  const united = uniteLines(read.value);
  if (!united.ok) return united;
  const { count, period } = readSurroundings([...rows.slice(0, header.index), ...below.slice(end)]);
  return ok({
    provider: header.provider,
    layout: header.layout,
    ...period,
    lines: linkRefunds(united.value),
    warnings: [
      ...countWarnings(count, table.length),
      ...repeatWarnings(table.length - united.value.length),
      ...wordWarnings(united.value),
    ],
  });
}

/** Whether some row of these is the header of a bill, so that a workbook's sheets can be told apart. */
export function hasBillHeader(rows: readonly TableRow[]): boolean {
  return findHeader(rows, 'xlsx').ok;
}

function readLines(
  header: Header,
  table: readonly TableRow[],
  endsWithFile: boolean,
): Result<readonly BillLineFacts[], BillError> {
  const lines: BillLineFacts[] = [];
  for (const [index, row] of table.entries()) {
    const line = readLine(header, row);
    const isLast = index === table.length - 1;
    if (!line.ok && isLast && endsWithFile && row.cells.length < header.width) {
      return refuseTruncated(row.line);
    }
    if (!line.ok) return line;
    lines.push(line.value);
  }
  return ok(lines);
}

function isDashes({ cells }: TableRow): boolean {
  const [first, ...rest] = cells;
  return /^-{8,}/.test(String(first ?? '').trim()) && rest.every((cell) => String(cell).trim() === '');
}

function isBlank({ cells }: TableRow): boolean {
  return cells.every((cell) => String(cell).trim() === '');
}

function countWarnings(count: number | undefined, found: number): readonly BillWarning[] {
  if (count === undefined) {
    const message = `账单里没有写共几笔，无法确认这 ${found} 笔是不是全部。请和手机上的账单核对，或重新导出。`;
    return [{ code: 'BILL_COUNT_MISSING', message }];
  }
  if (count === found) return [];
  const message = `账单自称有 ${count} 笔，实际读到 ${found} 笔，可能不完整。请重新导出后再导入。`;
  return [{ code: 'BILL_COUNT_DIFFERS', message }];
}

function repeatWarnings(repeats: number): readonly BillWarning[] {
  if (repeats === 0) return [];
  return [{ code: 'BILL_LINES_REPEATED', message: `有 ${repeats} 笔和别的行完全相同，各只算一次。` }];
}

const MAX_NAMED = 5;

function wordWarnings(lines: readonly BillLineFacts[]): readonly BillWarning[] {
  const unknown = lines.filter(({ isUnderstood }) => !isUnderstood);
  if (unknown.length === 0) return [];
  const words = [...new Set(unknown.map(({ status }) => status))];
  const named = words.slice(0, MAX_NAMED).map((word) => `“${word}”`);
  const more = words.length > MAX_NAMED ? '等' : '';
  const message = `有 ${unknown.length} 笔的状态不认识（${named.join('、')}${more}），没有计入任何合计，请自己核对。`;
  return [{ code: 'BILL_WORDS_UNKNOWN', message }];
}
