import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeEntry } from '../../../core/ledger/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import {
  captureOf,
  captureProvenance,
  codeOfFailure,
  importOf,
  importProvenance,
  orderFacts,
  temporaryLocker,
  unwrap,
} from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
});
afterEach(async () => {
  await locker.close();
  place.remove();
});

const size = async () => (await locker.treeHead()).size;
const seal = async (content: string, more = {}) => unwrap(await locker.seal(captureOf(content, more)));
const add = async (number?: string, more = {}) => unwrap(await locker.addOrder(orderFacts(number, more)));
const unknownItem = `i-${'0'.repeat(26)}`;
const unknownOrder = `o-${'0'.repeat(26)}`;
const everything = { offset: 0, limit: 5000 };
const allOrders = { search: '', sortBy: 'added', isDescending: false, includeArchived: true } as const;

describe('items', () => {
  it('are sealed, assigned and labelled in one transaction, as entries of their own', async () => {
    const order = await add();
    const item = await seal('a', { assignment: { orderId: order.id, by: 'active-order' }, kind: 'E01' });
    expect(item).toMatchObject({ orderId: order.id, kind: 'E01', seq: 2 });
    const found = await locker.getItem(item.id);
    expect(found?.item).toEqual(item);
    expect(found?.history.map(({ seq, event, detail, by }) => [seq, event, detail, by])).toEqual([
      [2, 'sealed', null, null],
      [3, 'assigned', order.id, 'active-order'],
      [4, 'labelled', 'E01', null],
    ]);
  });

  it('are assigned in bulk: an entry for each that really moves, all or none', async () => {
    const order = await add();
    const items = [await seal('a'), await seal('b'), await seal('c')];
    const ids = items.map(({ id }) => id);
    unwrap(await locker.assignItems(ids.slice(0, 1), order.id, 'user'));
    const before = await size();
    const moved = unwrap(await locker.assignItems([...ids, ...ids], order.id, 'user'));
    expect(moved.map(({ id, orderId }) => [id, orderId])).toEqual(ids.map((id) => [id, order.id]));
    expect(await size()).toBe(before + 2);
    expect(codeOfFailure(await locker.assignItems([...ids, unknownItem], null, 'user'))).toBe('ITEM_UNKNOWN');
    expect(codeOfFailure(await locker.assignItems(ids, unknownOrder, 'user'))).toBe('ORDER_UNKNOWN');
    expect(await size()).toBe(before + 2);
    unwrap(await locker.assignItems(ids, null, 'undo'));
    expect(await locker.figures()).toMatchObject({ inboxCount: 3, itemCount: 3 });
  });

  it('are labelled and noted only when that changes something', async () => {
    const item = await seal('a');
    const before = await size();
    expect(unwrap(await locker.labelItems([item.id], 'E07'))[0]).toMatchObject({ kind: 'E07' });
    expect(unwrap(await locker.labelItems([item.id], 'E07'))[0]).toMatchObject({ kind: 'E07' });
    expect(unwrap(await locker.noteItem(item.id, '卡密已用'))).toMatchObject({ note: '卡密已用' });
    expect(unwrap(await locker.noteItem(item.id, '卡密已用'))).toMatchObject({ note: '卡密已用' });
    expect(await size()).toBe(before + 2);
    expect(codeOfFailure(await locker.noteItem(unknownItem, 'x'))).toBe('ITEM_UNKNOWN');
    expect(codeOfFailure(await locker.labelItems([unknownItem], null))).toBe('ITEM_UNKNOWN');
    expect(await locker.getItem(unknownItem)).toBeUndefined();
  });

  it('are not sealed into an order that is not there', async () => {
    const sealed = await locker.seal(captureOf('a', { assignment: { orderId: unknownOrder, by: 'user' } }));
    expect(codeOfFailure(sealed)).toBe('ORDER_UNKNOWN');
    expect(await size()).toBe(1);
  });

  it('are found by note, window title, file name, hash and the name of their kind, verbatim', async () => {
    const noted = await seal('a', { provenance: captureProvenance('50%_off\\ Shop') });
    unwrap(await locker.noteItem(noted.id, 'ＡＢＣ 卡密'));
    const imported = unwrap(
      await locker.seal({
        ...importOf(''),
        content: { bytes: Buffer.from('b') },
        provenance: importProvenance('聊天.png'),
      }),
    );
    const labelled = await seal('c', { kind: 'E07' });
    const search = async (text: string) =>
      (await locker.listItems({ ...everything, search: text })).items.map(({ id }) => id);
    expect(await search('abc 卡密')).toEqual([noted.id]);
    expect(await search('50%_')).toEqual([noted.id]);
    expect(await search('50%o')).toEqual([]);
    expect(await search('5__')).toEqual([]);
    expect(await search('off\\ s')).toEqual([noted.id]);
    expect(await search('聊天')).toEqual([imported.id]);
    expect(await search('激活')).toEqual([labelled.id]);
    expect(await search('e07')).toEqual([labelled.id]);
    expect(await search(noted.sha256.slice(3, 20).toUpperCase())).toEqual([noted.id]);
    expect(await search("' OR 1=1 --")).toEqual([]);
    expect(await search('  ')).toHaveLength(3);
  });

  it('are listed a page at a time, oldest first, with how many there are', async () => {
    const order = await add();
    const ids: string[] = [];
    for (let at = 0; at < 7; at += 1) ids.push((await seal(`${at}`)).id);
    unwrap(await locker.assignItems(ids.slice(2), order.id, 'user'));
    const page = async (query: object) => {
      const { items, total } = await locker.listItems({ ...everything, ...query });
      return [items.map(({ id }) => id), total];
    };
    expect(await page({})).toEqual([ids, 7]);
    expect(await page({ orderId: null })).toEqual([ids.slice(0, 2), 2]);
    expect(await page({ orderId: order.id, offset: 1, limit: 2 })).toEqual([ids.slice(3, 5), 5]);
    expect(await page({ orderId: unknownOrder })).toEqual([[], 0]);
  });
});

describe('orders', () => {
  it('keep every change of a fact, and write only what differs', async () => {
    const order = await add();
    const before = await size();
    unwrap(await locker.changeOrder(order.id, { status: 'delivered', amountFen: 9850, notes: '客服拒绝' }));
    unwrap(await locker.changeOrder(order.id, { status: 'delivered' }));
    const changed = unwrap(await locker.changeOrder(order.id, { amountFen: null }));
    expect(changed.facts).toEqual({
      ...order.facts,
      status: 'delivered',
      notes: '客服拒绝',
      amountFen: null,
    });
    unwrap(await locker.setOrderArchived(order.id, true));
    unwrap(await locker.setOrderArchived(order.id, true));
    expect(await size()).toBe(before + 3);
    const found = await locker.getOrder(order.id);
    expect(found?.order.isArchived).toBe(true);
    expect(found?.history.map(({ fact, from, to }) => [fact, from, to])).toEqual([
      ['status', 'awaiting-delivery', 'delivered'],
      ['notes', '', '客服拒绝'],
      ['amountFen', 9850, null],
      ['isArchived', false, true],
    ]);
  });

  it('that are unknown are said to be', async () => {
    expect(await locker.getOrder(unknownOrder)).toBeUndefined();
    expect(await locker.orderLedger(unknownOrder)).toBeUndefined();
    const refused = [
      await locker.changeOrder(unknownOrder, { notes: 'x' }),
      await locker.setOrderArchived(unknownOrder, true),
    ];
    expect(refused.map(codeOfFailure)).toEqual(['ORDER_UNKNOWN', 'ORDER_UNKNOWN']);
  });

  it('are searched and sorted, unknown amounts and times last in both directions', async () => {
    const a = await add('A-1', { merchant: '北京店', amountFen: 300, paidAtUtc: null, notes: '100%' });
    const b = await add('B_2', {
      merchant: '安心店',
      amountFen: null,
      paidAtUtc: '2026-01-01T00:00:00.000Z',
    });
    const c = await add('C-3', { merchant: '成都店', amountFen: 100, paidAtUtc: '2025-01-01T00:00:00.000Z' });
    unwrap(await locker.setOrderArchived(c.id, true));
    const list = async (query: object) =>
      (await locker.listOrders({ ...allOrders, ...query })).map(({ id }) => id);
    expect(await list({})).toEqual([a.id, b.id, c.id]);
    expect(await list({ includeArchived: false, isDescending: true })).toEqual([b.id, a.id]);
    expect(await list({ sortBy: 'amount' })).toEqual([c.id, a.id, b.id]);
    expect(await list({ sortBy: 'amount', isDescending: true })).toEqual([a.id, c.id, b.id]);
    expect(await list({ sortBy: 'paid' })).toEqual([c.id, b.id, a.id]);
    expect(await list({ sortBy: 'merchant' })).toEqual([b.id, a.id, c.id]);
    expect(await list({ sortBy: 'lastActivity', isDescending: true })).toEqual([c.id, b.id, a.id]);
    expect(await list({ search: 'b_2' })).toEqual([b.id]);
    expect(await list({ search: '100%' })).toEqual([a.id]);
    expect(await list({ search: '_' })).toEqual([b.id]);
    expect(await list({ search: '点卡' })).toEqual([a.id, b.id, c.id]);
  });

  it('count their items and know their last activity', async () => {
    const [order, other] = [await add('1'), await add('2')];
    const item = await seal('a', { assignment: { orderId: order.id, by: 'user' } });
    const summary = async (id: string) =>
      (await locker.listOrders(allOrders)).find((found) => found.id === id);
    expect(await summary(order.id)).toMatchObject({ itemCount: 1 });
    unwrap(await locker.assignItems([item.id], other.id, 'user'));
    expect([await summary(order.id), await summary(other.id)]).toMatchObject([
      { itemCount: 0 },
      { itemCount: 1 },
    ]);
    const before = (await summary(other.id))?.lastActivityUtc ?? '';
    await new Promise((resolve) => setTimeout(resolve, 5));
    unwrap(await locker.noteItem(item.id, 'note'));
    expect((await summary(other.id))?.lastActivityUtc.localeCompare(before)).toBe(1);
  });

  it('with the same platform and number are named as duplicates', async () => {
    const first = await add('7');
    const second = await add('7');
    await add('7', { platform: '别家' });
    const duplicates = async (except: string | null) =>
      (await locker.findDuplicateOrders('某宝', '7', except)).map(({ id }) => id);
    expect(await duplicates(null)).toEqual([first.id, second.id]);
    expect(await duplicates(second.id)).toEqual([first.id]);
  });
});

describe('records', () => {
  it('of exports and verifications are entries, and show where they matter', async () => {
    const order = await add();
    const item = await seal('a', { assignment: { orderId: order.id, by: 'user' } });
    const treeHead = 'liuhen/locker/00000000\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
    const exported = { orderId: order.id, dossierSha256: 'a'.repeat(64), packageSha256: null, treeHead };
    unwrap(await locker.recordExport({ ...exported, exhibits: [{ itemId: item.id, number: '2-1' }] }));
    unwrap(
      await locker.recordVerification({
        treeHead,
        verdict: 'integrity-only',
        failedChecks: 0,
        itemsChecked: 1,
      }),
    );
    expect((await locker.getItem(item.id))?.history.at(-1)).toMatchObject({
      event: 'exported',
      detail: 'a'.repeat(64),
    });
    expect((await locker.figures()).lastVerification).toMatchObject({
      verdict: 'integrity-only',
      failedChecks: 0,
    });
    expect((await locker.orderLedger(order.id))?.exhibitNumbers).toEqual(new Map([[item.id, '2-1']]));
    expect(
      codeOfFailure(await locker.recordExport({ ...exported, orderId: unknownOrder, exhibits: [] })),
    ).toBe('ORDER_UNKNOWN');
  });

  it('tell of each advance of the ledger', async () => {
    const heard: number[] = [];
    const stop = locker.onAdvanced((treeSize) => heard.push(treeSize));
    await add();
    await seal('a', { kind: 'E01' });
    await locker.figures();
    expect(heard).toEqual([2, 4]);
    stop();
    await seal('b');
    await locker.figures();
    expect(heard).toEqual([2, 4]);
  });

  it('hold text that has no UTF-8 form as the replacement character', async () => {
    const order = await add('1', { notes: 'a\udfffb' });
    expect(order.facts.notes).toBe('a\ufffdb');
    const entry = (await locker.orderLedger(order.id))?.entries.at(-1);
    expect(decodeEntry(entry?.bytes ?? new Uint8Array())).toMatchObject({ ok: true });
  });
});
