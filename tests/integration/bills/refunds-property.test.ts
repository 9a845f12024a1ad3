import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BillLine, findDuplicateCharges, settle } from '../../../core/bills/index.ts';
import { readBill } from '../../../electron/bills/index.ts';
import {
  alipayPayment,
  encodeGb18030,
  numberOf,
  type PrintedLine,
  printAlipayApp,
  printAlipayReceipt,
  printAlipayWeb,
  printWechatCsv,
  printWechatSheet2026,
  wechatPayment,
} from '../../fixtures/bills/index.ts';

/** Where a refund shows: in the payment, as a line of its own, or in both. */
type Visible = 'both' | 'line' | 'status';

interface Charge {
  readonly minute: number;
  readonly payee: string;
  readonly product: string;
  readonly amountFen: number;
  readonly merchantNumber: string;
  refunds: {
    readonly minute: number;
    readonly fen: number;
    readonly visible: Visible;
    readonly isLinked: boolean;
  }[];
}

const step = fc.record({
  isCharge: fc.boolean(),
  gapMinutes: fc.nat(12),
  payee: fc.constantFrom('蓝鲸点卡', '夜莺卡盟'),
  product: fc.constantFrom('点券', '点券 订单号:KM20260820A1'),
  amountFen: fc.constantFrom(100_00, 100_00, 45_00),
  merchantNumber: fc.constantFrom('', 'M1', 'M1', 'M2'),
  target: fc.nat(20),
  part: fc.constantFrom(1, 1, 0.3, 0.45),
  visible: fc.constantFrom<Visible>('both', 'line', 'status'),
  isLinked: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function play(steps: readonly Step[]): readonly Charge[] {
  const charges: Charge[] = [];
  let minute = 0;
  for (const { isCharge, gapMinutes, target, part, visible, isLinked, ...charge } of steps) {
    minute += gapMinutes;
    if (isCharge || charges.length === 0) {
      charges.push({ minute, ...charge, refunds: [] });
      continue;
    }
    const refunded = charges[target % charges.length] as Charge;
    const left = refunded.amountFen - refundedOf(refunded);
    const fen = Math.min(left, Math.round(refunded.amountFen * part));
    if (fen > 0) refunded.refunds.push({ minute, fen, visible, isLinked });
  }
  return charges;
}

const refundedOf = ({ refunds }: Charge) => refunds.reduce((sum, { fen }) => sum + fen, 0);
const clock = (minute: number) =>
  new Date(Date.UTC(2026, 7, 31, 23, 40 + minute)).toISOString().slice(0, 19).replace('T', ' ');
const stated = ({ refunds }: Charge) =>
  refunds.filter(({ visible }) => visible !== 'line').reduce((sum, { fen }) => sum + fen, 0);

function printAlipay(charges: readonly Charge[]): readonly PrintedLine[] {
  return charges.flatMap((charge, at) => {
    const base = {
      ...alipayPayment,
      ...charge,
      at: clock(charge.minute),
      number: numberOf(at),
      funds: '已支出',
    };
    const isClosed = stated(charge) === charge.amountFen;
    const refunds = charge.refunds.map(
      ({ minute, fen, isLinked }, index): PrintedLine => ({
        ...base,
        at: clock(minute),
        number: isLinked ? `${numberOf(at)}_R${index}` : numberOf(100 * at + index, '20269999220014'),
        amountFen: fen,
        product: `退款-${charge.product}`,
        category: '退款',
        direction: '不计收支',
        status: '退款成功',
        refundFen: 0,
      }),
    );
    const shown = refunds.filter((_, index) => charge.refunds[index]?.visible !== 'status');
    return [{ ...base, status: isClosed ? '交易关闭' : '交易成功', refundFen: stated(charge) }, ...shown];
  });
}

function printWechat(charges: readonly Charge[]): readonly PrintedLine[] {
  return charges.flatMap((charge, at) => {
    const base = {
      ...wechatPayment,
      ...charge,
      at: clock(charge.minute),
      number: numberOf(at, '42000020260820'),
    };
    const sum = stated(charge);
    const money = (fen: number) => `¥${(fen / 100).toFixed(2)}`;
    const status = sum === 0 ? '支付成功' : sum === charge.amountFen ? '已全额退款' : `已退款(${money(sum)})`;
    const refunds = charge.refunds.map(
      ({ minute, fen }, index): PrintedLine => ({
        ...base,
        at: clock(minute),
        number: numberOf(100 * at + index, '50300020260821'),
        merchantNumber: '/',
        amountFen: fen,
        category: `${charge.payee}-退款`,
        direction: '收入',
        status: fen === charge.amountFen ? '已全额退款' : `已退款${money(fen)}`,
      }),
    );
    const shown = refunds.filter((_, index) => charge.refunds[index]?.visible !== 'status');
    return [{ ...base, status }, ...shown];
  });
}

function read(bytes: Uint8Array): readonly BillLine[] {
  const bill = readBill(bytes);
  if (!bill.ok) throw new Error(bill.error.message);
  return bill.value.lines;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** What a layout can show: the app exports have no column for a part that was refunded. */
const layouts = [
  ['支付宝 web', (charges: readonly Charge[]) => encodeGb18030(printAlipayWeb(printAlipay(charges)))],
  ['支付宝 receipt', (charges: readonly Charge[]) => encodeGb18030(printAlipayReceipt(printAlipay(charges)))],
  ['支付宝 app', (charges: readonly Charge[]) => encodeGb18030(printAlipayApp(printAlipay(charges)))],
  ['微信支付 CSV', (charges: readonly Charge[]) => utf8(printWechatCsv(printWechat(charges)))],
  ['微信支付 workbook', (charges: readonly Charge[]) => printWechatSheet2026(printWechat(charges))],
] as const;

/** Makes every refund visible in a way that the layout has. */
function visibleIn(name: string, charges: readonly Charge[], hasStaleStatus: boolean): readonly Charge[] {
  return charges.map((charge) => ({
    ...charge,
    refunds: charge.refunds.map((refund): Charge['refunds'][number] => {
      if (name === '支付宝 web') return refund;
      if (name.startsWith('支付宝'))
        return { ...refund, visible: refund.visible === 'status' ? 'both' : refund.visible };
      // 微信支付 writes no link: a file whose statuses lag behind has the lines.
      const { visible } = refund;
      return {
        ...refund,
        visible: hasStaleStatus
          ? visible === 'status'
            ? 'both'
            : visible
          : visible === 'line'
            ? 'both'
            : visible,
      };
    }),
  }));
}

describe('no sequence of charges and refunds makes it claim a refunded charge', () => {
  test.each(layouts)('%s', (name, print) => {
    let claims = 0;
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2, maxLength: 14 }),
        fc.boolean(),
        fc.boolean(),
        (steps, isStale, hasOrder) => {
          const charges = visibleIn(name, play(steps), isStale);
          const lines = read(print(charges));
          const prefix = name.startsWith('支付宝') ? undefined : '42000020260820';
          const charge = (line: BillLine) =>
            charges[charges.findIndex((_, at) => numberOf(at, prefix) === line.transactionNumber)];
          for (const found of findDuplicateCharges(
            lines,
            hasOrder ? { orderNumber: 'KM20260820A1' } : undefined,
          )) {
            claims += 1;
            const named = found.lines.map(charge);
            expect(named.map((each) => each && refundedOf(each))).toEqual(named.map(() => 0));
            expect(new Set(found.lines.map((line) => line.transactionNumber)).size).toBe(found.lines.length);
            expect(found.overchargedFen).toBe((found.lines[0]?.amountFen ?? 0) * (found.lines.length - 1));
            expect(found.lines.length).toBeGreaterThan(1);
          }
        },
      ),
      { numRuns: 400 },
    );
    // Silence would hold the promise too.
    expect(claims).toBeGreaterThan(50);
  });
});

describe('where the numbers name the payment, no refund is counted twice or lost', () => {
  test.each(layouts.slice(0, 3))('%s', (name, print) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), (steps) => {
        const linked = play(steps).map((charge) => ({
          ...charge,
          refunds: charge.refunds.map((refund) => ({ ...refund, isLinked: true, visible: 'both' as const })),
        }));
        const lines = read(print(visibleIn(name, linked, false)));
        const sum = settle({ amountFen: null }, lines);
        expect(sum.paidFen).toBe(linked.reduce((total, { amountFen }) => total + amountFen, 0));
        expect(sum.refundedFen).toBe(linked.reduce((total, charge) => total + refundedOf(charge), 0));
        expect(sum.steps.slice(0, -1).reduce((total, { amountFen }) => total + amountFen, 0)).toBe(
          sum.outstandingFen,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('seeded double charges are found exactly', () => {
  test.each(layouts)('%s', (name, print) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(199), { maxLength: 20 }),
        fc.infiniteStream(fc.nat(9)),
        (seeded, random) => {
          const charges = Array.from({ length: 200 }, (_, at): Charge => {
            const next = () => random.next().value as number;
            return {
              minute: at * 45 + next(),
              payee: `商家${next()}`,
              product: `商品${next()}`,
              amountFen: 1 + next() * 100,
              merchantNumber: `S${at}`,
              refunds: [],
            };
          });
          const all = charges.flatMap((charge, at) =>
            seeded.includes(at)
              ? [charge, { ...charge, minute: charge.minute + 1, merchantNumber: `S${at}` }]
              : [charge],
          );
          const expected = seeded.toSorted((a, b) => a - b).map((at) => `S${at}`);
          const found = findDuplicateCharges(read(print(all)));
          expect(found.map(({ lines }) => lines.map((line) => line.merchantNumber))).toEqual(
            expected.map((s) => [s, s]),
          );
          expect(found.every(({ certainty }) => certainty === 'sure')).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
    expect(name).toBeTruthy();
  });
});

describe('what is printed is read back', () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'点卡券月年A1 ,"\n（）-_=+@￥𠮷㐀'), maxLength: 12 })
    .map((value) => value.trim())
    .filter((value) => value !== '/' && !/^".*"$/s.test(value) && value.split(',').length < 4);
  const line = fc.record({
    payee: text,
    product: text,
    amountFen: fc.nat(9_999_999_999),
    minute: fc.nat(500_000),
  });
  test.each(layouts)('%s', (name, print) => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const charges = lines.map((each): Charge => ({ ...each, merchantNumber: '', refunds: [] }));
        const back = read(print(charges)).map(({ payee, product, amountFen, atUtc }) => ({
          payee,
          product,
          amountFen,
          atUtc,
        }));
        const printed = charges.map(({ payee, product, amountFen, minute }) => ({
          payee,
          product,
          amountFen,
          atUtc: new Date(Date.UTC(2026, 7, 31, 15, 40 + minute)).toISOString(),
        }));
        expect(back).toEqual(printed);
      }),
      { numRuns: 200 },
    );
    expect(name).toBeTruthy();
  });
});
