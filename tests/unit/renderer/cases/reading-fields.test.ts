import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseRecordSchema } from '../../../../core/cases/index.ts';
import { fakeId } from '../../../../renderer/dev/fake-evidence.ts';
import {
  readingFields,
  readingLineNames,
  readingLines,
  readingOf,
} from '../../../../renderer/features/cases/reading-fields.ts';
import { newRecordId } from '../../../../renderer/features/cases/record-id.ts';
import { fenOf, utcOf } from '../../../../renderer/features/cases/typed.ts';

const itemId = fakeId('i', 1);

describe('what is copied from a picture', () => {
  it('is kept as it was typed, without the spaces around it', () => {
    const reading = readingOf(itemId, { orderNumber: ' 2026 1123-01 ', amount: '98.5' });
    expect(reading).toMatchObject({ orderNumber: '2026 1123-01', amountFen: 9850, payee: null });
    expect(caseRecordSchema.safeParse(reading).success).toBe(true);
  });

  it('is nothing when nothing was typed, and nothing when the amount is none', () => {
    expect(readingOf(itemId, { orderNumber: '  ', shows: [] })).toBeUndefined();
    expect(readingOf(itemId, { orderNumber: '1', amount: '九十八' })).toBeUndefined();
  });

  it('is worth keeping when only a tick was set', () => {
    expect(readingOf(itemId, { shows: ['订单号'] })).toMatchObject({ shows: ['订单号'] });
  });

  it('comes back into the form as it was, whatever it is', () => {
    const line = (maxLength: number) =>
      fc.string({ minLength: 1, maxLength, unit: 'grapheme-ascii' }).filter((text) => text.trim() === text);
    const fields = fc.record({
      ...Object.fromEntries(
        readingLineNames.map((name) => [name, fc.option(line(readingLines[name]), { nil: '' })]),
      ),
      amount: fc.integer({ min: 0, max: 9_999_999 }).map((fen) => (fen / 100).toFixed(2)),
    });
    fc.assert(
      fc.property(fields, (typed) => {
        const reading = readingOf(itemId, typed);
        expect(reading).toBeDefined();
        expect(readingOf(itemId, readingFields(reading))).toEqual(reading);
      }),
    );
  });
});

describe('typed moments and amounts', () => {
  it('are sent in UTC, to the millisecond that records have', () => {
    expect(utcOf('2026-11-23T14:02:11+08:00')).toBe('2026-11-23T06:02:11.000Z');
    expect(utcOf('')).toBeNull();
    expect(utcOf('gestern')).toBeNull();
  });

  it('tell no amount from a wrong one', () => {
    expect(fenOf('')).toBeNull();
    expect(fenOf('￥1,234.50')).toBe(123_450);
    expect(fenOf('abc')).toBeUndefined();
  });
});

it('new records have ids that main accepts, never twice the same', () => {
  const ids = Array.from({ length: 500 }, () => newRecordId('f'));
  expect(new Set(ids).size).toBe(500);
  for (const id of ids) expect(id).toMatch(/^f-[0-9a-z]{16}$/);
});
