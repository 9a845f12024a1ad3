import { type Fen, MAX_FEN, parseFen, parseInstant } from '../orders/index.ts';
import { ok, type Result } from '../result.ts';
import type { Cell } from './bill.ts';
import { type BillError, refuseLine, refuseSavedByExcel } from './bill-error.ts';

/** A cell with the place that messages name. */
export interface PlacedCell {
  readonly cell: Cell;
  readonly line: number;
  readonly column: string;
}

/** Blanks, tabs and line ends around a text go; everything else stays as it is. */
export function readText({ cell }: PlacedCell): string {
  return String(cell).trim();
}

/** Fen by the digits of a text; a sheet's number (283.70999999999998) is rounded, unless it has no whole fen near it. */
export function readAmount(placed: PlacedCell): Result<Fen, BillError> {
  const { cell, line, column } = placed;
  if (typeof cell === 'number') {
    const fen = Math.round(cell * 100);
    const isAmount = fen >= 0 && fen <= MAX_FEN && Math.abs(cell * 100 - fen) < 1e-3;
    return isAmount ? ok(fen) : refuseLine(line, column, '不是两位小数的金额');
  }
  const read = parseFen(cell);
  return read.ok ? ok(read.value) : refuseLine(line, column, '不是两位小数的金额');
}

/** `2026-08-20 23:59:50`, which both providers mean in UTC+08:00. */
export function readTime(placed: PlacedCell): Result<string, BillError> {
  const { line, column } = placed;
  const text = readText(placed);
  const match = /^(\d{4}-\d\d-\d\d) ((?:[01]\d|2[0-3]):\d\d:\d\d)$/.exec(text);
  const utc = match === null ? undefined : parseInstant(`${match[1]}T${match[2]}+08:00`);
  if (utc !== undefined) return ok(utc);
  // Spreadsheet programs write the day with strokes and leave the seconds out.
  return /^\d{4}(?:\/\d{1,2}\/\d{1,2} \d{1,2}:\d\d(?::\d\d)?|-\d\d-\d\d \d{1,2}:\d\d)$/.test(text)
    ? refuseSavedByExcel(line, column)
    : refuseLine(line, column, '不是“年-月-日 时:分:秒”的时间');
}

/** Digits beyond the fifteenth are what spreadsheet programs lose. */
const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d+$/i;
const ZEROED = /^[1-9]\d{14}0{5,}$/;

/** A number as text, blanks and tabs around it gone; empty when there is none. */
export function readNumber(placed: PlacedCell): Result<string, BillError> {
  const { cell, line, column } = placed;
  const text = readText(placed);
  if (typeof cell === 'number' || SCIENTIFIC.test(text) || ZEROED.test(text)) {
    return refuseSavedByExcel(line, column);
  }
  return /^[\x21-\x7e]{0,128}$/.test(text) ? ok(text) : refuseLine(line, column, '不是单号');
}
