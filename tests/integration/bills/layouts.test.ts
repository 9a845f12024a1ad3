import { describe, expect, test } from 'vitest';
import type { Bill, BillLine } from '../../../core/bills/index.ts';
import { readBill } from '../../../electron/bills/index.ts';
import {
  alipayPayment,
  alipayRefund,
  encodeGb18030,
  type PrintedLine,
  printAlipayApp,
  printAlipayReceipt,
  printAlipayWeb,
  printWechatCsv,
  printWechatSheet2025,
  printWechatSheet2026,
  wechatPayment,
  wechatRefund,
} from '../../fixtures/bills/index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const mark = Uint8Array.from([0xef, 0xbb, 0xbf]);
const marked = (bytes: Uint8Array, times = 1) =>
  Buffer.concat([...Array.from({ length: times }, () => mark), bytes]);

function read(bytes: Uint8Array): Bill {
  const bill = readBill(bytes);
  if (!bill.ok) throw new Error(bill.error.message);
  return bill.value;
}

const essence = (line: BillLine) => ({
  number: line.transactionNumber,
  merchantNumber: line.merchantNumber,
  payee: line.payee,
  product: line.product,
  fen: line.amountFen,
  at: line.atUtc,
  status: line.status,
  state: line.state,
  refundedFen: line.refundedFen,
});

const essenceOf = (line: PrintedLine, state: string, refundedFen: number) => ({
  number: line.number,
  merchantNumber: line.merchantNumber === '/' ? null : line.merchantNumber,
  payee: line.payee,
  product: line.product,
  fen: line.amountFen,
  at: new Date(`${line.at.replace(' ', 'T')}+08:00`).toISOString(),
  status: line.status,
  state,
  refundedFen,
});

/** A refunded payment as each layout shows it, and a shop name with a character that GBK does not have. */
const alipay: readonly PrintedLine[] = [
  { ...alipayPayment, status: '交易关闭', payee: '夜莺㐀𠮷卡盟' },
  { ...alipayRefund, payee: '夜莺㐀𠮷卡盟' },
  { ...alipayPayment, number: '2026082022001400000000000077', merchantNumber: '', product: '月卡, "畅玩"' },
];
const wechat: readonly PrintedLine[] = [
  { ...wechatPayment, status: '已退款(¥0.95)', amountFen: 1_234_56 },
  { ...wechatRefund, status: '已退款¥0.95', amountFen: 95 },
  {
    ...wechatPayment,
    number: '4200002026082000000000000077',
    product: '点击底部"多多视频"',
    payee: 'A&B <卡>',
  },
];

const alipayEssence = [
  essenceOf(alipay[0] as PrintedLine, 'refunded', 100_00),
  essenceOf(alipay[1] as PrintedLine, 'refund-line', 0),
  { ...essenceOf(alipay[2] as PrintedLine, 'paid', 0), merchantNumber: null },
];
const wechatEssence = [
  essenceOf(wechat[0] as PrintedLine, 'partly-refunded', 95),
  essenceOf(wechat[1] as PrintedLine, 'refund-line', 0),
  essenceOf(wechat[2] as PrintedLine, 'paid', 0),
];

describe('支付宝: every layout gives the same lines', () => {
  test.each([
    ['web, GB 18030', 'alipay-web', 6, encodeGb18030(printAlipayWeb(alipay))],
    ['receipt, GB 18030', 'alipay-receipt', 3, encodeGb18030(printAlipayReceipt(alipay))],
    ['app, header on line 25', 'alipay-app', 26, encodeGb18030(printAlipayApp(alipay))],
    ['app, header on line 24', 'alipay-app', 25, encodeGb18030(printAlipayApp(alipay, { tips: 8 }))],
    [
      'app, not padded, another company, no trailing comma in the header',
      'alipay-app',
      26,
      encodeGb18030(
        printAlipayApp(alipay, {
          isPadded: false,
          company: '支付宝支付科技有限公司',
          hasTrailingComma: false,
        }),
      ),
    ],
    ['app, UTF-8', 'alipay-app', 26, utf8(printAlipayApp(alipay))],
    ['app, UTF-8 mark in front of GB 18030', 'alipay-app', 26, marked(encodeGb18030(printAlipayApp(alipay)))],
  ] as const)('%s', (_, layout, firstLine, bytes) => {
    const bill = read(bytes);
    expect(bill.layout).toBe(layout);
    expect(bill.lines.map(essence)).toEqual(alipayEssence);
    expect(bill.lines[0]?.line).toBe(firstLine);
    expect([bill.fromUtc, bill.toUtc]).toEqual(['2026-07-31T16:00:00.000Z', '2026-08-31T16:00:00.000Z']);
    expect(bill.warnings).toEqual([]);
  });
});

describe('微信支付: every layout gives the same lines', () => {
  test.each([
    ['CSV of 2019', 'wechat-csv', 18, utf8(printWechatCsv(wechat, { fill: 8 }))],
    ['CSV with a mark', 'wechat-csv', 18, marked(utf8(printWechatCsv(wechat)))],
    [
      'CSV with two marks and a wide sign',
      'wechat-csv',
      18,
      marked(utf8(printWechatCsv(wechat, { sign: '￥' })), 2),
    ],
    ['CSV in GB 18030', 'wechat-csv', 18, encodeGb18030(printWechatCsv(wechat))],
    ['workbook of 2025', 'wechat-xlsx', 18, printWechatSheet2025(wechat)],
    ['workbook since 2026', 'wechat-xlsx', 19, printWechatSheet2026(wechat)],
  ] as const)('%s', (_, layout, firstLine, bytes) => {
    const bill = read(bytes);
    expect(bill.layout).toBe(layout);
    expect(bill.lines.map(essence)).toEqual(wechatEssence);
    expect(bill.lines[0]?.line).toBe(firstLine);
    expect(bill.warnings).toEqual([]);
  });

  test('a number with the error of binary fractions is the amount that it means', () => {
    const amounts = [283_71, 1, 10, 29, 57, 1_15, 8_20, 4_35, 99_999_999_99];
    const lines = amounts.map((amountFen, at) => ({
      ...wechatPayment,
      amountFen,
      number: `42000000000000000${at}`,
    }));
    expect(read(printWechatSheet2026(lines)).lines.map((line) => line.amountFen)).toEqual(amounts);
  });

  test('a date serial is the second that it means, at every second of a minute', () => {
    const at = (second: number) => `2026-12-31 23:59:${String(second).padStart(2, '0')}`;
    const lines = Array.from({ length: 60 }, (_, second) => ({
      ...wechatPayment,
      at: at(second),
      number: `42000000000000000${second}`,
    }));
    const read60 = read(printWechatSheet2026(lines)).lines.map(({ atUtc }) => atUtc);
    expect(read60).toEqual(lines.map((line) => new Date(`${line.at.replace(' ', 'T')}+08:00`).toISOString()));
  });

  test('a period without a payment is a bill without lines', () => {
    expect(read(printWechatSheet2026([])).lines).toEqual([]);
    expect(read(utf8(printWechatCsv([]))).warnings).toEqual([]);
  });
});
