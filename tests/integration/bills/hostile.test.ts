import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bill, billErrors } from '../../../core/bills/index.ts';
import { createBillReader, readBill } from '../../../electron/bills/index.ts';
import { type ForkChild, forkNode } from '../../../electron/platform/index.ts';
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
  wechatPayment,
  writeZip,
} from '../../fixtures/bills/index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const alipay = [
  alipayPayment,
  alipayRefund,
  { ...alipayPayment, number: numberOf(9), product: '月卡, "季卡"' },
];
const wechat = [wechatPayment, { ...wechatPayment, number: '4200002026082000000000000009' }];
const files = [
  ['web', encodeGb18030(printAlipayWeb(alipay))],
  ['receipt', encodeGb18030(printAlipayReceipt(alipay))],
  ['app', encodeGb18030(printAlipayApp(alipay))],
  ['app in UTF-8', utf8(printAlipayApp(alipay))],
  ['CSV', utf8(printWechatCsv(wechat))],
  ['workbook', printWechatSheet2026(wechat)],
] as const;

const whole = (bytes: Uint8Array): Bill => {
  const bill = readBill(bytes);
  if (!bill.ok) throw new Error(bill.error.message);
  return bill.value;
};

describe('cut anywhere, a file gives whole lines with a warning, or nothing', () => {
  test.each(files)('%s', (_, bytes) => {
    const all = whole(bytes);
    const numbers = all.lines.map((line) => JSON.stringify({ ...line, state: '', refundedFen: 0 }));
    for (let length = 0; length < bytes.length; length += 1) {
      const bill = readBill(bytes.subarray(0, length));
      if (!bill.ok) {
        expect(billErrors).toContain(bill.error.code);
        continue;
      }
      const read = bill.value.lines.map((line) => JSON.stringify({ ...line, state: '', refundedFen: 0 }));
      expect(read).toEqual(numbers.slice(0, read.length));
      if (read.length < numbers.length) expect(bill.value.warnings).not.toEqual([]);
    }
  });
});

test('a workbook with any byte changed is refused or says the same', () => {
  const bytes = printWechatSheet2026(wechat);
  const all = whole(bytes);
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Uint8Array.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x11;
    const bill = readBill(changed);
    if (bill.ok) expect(bill.value).toEqual(all);
    else expect(billErrors).toContain(bill.error.code);
  }
});

test('whatever bytes are changed, inserted or removed, the answer is a bill or a refusal', () => {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(40),
    insert: fc.uint8Array({ maxLength: 8 }),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      ([, bytes], edits) => {
        let changed: Uint8Array = bytes;
        for (const { at, remove, insert } of edits) {
          const from = Math.floor(at * changed.length);
          changed = Buffer.concat([changed.subarray(0, from), insert, changed.subarray(from + remove)]);
        }
        const bill = readBill(changed);
        if (!bill.ok) expect(billErrors).toContain(bill.error.code);
        else for (const line of bill.value.lines) expect(line.transactionNumber).not.toBe('');
      },
    ),
    { numRuns: 1500 },
  );
});

test('arbitrary bytes are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(readBill(bytes).ok).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

describe('a file cannot exhaust the reader', () => {
  test('an archive that unpacks to more than it may is not unpacked', () => {
    const bomb = Buffer.from(writeZip([['xl/workbook.xml', new Uint8Array(300 * 1024 * 1024)]]));
    expect(readBill(bomb)).toMatchObject({ ok: false, error: { code: 'BILL_TOO_LARGE' } });
  });

  test('an archive that states less than it unpacks to is damaged', () => {
    const zip = Buffer.from(writeZip([['xl/workbook.xml', 'x'.repeat(100_000)]]));
    zip.writeUInt32LE(10, zip.length - 22 - (46 + 15) + 24);
    expect(readBill(zip)).toMatchObject({ ok: false, error: { code: 'BILL_DAMAGED' } });
  });

  test('more than 200,000 rows', () => {
    const rows = 'a,b\n'.repeat(200_001);
    expect(readBill(utf8(printWechatCsv([]) + rows))).toMatchObject({ error: { code: 'BILL_TOO_LARGE' } });
  });
});

describe('the reader in a process of its own', () => {
  const as =
    (module: string): ForkChild =>
    (_, name) =>
      forkNode(fileURLToPath(new URL(module, import.meta.url)), name);

  test('reads as readBill does, calls at the same time too', async () => {
    const reader = createBillReader({ fork: forkNode });
    const read = await Promise.all(files.map(([, bytes]) => reader.read(bytes)));
    expect(read).toEqual(files.map(([, bytes]) => readBill(bytes)));
    expect(await reader.read(utf8('x'))).toEqual(readBill(utf8('x')));
  });

  test('a process that dies fails the call, and only that', async () => {
    const reader = createBillReader({ fork: as('./dying-process.ts') });
    expect(await reader.read(utf8('x'))).toMatchObject({
      ok: false,
      error: { code: 'BILL_READER_FAILED', details: { reason: 'exit code 9' } },
    });
  });

  test('a process that does not answer is ended', async () => {
    const reader = createBillReader({ fork: as('./silent-process.ts'), timeoutMs: 200 });
    expect(await reader.read(utf8('x'))).toMatchObject({
      ok: false,
      error: { code: 'BILL_READER_FAILED', details: { reason: 'more than 200 ms' } },
    });
  });
});
