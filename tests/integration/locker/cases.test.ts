import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CaseRecord, MAX_CASE_RECORDS, type NotedRecord } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import { type CaseChange, type Locker, openLocker } from '../../../electron/locker/index.ts';
import { fact, letter, merchant, noting, reading, situation, submission } from './case-samples.ts';
import { damageOf } from './damage.ts';
import { captureOf, codeOfFailure, orderFacts, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
let orderId: string;
beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
  orderId = unwrap(await locker.addOrder(orderFacts())).id;
});
afterEach(async () => {
  await locker.close();
  place.remove();
});

const note = async (change: CaseChange) => unwrap(await locker.noteCase(orderId, change));
const size = async () => (await locker.treeHead()).size;
const recordsIn = (noted: readonly NotedRecord[] | undefined) => noted?.map(({ record }) => record);
const seal = async (content: string): Promise<ItemId> =>
  unwrap(await locker.seal(captureOf(content, { assignment: { orderId, by: 'user' } }))).id;
const reopen = async () => {
  await locker.close();
  locker = unwrap(await openLocker({ ...place.options, create: false }));
};

describe('what a user states about a case', () => {
  it('is kept with the entry and the time of each record, and is there after a restart (P01)', async () => {
    const before = await size();
    const noted = await note(noting(situation(), fact(1), fact(2)));
    expect(recordsIn(noted)).toEqual([situation(), fact(1), fact(2)]);
    expect(noted.map(({ seq }) => seq)).toEqual([before, before + 1, before + 2]);
    expect(noted[0]?.atUtc).toBe(await locker.lastEntryAtUtc());
    await reopen();
    expect(await locker.caseRecords(orderId)).toEqual(noted);
  });

  it('replaces the record of the same kind and id, and no other', async () => {
    const [first] = await note(noting(fact(1), fact(2), merchant('甲')));
    const noted = await note(noting(fact(1, { text: '改过' }), merchant('乙')));
    expect(recordsIn(noted)).toEqual([fact(2), fact(1, { text: '改过' }), merchant('乙')]);
    expect(noted[1]?.seq).toBeGreaterThan(first?.seq ?? 0);
  });

  it('is an entry only where it differs from what is there', async () => {
    const noted = await note(noting(fact(1), fact(2)));
    const before = await size();
    const backwards = Object.fromEntries(Object.entries(fact(1)).toReversed()) as unknown as CaseRecord;
    expect(await note(noting(backwards, fact(2)))).toEqual(noted);
    expect(await size()).toBe(before);
    await note(noting(fact(1), fact(2, { text: '改过' }), fact(2, { text: '又改过' })));
    expect(await size()).toBe(before + 1);
  });

  it('is taken back by name, and can be stated anew in the same change', async () => {
    await note(noting(fact(1), fact(2), situation()));
    const left = await note({ noted: [], withdrawn: [fact(1), situation()] });
    expect(recordsIn(left)).toEqual([fact(2)]);
    const anew = await note({ noted: [fact(2), fact(3)], withdrawn: [fact(2), fact(2)] });
    expect(recordsIn(anew)).toEqual([fact(2), fact(3)]);
  });

  it('belongs to one order, and moves that order up', async () => {
    const other = unwrap(await locker.addOrder(orderFacts('2'))).id;
    const [added] = await locker.listOrders({
      search: '2026112314021101',
      sortBy: 'added',
      isDescending: false,
      includeArchived: false,
    });
    const [noted] = await note(noting(fact(1)));
    const [stated] = await locker.listOrders({
      search: '2026112314021101',
      sortBy: 'lastActivity',
      isDescending: true,
      includeArchived: false,
    });
    expect(stated?.lastActivityUtc).toBe(noted?.atUtc);
    expect(stated?.facts).toEqual(added?.facts);
    expect(await locker.caseRecords(other)).toEqual([]);
    expect((await locker.getOrder(orderId))?.history).toEqual([]);
  });

  it('may hold any text; what has no UTF-8 form is replaced', async () => {
    const odd = 'a\0b\u2028"\\\n𠮷\ud800';
    const noted = await note(noting(fact(1, { text: odd })));
    const expected = [fact(1, { text: odd.toWellFormed() })];
    expect(recordsIn(noted)).toEqual(expected);
    expect((await locker.caseFile(orderId))?.records).toEqual(expected);
    const before = await size();
    await note(noting(fact(1, { text: odd })));
    expect(await size()).toBe(before);
  });

  it('is the same as in a map after any sequence of changes, also once it is read anew', async () => {
    const name = fc.record({
      number: fc.integer({ min: 0, max: 3 }),
      kind: fc.constantFrom('fact', 'letter'),
    });
    const stated = fc.record({ name, text: fc.constantFrom('a', 'b', '𠮷') });
    const change = fc.record({
      noted: fc.array(stated, { maxLength: 4 }),
      withdrawn: fc.array(name, { maxLength: 2 }),
    });
    const recordOf = ({ number, kind }: { number: number; kind: string }, text: string): CaseRecord =>
      kind === 'fact' ? fact(number, { text }) : letter(text, number + 1);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        const order = unwrap(await locker.addOrder(orderFacts())).id;
        let model = new Map<string, CaseRecord>();
        const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`;
        for (const { noted, withdrawn } of changes) {
          const next = new Map(model);
          const names = withdrawn.map((one) => recordOf(one, ''));
          const isKnown = names.every((one) => model.has(keyOf(one)));
          for (const one of names) next.delete(keyOf(one));
          const records = noted.map((one) => recordOf(one.name, one.text));
          for (const record of records) next.set(keyOf(record), record);
          const result = await locker.noteCase(order, { noted: records, withdrawn: names });
          if (!isKnown) expect(codeOfFailure(result)).toBe('CASE_RECORD_UNKNOWN');
          else model = next;
        }
        const held = await locker.caseRecords(order);
        expect(new Map(recordsIn(held)?.map((record) => [keyOf(record), record]))).toEqual(model);
        expect(held?.map(({ seq }) => seq)).toEqual(
          held?.map(({ seq }) => seq).toSorted((left, right) => left - right),
        );
      }),
      { numRuns: 60 },
    );
    await locker.close();
    expect(await damageOf(place.options)).toEqual([]);
    await reopen();
  });
});

describe('a change that cannot be made', () => {
  const refused = async (change: CaseChange, order = orderId) => {
    const before = await size();
    const result = await locker.noteCase(order, change);
    expect(await size()).toBe(before);
    return codeOfFailure(result);
  };
  const nowhere = `o-${'0'.repeat(26)}`;
  const nothing = `i-${'0'.repeat(26)}`;

  it('is refused whole: of an order, an item, a record that is not there', async () => {
    await note(noting(fact(1)));
    expect(await refused(noting(fact(1)), nowhere)).toBe('ORDER_UNKNOWN');
    expect(await refused(noting(fact(2), reading(nothing)))).toBe('ITEM_UNKNOWN');
    expect(await refused({ noted: [fact(2)], withdrawn: [fact(1), fact(3)] })).toBe('CASE_RECORD_UNKNOWN');
    expect(recordsIn(await locker.caseRecords(orderId))).toEqual([fact(1)]);
    expect([await locker.caseRecords(nowhere), await locker.caseFile(nowhere)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each<[string, (itemId: ItemId) => CaseRecord]>([
    ['a fact', (itemId) => fact(1, { itemIds: [itemId] })],
    ['a reading', (itemId) => reading(itemId)],
    ['a party', (itemId) => merchant('甲', { itemIds: { uscc: [itemId] } })],
    ['a submission', (itemId) => ({ ...submission('x'), itemIds: [itemId] })],
    ['a difference', (itemId) => ({ ...difference, actualItemIds: [itemId] })],
    ['the other side of a difference', (itemId) => ({ ...difference, promisedItemIds: [itemId] })],
    ['a payment', (itemId) => ({ ...payment, billItemId: itemId })],
  ])('names an item that is not there: %s', async (_, recordOf) => {
    expect(await refused(noting(recordOf(nothing)))).toBe('ITEM_UNKNOWN');
    const itemId = await seal('there');
    expect(recordsIn(await note(noting(recordOf(itemId))))).toEqual([recordOf(itemId)]);
  });

  it(`would be one more than ${MAX_CASE_RECORDS} records`, async () => {
    const all = Array.from({ length: MAX_CASE_RECORDS }, (_, number) => fact(number));
    expect(await note(noting(...all))).toHaveLength(MAX_CASE_RECORDS);
    expect(await refused(noting(situation()))).toBe('CASE_TOO_LARGE');
    const swapped = await note({ noted: [situation()], withdrawn: [fact(7)] });
    expect(swapped).toHaveLength(MAX_CASE_RECORDS);
  });

  const difference = {
    kind: 'difference' as const,
    id: 'd-1',
    feature: '面值',
    promised: '100',
    actual: '50',
    promisedItemIds: [],
    actualItemIds: [],
  };
  const payment = {
    kind: 'payment' as const,
    id: 'p-1',
    billItemId: null,
    line: 3,
    provider: 'alipay' as const,
    transactionNumber: '1',
    merchantNumber: null,
    payee: '',
    product: '',
    amountFen: 1,
    atUtc: '2026-11-23T06:02:11.000Z',
    status: '',
    refundedFen: 0,
    role: 'payment' as const,
  };
});

describe('a whole case', () => {
  it('has what lists of orders and items say, of items that are in it now', async () => {
    const ids = [await seal('first'), await seal('second'), await seal('third')];
    const [first = '', second = '', third = ''] = ids;
    unwrap(await locker.labelItems([first], 'E10'));
    unwrap(await locker.noteItem(first, '备注 "\0\n𠮷'));
    const cues = [{ startMs: null, endMs: null, text: '你好' }];
    unwrap(await locker.transcribe(second, { origin: 'typed', file: null, cues }));
    unwrap(await locker.assignItems([third], null, 'user'));
    await note(noting(fact(1, { itemIds: [third] })));
    const { items } = await locker.listItems({ orderId, offset: 0, limit: 9 });
    const file = await locker.caseFile(orderId);
    expect(file?.order).toEqual((await locker.getOrder(orderId))?.order);
    expect(file?.items).toEqual(
      items.map(({ id, kind, source, mediaType, capturedAtUtc, note: said, seq, transcriptCueCount }) => ({
        ...{ id, kind, source, mediaType, capturedAtUtc, note: said, seq, transcriptCueCount },
      })),
    );
    expect(file?.items.map(({ transcriptCueCount }) => transcriptCueCount)).toEqual([null, 1]);
    expect(file?.records).toEqual([fact(1, { itemIds: [third] })]);
  });

  it('is read with all others that are not archived, in the order they were added', async () => {
    const empty = unwrap(await locker.addOrder(orderFacts('2'))).id;
    const archived = unwrap(await locker.addOrder(orderFacts('3'))).id;
    await seal('first');
    await note(noting(situation(), fact(1)));
    unwrap(await locker.setOrderArchived(archived, true));
    const files = await locker.openCaseFiles();
    expect(files).toEqual([await locker.caseFile(orderId), await locker.caseFile(empty)]);
    expect(files[1]).toMatchObject({ items: [], records: [] });
    unwrap(await locker.setOrderArchived(orderId, true));
    unwrap(await locker.setOrderArchived(empty, true));
    expect(await locker.openCaseFiles()).toEqual([]);
    expect((await locker.caseFile(archived))?.order.isArchived).toBe(true);
  });

  it('keeps what was stated of an item that is removed, and lets the rest of it be changed', async () => {
    const [gone, kept] = [await seal('gone'), await seal('kept')];
    const stated = fact(1, { itemIds: [gone, kept] });
    await note(noting(stated, reading(gone)));
    unwrap(await locker.removeItems([gone], 'x'));
    const file = await locker.caseFile(orderId);
    expect(file?.records).toEqual([stated, reading(gone)]);
    expect(file?.items.map(({ id }) => id)).toEqual([kept]);
    const changed = fact(1, { itemIds: [gone], text: '改过' });
    expect(recordsIn(await note(noting(changed)))).toContainEqual(changed);
    const anew = await locker.noteCase(orderId, noting(fact(2, { itemIds: [gone] })));
    expect(codeOfFailure(anew)).toBe('ITEM_UNKNOWN');
    await note({ noted: [], withdrawn: [reading(gone)] });
    await locker.close();
    expect(await damageOf(place.options)).toEqual([]);
  });
});
