import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  startVirtualDisplay,
  type VirtualDisplay,
} from '../../../tools/electron-on-chromium/virtual-display.ts';
import { freshFolder, liuhen, type Run } from './liuhen.ts';

const purchase = [
  '--platform',
  '星辰点卡',
  '--merchant',
  '星辰数码',
  '--product',
  '100 元点卡',
  '--amount',
  '98.50',
];

describe('the command line without a window', () => {
  const folder = freshFolder();
  let order: Run;
  const number = '20261123140155001';

  beforeAll(async () => {
    order = await liuhen(
      folder,
      'order',
      'add',
      ...purchase,
      '--number',
      number,
      '--paid-at',
      '2026-11-23T14:02:11+08:00',
    );
  });

  it('adds an order and says its id', () => {
    expect(order).toMatchObject({
      exitCode: 0,
      json: { order: { id: expect.stringMatching(/^o-/), facts: { amountFen: 9850 } } },
    });
  });

  it('imports a file byte for byte and lists it with the promised members', async () => {
    const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#2a6' } })
      .png()
      .toBuffer();
    writeFileSync(join(folder, '付款凭证.png'), picture);
    const sha256 = createHash('sha256').update(picture).digest('hex');
    const imported = await liuhen(
      folder,
      'import',
      join(folder, '付款凭证.png'),
      '--order',
      number,
      '--kind',
      'E03',
    );
    const listed = await liuhen(folder, 'list', '--order', number);
    const item = {
      id: expect.stringMatching(/^i-/),
      sha256,
      sizeBytes: picture.length,
      mediaType: 'image/png',
      kind: 'E03',
      orderId: expect.stringMatching(/^o-/),
      source: 'import',
      capturedAtUtc: expect.stringMatching(/Z$/),
      seq: expect.any(Number),
      proofLevel: 'imported',
    };
    expect(imported).toMatchObject({ exitCode: 0, json: { items: [item] } });
    expect(listed).toMatchObject({ exitCode: 0, json: { items: [item] } });
    const object = join(folder, 'locker', 'objects', sha256.slice(0, 2), sha256);
    expect(readFileSync(object).equals(picture)).toBe(true);
  });

  it('exports a dossier and a package that sha256sum accepts, and verifies all three', async () => {
    const exported = await liuhen(folder, 'export', number, '--out', join(folder, 'out'));
    expect(exported.exitCode, exported.stderr + exported.stdout).toBe(0);
    const { dossierPath, packagePath } = exported.json as unknown as Record<string, string>;
    for (const target of [join(folder, 'locker'), packagePath ?? '', dossierPath ?? '']) {
      const verified = await liuhen(folder, 'verify', target);
      expect(verified, target).toMatchObject({ exitCode: 0, json: { verdict: 'integrity-only' } });
    }
    mkdirSync(join(folder, 'bag'));
    execFileSync('unzip', ['-q', packagePath ?? '', '-d', join(folder, 'bag')]);
    execFileSync(
      'bash',
      [
        '-c',
        'cd "$(dirname "$(find . -name manifest-sha256.txt)")" && sha256sum -c --quiet manifest-sha256.txt',
      ],
      { cwd: join(folder, 'bag') },
    );
  });

  it('names what is wrong with a damaged package and exits 1', async () => {
    const exported = await liuhen(folder, 'export', number, '--out', join(folder, 'again'));
    const { packagePath = '' } = exported.json as unknown as Record<string, string>;
    const bytes = readFileSync(packagePath);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(join(folder, 'damaged.zip'), bytes);
    const verified = await liuhen(folder, 'verify', join(folder, 'damaged.zip'));
    expect(verified).toMatchObject({ exitCode: 1, json: { verdict: 'failed' } });
  });

  it('changes, archives and keeps the history of an order', async () => {
    await liuhen(folder, 'order', 'set', number, 'amount=88.00', 'status=defective');
    const shown = await liuhen(folder, 'order', 'show', number);
    expect(shown.json).toMatchObject({
      order: { facts: { amountFen: 8800, status: 'defective' } },
      history: expect.arrayContaining([expect.objectContaining({ fact: 'amountFen', from: 9850, to: 8800 })]),
    });
  });

  it('assigns, labels and notes like the window', async () => {
    const listed = await liuhen(folder, 'list', '--order', number);
    const { items = [] } = listed.json as unknown as { items?: { id: string }[] };
    const id = items[0]?.id ?? '';
    expect((await liuhen(folder, 'assign', id, '--inbox')).json).toMatchObject({
      items: [{ orderId: null }],
    });
    expect((await liuhen(folder, 'label', id, '--kind', 'E01')).json).toMatchObject({
      items: [{ kind: 'E01' }],
    });
    expect((await liuhen(folder, 'note', id, '商家已读不回')).json).toMatchObject({
      item: { note: '商家已读不回' },
    });
  });
});

describe('capture on the command line', () => {
  let display: VirtualDisplay;
  beforeAll(async () => {
    display = await startVirtualDisplay({ width: 1280, height: 720 });
    return () => display.stop();
  });

  it('seals the screen and answers with the item', async () => {
    Object.assign(process.env, display.env);
    const folder = freshFolder();
    const captured = await liuhen(folder, 'capture');
    expect(captured).toMatchObject({
      exitCode: 0,
      json: { item: { source: 'capture', proofLevel: 'sealed-here', mediaType: 'image/png', orderId: null } },
    });
  });

  it('says CAPTURE_NO_DISPLAY where there is none', async () => {
    for (const name of Object.keys(display.env)) delete process.env[name];
    delete process.env.DISPLAY;
    const captured = await liuhen(freshFolder(), 'capture');
    expect(captured).toMatchObject({ exitCode: 3, json: { error: { code: 'CAPTURE_NO_DISPLAY' } } });
  });
});
