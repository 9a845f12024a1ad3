import { describe, expect, test } from 'vitest';
import { billErrors } from '../../../core/bills/index.ts';
import { readBill } from '../../../electron/bills/index.ts';
import {
  alipayPayment,
  alipayRefund,
  encodeGb18030,
  numberOf,
  printAlipayApp,
  printAlipayReceipt,
  printAlipayWeb,
  printWechatCsv,
  printWechatSheet2026,
  type SheetCell,
  wechatPayment,
  wechatRows2026,
  writeWorkbook,
  writeZip,
} from '../../fixtures/bills/index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const alipay = [alipayPayment, alipayRefund];
const app = printAlipayApp(alipay);
const wechat = printWechatCsv([wechatPayment]);

function outcome(bytes: Uint8Array) {
  const bill = readBill(bytes);
  if (bill.ok) return bill.value.warnings.map(({ code }) => code).join(' ') || 'read';
  expect(billErrors).toContain(bill.error.code);
  // Every refusal says what to do and that nothing was kept.
  expect(bill.error.message).toMatch(/没有导入/);
  expect(bill.error.message).toMatch(/请/);
  return bill.error.code;
}

function refusal(bytes: Uint8Array) {
  const bill = readBill(bytes);
  return bill.ok ? undefined : [bill.error.code, bill.error.details?.line, bill.error.details?.column];
}

const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

describe('a file that is not an export is refused, and the refusal says why', () => {
  const cell = (text: string): SheetCell => ({ text });
  test.each([
    ['nothing', 'BILL_EMPTY', new Uint8Array()],
    ['33 MiB', 'BILL_TOO_LARGE', new Uint8Array(33 * 1024 * 1024)],
    ['Unicode text of Excel', 'BILL_UTF16', utf16(app)],
    ['Unicode text the other way round', 'BILL_UTF16', utf16(app, true)],
    ['a locked archive', 'BILL_LOCKED', writeZip([['账单.csv', app]], 1)],
    ['an open archive', 'BILL_IN_ARCHIVE', writeZip([['账单.csv', app]])],
    ['a cut archive', 'BILL_DAMAGED', printWechatSheet2026([wechatPayment]).subarray(0, 900)],
    ['an old workbook', 'BILL_SAVED_BY_EXCEL', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['another table', 'BILL_NOT_RECOGNISED', utf8('姓名,年龄\n张三,3\n')],
    ['a picture', 'BILL_ENCODING', Buffer.from('89504e470d0a1a0a0000000d49484452ffff', 'hex')],
    ['another workbook', 'BILL_NOT_RECOGNISED', writeWorkbook([{ name: 'a', rows: [[cell('姓名')]] }])],
    [
      '支付宝 的记账本',
      'BILL_ACCOUNT_BOOK',
      encodeGb18030(
        '记录时间,分类,收支类型,金额,备注,账户,来源,标签,\n2026-08-01 10:00,餐饮,支出,10.00,,,,,\n',
      ),
    ],
    [
      '京东',
      'BILL_NOT_RECOGNISED',
      utf8(
        '交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n',
      ),
    ],
    ['a column too few', 'BILL_COLUMNS_UNKNOWN', utf8(app.replaceAll('交易状态', '状态'))],
    [
      'a column too many',
      'BILL_COLUMNS_UNKNOWN',
      utf8(wechat.replace('商户单号,备注', '商户单号,积分,备注')),
    ],
    ['a column twice', 'BILL_COLUMNS_UNKNOWN', utf8(wechat.replace('商户单号,备注', '商户单号,商品'))],
    [
      'two sheets with a bill each',
      'BILL_SEVERAL_SHEETS',
      writeWorkbook([
        { name: 'Sheet1', rows: wechatRows2026([wechatPayment]) },
        { name: '旧的', rows: wechatRows2026([wechatPayment]) },
      ]),
    ],
    ['a replacement character', 'BILL_ENCODING', utf8(app.replace('蓝鲸', '蓝\uFFFD'))],
    ['half a character at the end', 'BILL_TRUNCATED', utf8(`${wechat.slice(0, -30)}蓝`).subarray(0, -1)],
  ] as const)('%s: %s', (_, code, bytes) => {
    expect(outcome(bytes)).toBe(code);
  });

  test('a sheet beside the bill is no obstacle', () => {
    const bytes = writeWorkbook([
      { name: '说明', rows: [[cell('交易时间 交易单号 金额(元)')]] },
      { name: 'Sheet1', rows: wechatRows2026([wechatPayment]) },
    ]);
    expect(outcome(bytes)).toBe('read');
  });

  test('the two names of the sheets are said', () => {
    const rows = wechatRows2026([wechatPayment]);
    const bill = readBill(
      writeWorkbook([
        { name: '甲', rows },
        { name: '乙', rows },
      ]),
    );
    expect(bill.ok ? '' : bill.error.message).toContain('甲、乙');
  });
});

describe('one bad line refuses the file, and the line and column are said', () => {
  const lines = [alipayPayment, { ...alipayPayment, number: numberOf(7) }];
  const good = printAlipayApp(lines, { isPadded: false });
  const second = good.indexOf(numberOf(7));
  const start = good.lastIndexOf('\n', second) + 1;
  const spoil = (from: string, to: string) =>
    utf8(good.slice(0, start) + good.slice(start).replace(from, to));
  test.each([
    ['amount', spoil('100.00', '100.001'), 'BILL_LINE_INVALID', '金额'],
    ['no amount', spoil('100.00', ''), 'BILL_LINE_INVALID', '金额'],
    ['negative amount', spoil('100.00', '-100.00'), 'BILL_LINE_INVALID', '金额'],
    ['amount with an exponent', spoil('100.00', '1E2'), 'BILL_LINE_INVALID', '金额'],
    ['a day that does not exist', spoil('2026-08-20', '2026-02-30'), 'BILL_LINE_INVALID', '交易时间'],
    ['hour 24', spoil('23:59:50', '24:00:00'), 'BILL_LINE_INVALID', '交易时间'],
    ['seconds lost', spoil('2026-08-20 23:59:50', '2026/8/20 23:59'), 'BILL_SAVED_BY_EXCEL', '交易时间'],
    ['number with an exponent', spoil(numberOf(7), '2.02608E+27'), 'BILL_SAVED_BY_EXCEL', '交易订单号'],
    ['digits lost', spoil(numberOf(7), '2026082022001400000000000000'), 'BILL_SAVED_BY_EXCEL', '交易订单号'],
    [
      'merchant number with an exponent',
      spoil('M100000000000000001', '1.00E+17'),
      'BILL_SAVED_BY_EXCEL',
      '商家订单号',
    ],
    ['no number', spoil(numberOf(7), ''), 'BILL_LINE_INVALID', '交易订单号'],
    ['a comma without quotes', spoil('点券100元', '点券,100元'), 'BILL_LINE_INVALID', '交易订单号'],
    [
      'a cell too few, with a line after it',
      utf8(`${good}x,y,z\n${good.slice(start)}`),
      'BILL_LINE_INVALID',
      '备注',
    ],
  ] as const)('%s', (name, bytes, code, column) => {
    expect(refusal(bytes)).toEqual([code, name.startsWith('a cell') ? 28 : 27, column]);
  });

  test('a transaction number that a sheet holds as a number has lost digits', () => {
    const rows = wechatRows2026([wechatPayment]).map((row, at) =>
      at < 18 ? row : row.map((value, column): SheetCell => (column === 8 ? { number: 4.2e27 } : value)),
    );
    expect(refusal(writeWorkbook([{ name: 'Sheet1', rows }]))).toEqual([
      'BILL_SAVED_BY_EXCEL',
      19,
      '交易单号',
    ]);
  });

  test('a quote that is never closed', () => {
    expect(refusal(utf8(app.replace('点券100元', '"点券100元')))?.[0]).toBe('BILL_LINE_INVALID');
  });

  test('a quote that is closed only by the next row does not join the two', () => {
    const joined = printAlipayApp([alipayPayment, { ...alipayPayment, number: numberOf(7) }], {
      isPadded: false,
    });
    const at = joined.indexOf('点券100元');
    const bytes = utf8(
      `${joined.slice(0, at)}"${joined.slice(at).replace(/点券100元(?=[^点]*$)/, '点券100元"')}`,
    );
    expect(refusal(bytes)?.[0]).toBe('BILL_LINE_INVALID');
  });

  test('a file that ends in the middle of a line', () => {
    expect(refusal(utf8(wechat.slice(0, -62)))).toEqual(['BILL_TRUNCATED', 18, undefined]);
  });
});

describe('what a user must see is a warning', () => {
  test('a file cut at the end of a line has fewer lines than it says', () => {
    const lines = [wechatPayment, { ...wechatPayment, number: '4200002026082000000000000002' }];
    const cut = printWechatCsv(lines).trimEnd().split('\r\n').slice(0, -1).join('\r\n');
    expect(outcome(utf8(`${cut}\r\n`))).toBe('BILL_COUNT_DIFFERS');
  });

  test('a web export cut before its footer has no count', () => {
    const cut = printAlipayWeb(alipay).split('\r\n').slice(0, 7).join('\r\n');
    expect(outcome(utf8(cut))).toBe('BILL_COUNT_MISSING');
  });

  test('a status that nobody knows takes the line out of every sum', () => {
    const bill = readBill(utf8(app.replace('交易成功', '交易飞升')));
    expect(bill.ok && bill.value.warnings).toMatchObject([
      { code: 'BILL_WORDS_UNKNOWN', message: expect.stringContaining('“交易飞升”') },
    ]);
    expect(bill.ok && bill.value.lines[0]).toMatchObject({ state: 'other', isUnderstood: false });
  });

  test('the same line twice is one payment, and is said', () => {
    const bill = readBill(utf8(printAlipayApp([...alipay, alipayPayment])));
    expect(bill.ok && bill.value.lines).toHaveLength(2);
    expect(bill.ok && bill.value.warnings.map(({ code }) => code)).toEqual(['BILL_LINES_REPEATED']);
  });

  test('the same number with another content refuses the file', () => {
    expect(outcome(utf8(printAlipayApp([...alipay, { ...alipayPayment, amountFen: 1 }])))).toBe(
      'BILL_CONTRADICTORY',
    );
  });
});

describe('texts stay what they are', () => {
  test.each([
    ['a line break', '第一行\n第二行'],
    ['a formula', '=HYPERLINK("http://x","y")'],
    ['a sign', '@SUM(1+1)'],
    ['quotes and commas', '他说"好",就好'],
    ['a wide comma', '月卡，年卡'],
  ])('%s', (_, product) => {
    const lines = [{ ...alipayPayment, product }];
    for (const bytes of [
      encodeGb18030(printAlipayApp(lines)),
      encodeGb18030(printAlipayReceipt(lines)),
      encodeGb18030(printAlipayWeb(lines)),
      utf8(printWechatCsv([{ ...wechatPayment, product }])),
      printWechatSheet2026([{ ...wechatPayment, product }]),
    ]) {
      const bill = readBill(bytes);
      expect(bill.ok ? bill.value.lines[0]?.product : bill.error.message).toBe(product);
    }
  });

  test('a preamble may say anything', () => {
    const changed = `交易时间 以 UTC+08:00 为准\n"新提示",交易状态\n${app}`;
    expect(outcome(utf8(changed))).toBe('read');
  });
});
