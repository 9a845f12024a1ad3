import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type Bill,
  type BillLine,
  findDuplicateCharges,
  type MatchReason,
  matchOrder,
} from '../../core/bills/index.ts';
import type { CaseRecord, NotedRecord, Payment } from '../../core/cases/index.ts';
import type { BillView } from '../../core/contract/index.ts';
import type { Environment, Item } from '../../core/evidence/index.ts';
import type { Order, OrderId } from '../../core/orders/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type BillReader, type BillReaderError, MAX_BILL_BYTES } from '../bills/index.ts';
import type { CaseError, ImportError, Locker } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';

export type SealedBillError =
  | BillReaderError
  | 'ITEM_UNKNOWN'
  | 'ORDER_UNKNOWN'
  | 'OBJECT_MISSING'
  | 'OBJECT_DAMAGED'
  | 'DISK_FAILED';

/** One line of a sealed bill that the user takes over. */
export interface TakenLine {
  readonly line: number;
  readonly role: Payment['role'];
}

/** Bill exports as evidence and as payments of an order. */
export interface BillDesk {
  /** Reads the file first: what is not understood is refused whole, what is, is sealed as E16 byte for byte as it was read. */
  import(
    orderId: OrderId,
    path: string,
  ): Promise<Result<{ readonly item: Item; readonly bill: BillView }, ImportError | BillReaderError>>;
  /** Reads a sealed bill again, as it concerns this order. */
  read(orderId: OrderId, itemId: string): Promise<Result<BillView, SealedBillError>>;
  /** Writes lines as payments of the order; a line that was taken before is written anew. */
  take(
    orderId: OrderId,
    itemId: string,
    lines: readonly TakenLine[],
  ): Promise<Result<readonly NotedRecord[], SealedBillError | CaseError | 'BILL_LINE_UNKNOWN'>>;
}

export interface BillDeskDeps {
  readonly locker: Locker;
  readonly reader: BillReader;
  readonly clock: Clock;
  readonly environment: Environment;
}

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A {@link BillDesk} on an open locker. */
export function createBillDesk(deps: BillDeskDeps): BillDesk {
  const { locker, reader } = deps;
  const readSealed = async (
    orderId: OrderId,
    itemId: string,
  ): Promise<Result<{ bill: Bill; order: Order }, SealedBillError>> => {
    const [found, owner] = await Promise.all([locker.getItem(itemId), locker.getOrder(orderId)]);
    if (owner === undefined) return unknownOrder();
    if (found === undefined) return fail('ITEM_UNKNOWN', '没有这份证据。请刷新后再试。');
    const bytes = await locker.readObject(found.item.sha256);
    if (!bytes.ok) return bytes;
    const bill = await reader.read(bytes.value);
    return bill.ok ? ok({ bill: bill.value, order: owner.order }) : bill;
  };
  return {
    import: async (orderId, path) => {
      const owner = await locker.getOrder(orderId);
      if (owner === undefined) return unknownOrder();
      const file = await readWhole(path);
      if (!file.ok) return file;
      const bill = await reader.read(file.value.bytes);
      if (!bill.ok) return bill;
      const sealed = await sealBill(deps, orderId, bill.value, file.value);
      if (!sealed.ok) return sealed;
      return ok({ item: sealed.value, bill: viewOf(sealed.value.id, bill.value, owner.order) });
    },
    read: async (orderId, itemId) => {
      const read = await readSealed(orderId, itemId);
      return read.ok ? ok(viewOf(itemId, read.value.bill, read.value.order)) : read;
    },
    take: async (orderId, itemId, lines) => {
      const read = await readSealed(orderId, itemId);
      if (!read.ok) return read;
      const noted: CaseRecord[] = [];
      for (const { line, role } of lines) {
        const found = read.value.bill.lines.find((known) => known.line === line);
        if (found === undefined) return fail('BILL_LINE_UNKNOWN', `账单里没有第 ${line} 行。请重新选择。`);
        noted.push(paymentOf(itemId, found, role));
      }
      return await locker.noteCase(orderId, { noted, withdrawn: [] });
    },
  };
}

function unknownOrder() {
  return fail('ORDER_UNKNOWN', '没有这个订单。请刷新订单列表后再试。');
}

interface WholeFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly fileModifiedUtc: string;
}

/** The file in memory: what is read is what is sealed, whatever happens to the file meanwhile. */
async function readWhole(path: string): Promise<Result<WholeFile, ImportError | 'BILL_TOO_LARGE'>> {
  try {
    const figures = await stat(path);
    if (figures.isDirectory()) return fail('FILE_IS_FOLDER', '这是一个文件夹。请选择账单文件。');
    if (!figures.isFile()) return fail('FILE_NOT_REGULAR', '这不是普通文件，没有读。请选择导出的账单文件。');
    if (figures.size > MAX_BILL_BYTES) {
      return fail('BILL_TOO_LARGE', '账单太大（超过 32 MB），没有读。请缩短导出的时间范围，分几次导入。');
    }
    const bytes = await readFile(path);
    return ok({
      bytes,
      fileName: basename(path).toWellFormed(),
      fileModifiedUtc: figures.mtime.toISOString(),
    });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? fail('FILE_NOT_FOUND', '找不到这个文件。请检查它是否被移动或改名。')
      : fail('FILE_UNREADABLE', '这个文件读不了。请检查权限，或换个位置再试。');
  }
}

function sealBill(
  { locker, clock, environment }: BillDeskDeps,
  orderId: OrderId,
  { layout }: Bill,
  { bytes, fileName, fileModifiedUtc }: WholeFile,
): Promise<Result<Item, ImportError>> {
  return locker.seal({
    content: { bytes },
    mediaType: layout === 'wechat-xlsx' ? mediaTypes.xlsx : mediaTypes.csv,
    provenance: {
      source: 'import',
      clock: clock.facts(),
      environment,
      import: { fileName, fileModifiedUtc },
    },
    assignment: { orderId, by: 'user' },
    kind: 'E16',
  });
}

const matchWords: Readonly<Record<MatchReason, string>> = {
  'transaction-number': '交易单号相同',
  'merchant-number': '商户单号与订单号相同',
  'amount-and-time': '金额相同、时间相近',
};

function viewOf(itemId: string, bill: Bill, order: Order): BillView {
  const { number, transactionNumber, amountFen, paidAtUtc, merchant } = order.facts;
  const wanted = { orderNumber: number, transactionNumber, amountFen, paidAtUtc, merchant };
  return {
    itemId,
    provider: bill.provider,
    lineCount: bill.lines.length,
    fromUtc: bill.fromUtc ?? null,
    toUtc: bill.toUtc ?? null,
    warnings: bill.warnings.map(({ message }) => message),
    matches: matchOrder(bill.lines, wanted)
      .slice(0, 50)
      .map(({ line, by, differenceFen }) => ({
        line: lineOf(line),
        why: by.map((reason) => matchWords[reason]),
        differenceFen,
      })),
    duplicates: findDuplicateCharges(bill.lines, wanted)
      .slice(0, 50)
      .map(({ lines, certainty, reason, overchargedFen }) => ({
        lines: lines.map(lineOf),
        certainty,
        reason,
        overchargedFen,
      })),
  };
}

function lineOf(line: BillLine): BillView['matches'][number]['line'] {
  return {
    line: line.line,
    transactionNumber: line.transactionNumber,
    merchantNumber: line.merchantNumber,
    payee: line.payee,
    product: line.product,
    amountFen: line.amountFen,
    atUtc: line.atUtc,
    status: line.status,
    refundedFen: line.refundedFen,
  };
}

/** The same line of the same bill has the same id: taking it again replaces it. */
function paymentOf(itemId: string, line: BillLine, role: Payment['role']): Payment {
  return {
    kind: 'payment',
    id: `p-${itemId}-${line.line}`,
    billItemId: itemId,
    line: line.line,
    provider: line.provider,
    transactionNumber: line.transactionNumber,
    merchantNumber: line.merchantNumber,
    payee: line.payee.slice(0, 200).toWellFormed(),
    product: line.product.slice(0, 400).toWellFormed(),
    amountFen: line.amountFen,
    atUtc: line.atUtc,
    status: line.status.slice(0, 80).toWellFormed(),
    refundedFen: line.refundedFen,
    role,
  };
}
