import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IMMEDIATE_MINUTES, parsePromise } from '../../../../core/cases/index.ts';

const read: readonly (readonly [text: string, minutes: number])[] = [
  ['10分钟内发货', 10],
  ['１０ 分钟内发货', 10],
  ['付款后 10 分钟内自动发货', 10],
  ['发货时间：30分钟内', 30],
  ['下单后30min内交付', 30],
  ['2小时', 120],
  ['2小时内到账', 120],
  ['24小时内发货', 1440],
  ['24h内处理完', 1440],
  ['1天内发货', 1440],
  ['3天内发货', 4320],
  ['半小时内到账', 30],
  ['一个半小时内发货', 90],
  ['十分钟内发货', 10],
  ['二十四小时内发货', 1440],
  ['两小时内发货', 120],
  ['2-3小时内发货', 180],
  ['5~10分钟发货', 10],
  ['一般10分钟发货，最晚48小时发货', 2880],
  ['10分钟内发货，质保30天', 10],
  ['10分钟内发货，支持7天无理由退货', 10],
  ['约1小时左右', 60],
  ['1周内发货', 10_080],
];

describe('a promise is read into minutes from payment, with its longest reading', () => {
  test.each(read)('%s is %d', (text, minutes) => {
    expect(parsePromise(text)).toEqual({ minutes, isImmediate: false });
  });
});

test.each(['秒发', '自动发货', '即时到账', '付款后立即发货', '拍下即发', '自动发货，质保7天'])(
  '%s counts as the shortest promise and is marked so',
  (text) => {
    expect(parsePromise(text)).toEqual({ minutes: IMMEDIATE_MINUTES, isImmediate: true });
  },
);

test.each([
  '',
  '尽快安排',
  '质保30天',
  '7天无理由退货',
  '3个工作日内发货',
  '当天发货',
  '次日发货',
  '不保证10分钟内发货',
  '客服 24 小时在线',
])('%s names no time for delivery', (text) => {
  expect(parsePromise(text)).toBeUndefined();
});

test('any figure and unit is read as it is multiplied, spaced or widened', () => {
  const units = [
    ['分钟', 1],
    ['小时', 60],
    ['天', 1440],
  ] as const;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom(...units),
      fc.constantFrom('', ' ', '　'),
      (amount, [unit, factor], space) => {
        expect(parsePromise(`${amount}${space}${unit}内发货`)?.minutes).toBe(amount * factor);
      },
    ),
  );
});

test('whatever is written, what is read is a whole number of minutes within a year', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(...'0123456789.一十半个分钟小时天内发货到账-~，。 质保'),
        maxLength: 30,
      }),
      (text) => {
        const minutes = parsePromise(text)?.minutes ?? 1;
        expect(Number.isInteger(minutes)).toBe(true);
        expect(minutes).toBeGreaterThanOrEqual(1);
        expect(minutes).toBeLessThanOrEqual(525_600);
      },
    ),
  );
});
