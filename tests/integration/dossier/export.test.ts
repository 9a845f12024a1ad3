import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import type { ExportRequest } from '../../../electron/dossier/index.ts';
import { newFolder, run, tryExport } from './export-sample.ts';
import { addOrder, openTestLocker, sealInto } from './real-locker.ts';
import { sampleExhibits, sampleFacts } from './sample-order.ts';

describe('an export from a real locker', () => {
  let test_: Awaited<ReturnType<typeof openTestLocker>>;
  let orderId: string;
  beforeEach(async () => {
    test_ = await openTestLocker();
    orderId = (await addOrder(test_.locker, sampleFacts.number)).id;
    for (const exhibit of await sampleExhibits()) await sealInto(test_.locker, orderId, exhibit);
  });
  afterEach(() => test_.close());

  const exportTo = async (outFolder: string, more: Partial<ExportRequest> = {}) => {
    const result = await test_.exporter.export({ orderId, outFolder, pdfOnly: false, ...more });
    invariant(result.ok, `the export works: ${JSON.stringify(result)}`);
    return result.value;
  };

  test('P29: the same evidence gives the same bytes, whatever other orders did meanwhile', async () => {
    const first = await exportTo(newFolder());
    const other = await addOrder(test_.locker, 'another');
    for (const exhibit of (await sampleExhibits()).slice(0, 2)) {
      await sealInto(test_.locker, other.id, {
        ...exhibit,
        bytes: Buffer.concat([exhibit.bytes, Buffer.from('x')]),
      });
    }
    const second = await exportTo(newFolder());
    expect(readFileSync(second.dossierPath).equals(readFileSync(first.dossierPath))).toBe(true);
    expect(readFileSync(second.packagePath ?? '').equals(readFileSync(first.packagePath ?? ''))).toBe(true);
    expect(second.packageSha256).toBe(run('sha256sum', second.packagePath ?? '').slice(0, 64));
    expect(second.dossierSha256).toBe(run('sha256sum', second.dossierPath).slice(0, 64));
  });

  test('numbers stay when evidence is added and relabelled later', async () => {
    await exportTo(newFolder());
    const before = (await test_.locker.orderLedger(orderId))?.exhibitNumbers;
    const chat = { bytes: Buffer.from('聊天'), mediaType: 'text/plain', kind: 'E01' as const };
    await sealInto(test_.locker, orderId, { ...chat, source: 'import', title: 'a.txt' });
    const [relabelled] = before?.keys() ?? [];
    await test_.locker.labelItems([relabelled ?? ''], 'E05');
    const { dossierPath } = await exportTo(newFolder());
    const after = (await test_.locker.orderLedger(orderId))?.exhibitNumbers;
    expect([...(after ?? [])]).toEqual(expect.arrayContaining([...(before ?? [])]));
    expect(after?.size).toBe((before?.size ?? 0) + 1);
    expect(run('pdftotext', dossierPath, '-')).toContain('2-4');
  });

  test('P29: nothing of another order or of the machine is inside', async () => {
    const secret = await addOrder(test_.locker, 'SECRET-ORDER', { merchant: '秘密商家' });
    await sealInto(test_.locker, secret.id, {
      bytes: Buffer.from('secret'),
      mediaType: 'text/plain',
      kind: null,
      source: 'import',
      title: '秘密文件.txt',
    });
    const { packagePath } = await exportTo(newFolder());
    const bytes = readFileSync(packagePath ?? '');
    for (const text of [secret.id, 'SECRET-ORDER', '秘密', test_.root, process.env.HOME ?? '/nowhere']) {
      expect(bytes.includes(text), text).toBe(false);
    }
  });

  test('an older export under the same name is replaced whole', async () => {
    const folder = newFolder();
    const first = await exportTo(folder);
    writeFileSync(first.dossierPath, 'damaged');
    const second = await exportTo(folder);
    expect(readFileSync(second.dossierPath).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(folder).length).toBe(2);
  });

  test('only the PDF when only the PDF is asked for', async () => {
    const folder = newFolder();
    expect(await exportTo(folder, { pdfOnly: true })).toMatchObject({
      packagePath: null,
      packageSha256: null,
    });
    expect(readdirSync(folder)).toEqual([`留痕-卷宗-${sampleFacts.number}.pdf`]);
  });

  test('a damaged or missing original is named and nothing is written', async () => {
    const ledger = await test_.locker.orderLedger(orderId);
    const item = ledger?.items.find(({ mediaType }) => mediaType === 'video/mp4');
    const path = join(test_.directory, 'objects', item?.sha256.slice(0, 2) ?? '', item?.sha256 ?? '');
    chmodSync(path, 0o600);
    writeFileSync(path, 'vidEo');
    const folder = newFolder();
    const request = { orderId, outFolder: folder, pdfOnly: false };
    expect(await test_.exporter.export(request)).toMatchObject({
      ok: false,
      error: { code: 'OBJECT_DAMAGED' },
    });
    chmodSync(dirname(path), 0o700);
    rmSync(path);
    expect(await test_.exporter.export(request)).toMatchObject({
      ok: false,
      error: { code: 'OBJECT_MISSING' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('an export that cannot be', () => {
  test('an unknown order, and an order without evidence', async () => {
    expect(await tryExport([], { orderId: `o-${'z'.repeat(26)}` })).toMatchObject({
      error: { code: 'ORDER_UNKNOWN' },
    });
    expect(await tryExport([])).toMatchObject({ ok: false, error: { code: 'EXPORT_EMPTY' } });
  });

  test('a folder that is a file', async () => {
    const path = join(newFolder(), 'file');
    writeFileSync(path, '');
    expect(await tryExport(await sampleExhibits(), { outFolder: path })).toMatchObject({
      error: { code: 'EXPORT_FOLDER_UNUSABLE' },
    });
  });

  test.each(['pictures', 'typesetting', 'package'])('cancelled while at %s leaves nothing', async (at) => {
    const controller = new AbortController();
    const outFolder = newFolder();
    const result = await tryExport(await sampleExhibits(), {
      outFolder,
      signal: controller.signal,
      onProgress: (step) => step === at && controller.abort(),
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'EXPORT_CANCELLED' } });
    expect(readdirSync(outFolder)).toEqual([]);
  });

  // Filling a disk needs a disk of our own: a small memory file system, which only root may mount.
  test.skipIf(process.getuid?.() !== 0)(
    'P07: a full disk at any point leaves nothing half written',
    async () => {
      const exhibits = [...(await sampleExhibits())];
      exhibits.push({ ...(exhibits[4] ?? exhibits[0] ?? fallback), bytes: Buffer.alloc(400_000, 7) });
      for (const sizeKib of [8, 60, 200, 400, 600]) {
        const disk = newFolder();
        run('mount', '-t', 'tmpfs', '-o', `size=${sizeKib}k`, 'tmpfs', disk);
        try {
          const outFolder = join(disk, 'out');
          mkdirSync(outFolder);
          const result = await tryExport(exhibits, { outFolder });
          expect(result).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
          expect(readdirSync(outFolder)).toEqual([]);
        } finally {
          run('umount', disk);
        }
      }
    },
  );
});

const fallback = {
  bytes: Buffer.alloc(0),
  mediaType: 'video/mp4',
  kind: null,
  source: 'import' as const,
  title: 'x',
};

test('the built resources are where the exporter looks for them', async () => {
  const { resourcesFolder } = await import('../../../electron/platform/index.ts');
  expect(existsSync(join(resourcesFolder(), 'templates', 'dossier.typ'))).toBe(true);
});
