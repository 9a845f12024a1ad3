import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx';
import {
  type BillError,
  type Cell,
  hasBillHeader,
  refuseBill,
  refuseSheets,
  type TableRow,
} from '../../core/bills/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { checkWorkbook } from './check-workbook.ts';
import { MAX_ROWS } from './limits.ts';

/**
 * A workbook to the rows of the one sheet with a bill's header. Values are taken as they are stored, not as they are
 * shown: numbers stay numbers, and those formatted as dates become `2026-08-20 23:59:50`, to the second. A workbook that
 * was touched may have the bill twice: then the user must say which.
 */
export function readXlsx(bytes: Uint8Array): Result<readonly TableRow[], BillError> {
  const checked = checkWorkbook(bytes);
  if (!checked.ok) return checked;
  const workbook = open(bytes);
  if (workbook === undefined) return refuseBill('BILL_DAMAGED');
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const sheets = workbook.SheetNames.map((name) => ({
    name,
    rows: rowsOf(workbook.Sheets[name], is1904),
  }));
  if (sheets.some(({ rows }) => rows.length > MAX_ROWS)) return refuseBill('BILL_TOO_LARGE');
  const bills = sheets.filter(({ rows }) => hasBillHeader(rows));
  if (bills.length > 1) return refuseSheets(bills.map(({ name }) => name));
  const only = bills[0] ?? sheets.toSorted((left, right) => right.rows.length - left.rows.length)[0];
  return only === undefined ? refuseBill('BILL_NOT_RECOGNISED') : ok(only.rows);
}

function open(bytes: Uint8Array): WorkBook | undefined {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      sheetRows: MAX_ROWS + 1,
    });
  } catch {
    // The reader throws whatever its parser met; its entries are sound, so what they say is not a workbook.
    return undefined;
  }
}

function rowsOf(sheet: WorkSheet | undefined, is1904: boolean): readonly TableRow[] {
  const rows: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet?.['!data'] ?? [];
  return Array.from(rows, (cells, index) => ({
    line: index + 1,
    cells: Array.from(cells ?? [], (cell) => cellValue(cell, is1904)),
  }));
}

function cellValue(cell: CellObject | undefined, is1904: boolean): Cell {
  if (cell === undefined || cell.v === undefined || cell.v === null) return '';
  if (typeof cell.v !== 'number' || cell.t !== 'n') return String(cell.v);
  return SSF.is_date(String(cell.z ?? 'General')) ? wallClock(cell.v, is1904) : cell.v;
}

const DAY_MS = 86_400_000;
const EPOCH_1900_MS = Date.UTC(1899, 11, 30);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);

/** A date serial as the wall clock that it shows; a day's fraction is rounded to the second. */
function wallClock(serial: number, is1904: boolean): string {
  const ms = Math.round((serial * DAY_MS) / 1000) * 1000 + (is1904 ? EPOCH_1904_MS : EPOCH_1900_MS);
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(serial);
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
