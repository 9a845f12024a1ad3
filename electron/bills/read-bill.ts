import { type Bill, type BillError, readTable, refuseBill } from '../../core/bills/index.ts';
import { fail, type Result } from '../../core/result.ts';
import { isZip } from './check-workbook.ts';
import { decodeText } from './decode-text.ts';
import { MAX_BILL_BYTES } from './limits.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

/** How old workbooks and workbooks with a password begin; neither provider makes them. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0] as const;

/**
 * Reads an export of 支付宝 or 微信支付, all or nothing; any bytes give a bill or a refusal that says what to do. Runs the parsers
 * on hostile bytes in the caller's own process: the app goes through `createBillReader`.
 */
export function readBill(bytes: Uint8Array): Result<Bill, BillError> {
  if (bytes.length === 0) return refuseBill('BILL_EMPTY');
  if (bytes.length > MAX_BILL_BYTES) return refuseBill('BILL_TOO_LARGE');
  if (COMPOUND_FILE.every((byte, at) => bytes[at] === byte)) return refuseCompoundFile();
  if (isZip(bytes)) {
    const rows = readXlsx(bytes);
    return rows.ok ? readTable(rows.value, 'xlsx') : rows;
  }
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const rows = readCsv(text.value);
  return rows.ok ? readTable(rows.value, 'csv') : rows;
}

function refuseCompoundFile() {
  return fail(
    'BILL_SAVED_BY_EXCEL' as const,
    '这是用表格软件另存或加了密码的文件，不是导出的原文件。请直接选择导出的 CSV 或 XLSX 原文件。什么都没有导入。',
  );
}
