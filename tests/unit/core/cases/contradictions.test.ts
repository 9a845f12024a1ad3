import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessCase, type CaseFile, contradictionCodes } from '../../../../core/cases/index.ts';
import { caseFile, item, itemId, reading, sampleOrder } from './builders.ts';
import { innocent, seeded } from './contradiction-examples.ts';
import { ruleBook } from './rule-book.ts';
import { WORKED_AT } from './worked-cases.ts';

function found(file: CaseFile) {
  return assessCase(ruleBook, file, { channel: null, at: WORKED_AT }).contradictions;
}

test('there are at least forty of each, and every code is seeded', () => {
  expect(seeded.length).toBeGreaterThanOrEqual(40);
  expect(innocent.length).toBeGreaterThanOrEqual(40);
  expect(new Set(seeded.map(({ code }) => code))).toEqual(new Set(contradictionCodes));
});

describe('a contradiction is found, alone and with both sources', () => {
  test.each(seeded)('$code: $what', ({ code, file }) => {
    const all = found(file);
    expect(all.map((one) => one.code)).toEqual([code]);
    for (const { left, right, text } of all) {
      expect(text).toMatch(/。$/u);
      expect(left.text).not.toBe(right.text);
      expect(`${left.text}${right.text}`).not.toMatch(/undefined|NaN|null/);
      const grounds = [...left.itemIds, ...left.records, ...right.itemIds, ...right.records];
      expect(grounds.length).toBeGreaterThan(0);
    }
  });
});

describe('an innocent difference is not accused', () => {
  test.each(innocent)('$what', ({ file }) => {
    expect(found(file)).toEqual([]);
  });
});

const orderNumber = fc.stringMatching(/^[0-9A-Z]{12,24}$/).filter((number) => !number.includes('XXXX'));

/** The same number as people and pages write it. */
function dressed(number: string, choices: readonly number[]): string {
  const characters = Array.from(number, (character, at) => {
    const choice = choices[at % Math.max(choices.length, 1)] ?? 0;
    if (choice === 1) return `${character} `;
    if (choice === 2) return String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
    if (choice === 3) return character.toLowerCase();
    return choice === 4 && at > 0 ? `-${character}` : character;
  });
  return characters.join('').trim();
}

function withNumber(own: string, shown: string): CaseFile {
  return caseFile(
    { number: own, status: 'delivered' },
    [item('E01', '14:03:30')],
    [reading(itemId('E01'), { orderNumber: shown })],
  );
}

test('however an order number is written, spaced, widened or cased, it is the same', () => {
  fc.assert(
    fc.property(
      orderNumber,
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1 }),
      (number, choices) => {
        expect(found(withNumber(number, dressed(number, choices)))).toEqual([]);
      },
    ),
  );
});

test('an order number with one other character is another, however it is written', () => {
  const place = fc.nat(11);
  fc.assert(
    fc.property(
      orderNumber,
      place,
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1 }),
      (number, at, choices) => {
        const other = `${number.slice(0, at)}${number[at] === '7' ? '8' : '7'}${number.slice(at + 1)}`;
        expect(found(withNumber(number, dressed(other, choices))).map(({ code }) => code)).toEqual([
          'ORDER_NUMBER_DIFFERS',
        ]);
      },
    ),
  );
});

test('nobody is accused on a mask, whatever it leaves to be seen', () => {
  fc.assert(
    fc.property(orderNumber, orderNumber, fc.nat(8), fc.nat(8), (own, other, head, tail) => {
      const masked = `${other.slice(0, head)}****${other.slice(other.length - tail)}`;
      expect(found(withNumber(own, masked))).toEqual([]);
    }),
  );
});

test('whatever is read in a picture, the search ends and says the same of it again', () => {
  const text = fc.option(fc.string({ minLength: 1, maxLength: 80, unit: 'binary' }), { nil: null });
  const anything = fc.record({
    orderNumber: text,
    transactionNumber: text,
    merchant: text,
    payee: text,
    product: text,
    shownText: text,
    keyHead: text,
    keyTail: text,
  });
  fc.assert(
    fc.property(anything, anything, (left, right) => {
      const file = caseFile(
        { transactionNumber: null },
        [item('E01', '14:03:30'), item('E06', '14:30:00'), item('E07', '14:40:00')],
        [reading(itemId('E01'), left), reading(itemId('E06'), left), reading(itemId('E07'), right)],
      );
      expect(found(file)).toEqual(found(file));
    }),
  );
});

test('a value agrees with itself in every field', () => {
  const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, text, (number, merchant, product) => {
      const file = caseFile(
        { ...sampleOrder, number, merchant, product, status: 'delivered' },
        [item('E01', '14:03:30')],
        [reading(itemId('E01'), { orderNumber: number, merchant, product })],
      );
      expect(found(file)).toEqual([]);
    }),
  );
});
