import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import { type BillError, refuseBill, refuseLine, type TableRow } from '../../core/bills/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { MAX_RECORD_BYTES, MAX_ROWS } from './limits.ts';

interface ParsedRecord {
  readonly record: readonly string[];
  /** `lines`: the line that the record ends on. */
  readonly info: Pick<InfoRecord, 'lines'>;
}

/**
 * Text to rows. Both providers quote irregularly: quotes in the middle of a text are text, `\r\n` and `\n` may stand in
 * one file, and rows around the table have their own number of cells. A quote that is never closed refuses the file.
 */
export function readCsv(text: string): Result<readonly TableRow[], BillError> {
  const parsed = parseRecords(text);
  if (!parsed.ok) return parsed;
  if (parsed.value.length > MAX_ROWS) return refuseBill('BILL_TOO_LARGE');
  let line = 1;
  const rows = parsed.value.map(({ record, info }) => {
    const row = { line, cells: record.map(withoutPaddedQuotes) };
    line = info.lines + 1;
    return row;
  });
  return ok(rows);
}

function parseRecords(text: string): Result<readonly ParsedRecord[], BillError> {
  try {
    const records: unknown = parse(text, {
      info: true,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n'],
      max_record_size: MAX_RECORD_BYTES,
      to: MAX_ROWS + 1,
    });
    return ok(records as readonly ParsedRecord[]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines: number };
    return refuseLine(lines, '（整行）', '引号没有成对');
  }
}

/** `"text"   `: padding after the quotes keeps the parser from taking them away; doubled ones inside it has undone. */
function withoutPaddedQuotes(cell: string): string {
  return /^"([\s\S]*)"\s+$/.exec(cell)?.[1] ?? cell;
}
