import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EvidenceKind } from '../../../../core/evidence/index.ts';
import { assignExhibitNumbers, type Numberable } from '../../../../core/manifest/index.ts';

const item = (id: string, kind: EvidenceKind | null, seq: number): Numberable => ({ id, kind, seq });
const numbersOf = (items: readonly Numberable[], given = new Map<string, string>()) =>
  Object.fromEntries(assignExhibitNumbers(items, given).map((exhibit) => [exhibit.item.id, exhibit.number]));

test('numbers by fact to prove, in ledger order inside a group, unlabelled last', () => {
  const items = [
    item('chat', 'E05', 9),
    item('loose', null, 1),
    item('paid', 'E03', 7),
    item('order', 'E01', 3),
  ];
  expect(assignExhibitNumbers(items, new Map()).map(({ number }) => number)).toEqual([
    '2-1',
    '2-2',
    '5-1',
    '7-1',
  ]);
  expect(numbersOf(items)).toEqual({ order: '2-1', paid: '2-2', chat: '5-1', loose: '7-1' });
});

test('an item keeps its number and group when its kind changes; later ones take the next free place', () => {
  const given = new Map([
    ['a', '2-1'],
    ['b', '2-2'],
  ]);
  const items = [item('a', 'E05', 1), item('b', 'E01', 2), item('new', 'E01', 0), item('chat', 'E05', 5)];
  expect(numbersOf(items, given)).toEqual({ a: '2-1', b: '2-2', new: '2-3', chat: '5-1' });
});

test('a number that was given is not given again when its item has left the order', () => {
  expect(numbersOf([item('new', 'E01', 3)], new Map([['gone', '2-7']]))).toEqual({ new: '2-8' });
});

test('numbers are distinct and survive any additions', () => {
  const kind = fc.constantFrom<EvidenceKind | null>('E01', 'E02', 'E05', 'E12', 'E24', null);
  fc.assert(
    fc.property(fc.array(kind, { maxLength: 40 }), fc.array(kind, { maxLength: 40 }), (first, later) => {
      const items = [...first, ...later].map((value, seq) => item(`i${seq}`, value, seq));
      const before = numbersOf(items.slice(0, first.length));
      const after = numbersOf(items, new Map(Object.entries(before)));
      expect(after).toMatchObject(before);
      expect(new Set(Object.values(after)).size).toBe(items.length);
    }),
  );
});
