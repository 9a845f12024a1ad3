import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshFolder, liuhen } from './liuhen.ts';

let folder: string;
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const paidAt = '2026-11-20T14:02:11+08:00';

async function addOrder(...more: readonly string[]): Promise<string> {
  const added = await liuhen(
    folder,
    ...['order', 'add', '--platform', '星河卡盟', '--merchant', '星辰点卡专营店'],
    ...['--number', '20261120140155001', '--product', '星辰游戏 100 元点卡', '--amount', '98.50'],
    ...['--payment-channel', 'wechat-pay', '--paid-at', paidAt, '--ordered-at', '2026-11-20T14:01:55+08:00'],
    ...more,
  );
  return (added.json as unknown as { order: { id: string } }).order.id;
}

/** Seals a picture that is different each time, as evidence of a kind. */
async function seal(orderId: string, kind: string): Promise<string> {
  const path = join(folder, `${kind}.png`);
  const shade = Number(kind.slice(1)) * 9;
  const background = { r: shade, g: 120, b: 255 - shade };
  await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .png()
    .toFile(path);
  const imported = await liuhen(folder, 'import', path, '--order', orderId, '--kind', kind);
  return (imported.json as unknown as { items: { id: string }[] }).items[0]?.id ?? '';
}

interface Checked {
  readonly scenario: string | null;
  readonly missing: readonly string[];
  readonly missingOneOf: readonly (readonly string[])[];
  readonly recommended: readonly string[];
  readonly checks: readonly { id: string; level: string; result: string; reason: string }[];
  readonly proposals: readonly { scenario: string }[];
  readonly contradictions: readonly { code: string }[];
}

async function check(orderId: string, ...more: readonly string[]) {
  const run = await liuhen(folder, 'check', orderId, '--at', '2026-11-21T20:00:00+08:00', ...more);
  return { exitCode: run.exitCode, ...(run.json as unknown as Checked) };
}

describe('an order that was never delivered', () => {
  it('is checked, completed, written about and followed on the command line', async () => {
    const orderId = await addOrder('--promise-minutes', '10', '--promise-text', '付款后10分钟内发货');
    const unchosen = await check(orderId);
    expect(unchosen).toMatchObject({ exitCode: 1, scenario: 'not_delivered', isScenarioProposed: true });
    expect((await liuhen(folder, 'case', 'set', orderId, '--scenario', 'not_delivered')).exitCode).toBe(0);
    const empty = await check(orderId, '--channel', 'platform');
    expect(empty).toMatchObject({
      exitCode: 1,
      scenario: 'not_delivered',
      missing: ['E01', 'E02', 'E03', 'E04', 'E05'],
    });

    const items: Record<string, string> = {};
    for (const kind of ['E01', 'E02', 'E03', 'E04', 'E05']) items[kind] = await seal(orderId, kind);
    const { E01 = '', E02 = '', E03 = '', E04 = '', E05 = '' } = items;
    await liuhen(folder, 'case', 'reading', orderId, E01, 'orderNumber=20261120140155001', 'amountFen=9850');
    await liuhen(folder, 'case', 'reading', orderId, E02, 'shownText=付款后10分钟内发货');
    await liuhen(folder, 'case', 'reading', orderId, E03, 'transactionNumber=4200000985202611201441826014');
    await liuhen(
      folder,
      'case',
      'reading',
      orderId,
      E04,
      'shownText=未发货',
      'shownAtUtc=2026-11-20T06:44:20.000Z',
    );
    const reminded = await liuhen(
      folder,
      ...['case', 'message', orderId, 'buyer', '--at', '2026-11-20T14:40:00+08:00', '--item', E05],
      ...['--text', '订单20261120140155001付款半小时了还没发货，请马上发货，否则退款'],
    );
    expect(reminded.exitCode, reminded.stdout).toBe(0);
    const complete = await check(orderId, '--channel', 'platform');
    expect(complete, JSON.stringify(complete.checks)).toMatchObject({
      exitCode: 0,
      missing: [],
      missingOneOf: [],
      contradictions: [],
    });

    const written = await liuhen(
      folder,
      'letter',
      orderId,
      'platform-ticket',
      '--channel',
      'platform',
      '--save',
    );
    const { letter } = written.json as unknown as { letter: { text: string; charCount: number } };
    expect(written.exitCode, written.stdout).toBe(0);
    expect(letter.charCount).toBeLessThanOrEqual(500);
    expect(letter.text).toContain('20261120140155001');
    expect(letter.text).toMatch(/【证据\d-\d+/);
    expect(letter.text).not.toMatch(/[{}]|undefined|null/);

    const sent = await liuhen(
      folder,
      ...['case', 'submit', orderId, 'platform', '--at', '2026-11-20T15:00:00+08:00', '--receipt', 'TS-1'],
      ...['--text', letter.text, '--id', 's-1'],
    );
    expect(sent.exitCode, sent.stdout).toBe(0);
    const deadlines = await liuhen(folder, 'deadline', orderId, '--at', '2026-11-23T15:00:00+08:00');
    const found = (deadlines.json as unknown as { deadlines: { id: string; state: string }[] }).deadlines;
    expect(found).toContainEqual(expect.objectContaining({ id: 'D02', state: 'overdue' }));
    const todo = await liuhen(folder, 'todo', '--at', '2026-11-23T15:00:00+08:00');
    expect((todo.json as unknown as { entries: { orderId: string }[] }).entries[0]?.orderId).toBe(orderId);
    expect((await liuhen(folder, 'verify')).exitCode).toBe(0);
  });
});

describe('stating a case', () => {
  it('names what is wrong with a record and writes nothing', async () => {
    const orderId = await addOrder();
    const wrong = await liuhen(folder, 'case', 'fact', orderId, 'exploded');
    expect(wrong).toMatchObject({ exitCode: 2, json: { error: { code: 'USAGE' } } });
    const unknown = await liuhen(
      folder,
      'case',
      'fact',
      orderId,
      'delivered',
      '--item',
      'i-00000000000000000000000000',
    );
    expect(unknown).toMatchObject({ exitCode: 2, json: { error: { code: 'ITEM_UNKNOWN' } } });
    const shown = await liuhen(folder, 'case', 'show', orderId);
    expect(shown.json).toEqual({ records: [] });
  });

  it('takes many records from a file, all or none', async () => {
    const orderId = await addOrder();
    const path = join(folder, 'records.json');
    const fact = {
      kind: 'fact',
      id: 'f-1',
      what: 'delivered',
      atUtc: null,
      amountFen: null,
      text: '',
      itemIds: [],
    };
    writeFileSync(path, JSON.stringify([fact, { ...fact, id: 'F 2' }]));
    expect((await liuhen(folder, 'case', 'note', orderId, path)).exitCode).toBe(2);
    writeFileSync(path, JSON.stringify([fact, { ...fact, id: 'f-2' }]));
    const noted = await liuhen(folder, 'case', 'note', orderId, path);
    expect((noted.json as unknown as { records: unknown[] }).records).toHaveLength(2);
    const withdrawn = await liuhen(folder, 'case', 'withdraw', orderId, 'fact', 'f-1');
    expect((withdrawn.json as unknown as { records: unknown[] }).records).toHaveLength(1);
  });
});

describe('a bill', () => {
  const bill = [
    '微信支付账单明细,,,,,,,,,,',
    '共2笔记录,,,,,,,,,,',
    '----------------------微信支付账单明细列表--------------------,,,,,,,,,,',
    '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注',
    '2026-11-20 14:02:11,商户消费,星辰点卡专营店,"星辰游戏100元点卡 20261120140155001",支出,¥98.50,零钱,支付成功,4200000985202611201441826014,20261120140155001,/',
    '2026-11-20 14:02:40,商户消费,星辰点卡专营店,"星辰游戏100元点卡 20261120140155001",支出,¥98.50,零钱,支付成功,4200000985202611201441826015,20261120140155001,/',
    '',
  ].join('\n');

  it('is read, sealed and its duplicate charge found and taken over', async () => {
    const orderId = await addOrder();
    const path = join(folder, 'bill.csv');
    writeFileSync(path, bill);
    const imported = await liuhen(
      folder,
      ...['bill', 'import', orderId, path, '--take', '5', '--take', '6=duplicate'],
    );
    expect(imported.exitCode, imported.stdout).toBe(0);
    const {
      bill: read,
      item,
      records,
    } = imported.json as unknown as {
      bill: { duplicates: { certainty: string; overchargedFen: number }[] };
      item: { kind: string };
      records: unknown[];
    };
    expect(item.kind).toBe('E16');
    expect(read.duplicates).toMatchObject([{ certainty: 'sure', overchargedFen: 9850 }]);
    expect(records).toHaveLength(2);
  });

  it('that cannot be read is refused, and nothing is sealed', async () => {
    const orderId = await addOrder();
    const path = join(folder, 'bill.csv');
    writeFileSync(path, `${bill.slice(0, -60)}\n`);
    const imported = await liuhen(folder, 'bill', 'import', orderId, path);
    expect(imported.exitCode).toBe(2);
    expect((await liuhen(folder, 'list')).json).toMatchObject({ items: [] });
  });
});

it('days are counted without any case', async () => {
  const counted = await liuhen(
    folder,
    ...['deadline', '--from', '2026-09-30', '--length', '7', '--unit', 'working-days'],
  );
  expect(counted.json).toMatchObject({ lastDay: '2026-10-15' });
});

it('the rule book shows a law in its own words', async () => {
  const shown = await liuhen(folder, 'rules', 'show', 'DSF-20');
  expect(shown.json).toMatchObject({ rule: { id: 'DSF-20' }, law: { id: 'DSF' } });
});
