import { ok, type Result } from '../result.ts';
import type { Bill, BillLine, BillLineFacts, BillWarning } from './bill.ts';
import { type BillError, refuseContradiction } from './bill-error.ts';
import { linkRefunds } from './refunds.ts';

type Names = Partial<Record<keyof BillLineFacts, string>>;

/** What two lines with one number must agree in, and how the column is called. */
const inEveryExport = {
  merchantNumber: '商户单号',
  payee: '交易对方',
  product: '商品',
  direction: '收/支',
  amountFen: '金额',
  atUtc: '交易时间',
  status: '状态',
} as const satisfies Names;

/** The web and the app export of one provider word these differently, or leave them out. */
const inOneExport = {
  ...inEveryExport,
  category: '交易类型',
  payMethod: '支付方式',
  statedRefundFen: '成功退款',
  isUnderstood: '状态',
} as const satisfies Names;

/** One line for each number of one file, in the order of first appearance; `BILL_CONTRADICTORY` when two disagree. */
export function uniteLines(lines: readonly BillLineFacts[]): Result<readonly BillLineFacts[], BillError> {
  return unite(lines, inOneExport);
}

function unite(lines: readonly BillLineFacts[], columns: Names): Result<readonly BillLineFacts[], BillError> {
  const byNumber = new Map<string, BillLineFacts>();
  for (const line of lines) {
    const key = `${line.provider} ${line.transactionNumber}`;
    const earlier = byNumber.get(key);
    const column = earlier === undefined ? undefined : differingColumn(earlier, line, columns);
    if (earlier !== undefined && column !== undefined) {
      return refuseContradiction(line.transactionNumber, column, [earlier.line, line.line]);
    }
    // Of two exports the one with a column for refunds knows more.
    if (earlier === undefined || (earlier.statedRefundFen === null && line.statedRefundFen !== null)) {
      byNumber.set(key, line);
    }
  }
  return ok([...byNumber.values()]);
}

/** Lines of several exports as one list. */
export interface UnitedBills {
  /** By time, refunds linked across the exports. */
  readonly lines: readonly BillLine[];
  readonly warnings: readonly BillWarning[];
}

/**
 * Unites exports whose periods overlap: a payment that stands in several is one payment. `BILL_CONTRADICTORY` when two
 * exports say different things of one number, as they do when a refund came between them: the older one must go.
 */
export function uniteBills(bills: readonly Bill[]): Result<UnitedBills, BillError> {
  const united = unite(
    bills.flatMap(({ lines }) => lines),
    inEveryExport,
  );
  if (!united.ok) return united;
  const lines = linkRefunds(united.value);
  return ok({
    lines: lines.toSorted((left, right) => compareText(left.atUtc, right.atUtc)),
    warnings: bills.flatMap(({ warnings }) => warnings),
  });
}

function differingColumn(left: BillLineFacts, right: BillLineFacts, columns: Names): string | undefined {
  const fields = Object.keys(columns) as (keyof typeof columns)[];
  const field = fields.find((name) => left[name] !== right[name]);
  return field === undefined ? undefined : columns[field];
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
