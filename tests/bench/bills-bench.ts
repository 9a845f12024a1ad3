import { type Bill, findDuplicateCharges } from '../../core/bills/index.ts';
import { createBillReader, readBill } from '../../electron/bills/index.ts';
import { forkNode } from '../../electron/platform/index.ts';
import {
  alipayPayment,
  encodeGb18030,
  numberOf,
  type PrintedLine,
  printAlipayApp,
  printWechatSheet2026,
  wechatPayment,
} from '../fixtures/bills/index.ts';
import { median, timedMs } from './statistics.ts';

// `node tests/bench/bills-bench.ts [rounds]`: a bill of 10,000, 30,000 and 100,000 lines, 支付宝's CSV in GB 18030 and 微信支付's
// workbook, read in this process and in one of its own, and its double charges looked for.

const rounds = Number(process.argv[2] ?? 5);
const reader = createBillReader({ fork: forkNode });

console.log('| bill | lines | MB | read, median ms | in its own process, ms | double charges, ms |');
console.log('|---|---|---|---|---|---|');
for (const count of [10_000, 30_000, 100_000]) {
  await measure('CSV, GB 18030', count, encodeGb18030(printAlipayApp(linesOf(alipayPayment, count))));
  await measure('XLSX', count, printWechatSheet2026(linesOf(wechatPayment, count)));
}

async function measure(name: string, count: number, bytes: Uint8Array): Promise<void> {
  const bill = whole(bytes, count);
  const series = { here: [] as number[], there: [] as number[], found: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    series.here.push(await timedMs(() => readBill(bytes)));
    series.there.push(await timedMs(() => reader.read(bytes)));
    series.found.push(await timedMs(() => findDuplicateCharges(bill.lines)));
  }
  const cells = [series.here, series.there, series.found].map((values) => median(values).toFixed(0));
  console.log(`| ${name} | ${count} | ${(bytes.length / 1e6).toFixed(1)} | ${cells.join(' | ')} |`);
}

function whole(bytes: Uint8Array, count: number): Bill {
  const bill = readBill(bytes);
  if (!bill.ok) throw new Error(bill.error.message);
  if (bill.value.lines.length !== count) throw new Error('lines are missing');
  return bill.value;
}

/** One line in twenty is a refund; a thousand payees and products. */
function linesOf(payment: PrintedLine, count: number): readonly PrintedLine[] {
  const isAlipay = payment === alipayPayment;
  return Array.from({ length: count }, (_, at): PrintedLine => {
    const line = {
      ...payment,
      at: new Date(Date.UTC(2026, 0, 1, 0, at * 5)).toISOString().slice(0, 19).replace('T', ' '),
      number: numberOf(at),
      merchantNumber: `M${String(at).padStart(17, '0')}`,
      payee: `蓝鲸点卡${at % 1000}号店`,
      product: `点券${at % 97}元，全国通用，自动发货`,
      amountFen: 1 + (at % 9973),
    };
    if (at % 20 !== 19) return line;
    return isAlipay
      ? {
          ...line,
          number: `${numberOf(at - 1)}_R1`,
          direction: '不计收支',
          category: '退款',
          status: '退款成功',
        }
      : { ...line, direction: '收入', category: `${line.payee}-退款`, status: '已全额退款' };
  });
}
