import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes, type JsonValue } from '../../../core/ledger/index.ts';
import { packagePaths } from '../../../core/manifest/index.ts';
import { verifyDossier, verifyPackage } from '../../../electron/verification/index.ts';
import { exportSample, newFolder, run } from '../dossier/export-sample.ts';
import { sampleExhibits } from '../dossier/sample-order.ts';
import { type BagEdit, readPackage, writeBytes, writePackage } from './edit-archive.ts';
import { failuresOf } from './verdicts.ts';

let packagePath: string;
let dossierPath: string;
let bytes: Buffer;
beforeAll(async () => {
  const exported = await exportSample(await sampleExhibits());
  packagePath = exported.packagePath ?? '';
  dossierPath = exported.dossierPath;
  bytes = readFileSync(packagePath);
});

describe('P25: a package as exported', () => {
  test('is accepted by unzip and sha256sum, and by ours at the level that it has', async () => {
    const target = newFolder();
    run('unzip', '-q', packagePath, '-d', target);
    const folder = join(target, `liuhen-o-${'0'.repeat(25)}1`);
    const check = (manifest: string) => run('sh', '-c', `cd ${folder} && sha256sum -c ${manifest}`);
    expect(check('manifest-sha256.txt')).not.toContain('FAILED');
    expect(check('tagmanifest-sha256.txt')).toContain('manifest-sha256.txt: OK');
    expect(run('unzip', '-tq', packagePath)).toContain('No errors');
    const result = await verifyPackage(packagePath, { stateFolder: newFolder() });
    expect(result).toMatchObject({ ok: true, value: { verdict: 'integrity-only', itemsChecked: 8 } });
    const lines = result.ok ? result.value.checks : [];
    expect(lines.filter((line) => line.result === 'NOT_CHECKED').map(({ code }) => code)).toEqual([
      'SIGNATURE',
      'TIMESTAMPS',
      ...Array.from({ length: 8 }, () => 'TRUSTED_TIME'),
      'LOCKER',
    ]);
  });

  test('can be written again from its parts to the same bytes', () => {
    const { folder, files } = readPackage(packagePath);
    expect(readFileSync(writePackage(folder, files)).equals(bytes)).toBe(true);
  });
});

describe('P04: damage', () => {
  test('any flipped bit anywhere fails', async () => {
    const flip = fc.record({ at: fc.nat({ max: bytes.length - 1 }), bit: fc.nat({ max: 7 }) });
    await fc.assert(
      fc.asyncProperty(flip, async ({ at, bit }) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        expect(await failuresOf(writeBytes(damaged))).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('every byte of the archive’s own structure is covered', async () => {
    const structure = structureOffsets(bytes);
    expect(structure.length).toBeGreaterThan(2000);
    for (const at of structure.filter((_, index) => index % 7 === 0)) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x01;
      expect(await failuresOf(writeBytes(damaged)), `byte ${at}`).not.toEqual([]);
    }
  });

  test('cut, extended and prefixed archives fail', async () => {
    expect(await failuresOf(writeBytes(bytes.subarray(0, bytes.length - 1)))).toEqual(['ARCHIVE_UNREADABLE']);
    expect(await failuresOf(writeBytes(bytes.subarray(0, 5000)))).toEqual(['ARCHIVE_UNREADABLE']);
    expect(await failuresOf(writeBytes(Buffer.concat([bytes, Buffer.from([0])])))).not.toEqual([]);
    expect(await failuresOf(writeBytes(Buffer.concat([Buffer.from('MZ'), bytes])))).not.toEqual([]);
  });

  test('a package packed again by another tool is not taken for the exported one', async () => {
    const target = newFolder();
    run('unzip', '-q', packagePath, '-d', target);
    const again = join(newFolder(), 'again.zip');
    run('sh', '-c', `cd ${target} && zip -qr ${again} . && zip -q0rD ${again}.stored.zip .`);
    expect(await failuresOf(again)).toContain('ARCHIVE_ENTRY_COMPRESSED');
    expect(await failuresOf(`${again}.stored.zip`)).toEqual(['ARCHIVE_NOT_AS_EXPORTED']);
  });
});

type Forgery = readonly [what: string, code: string, edit: (files: BagEdit) => void];

const json = (files: BagEdit, path: string, edit: (value: Record<string, JsonValue>) => void) => {
  const value = JSON.parse(files.get(path)?.toString() ?? '');
  edit(value);
  files.set(path, Buffer.from(canonicalBytes(value)));
};
// biome-ignore lint/suspicious/noExplicitAny: a forger edits whatever is there
const firstExhibit = (value: any) => value.exhibits[0];
const entryLines = (files: BagEdit) =>
  files.get(packagePaths.entries)?.toString().trimEnd().split('\n') ?? [];
const setLines = (files: BagEdit, lines: readonly string[]) =>
  files.set(packagePaths.entries, Buffer.from(lines.map((line) => `${line}\n`).join('')));
const originalOf = (files: BagEdit) =>
  [...files.keys()].find((path) => path.startsWith(packagePaths.originals)) ?? '';

const forgeries: readonly Forgery[] = [
  ['another original', 'ORIGINAL_MISMATCH', (f) => f.set(originalOf(f), Buffer.from('other'))],
  ['an original removed', 'ORIGINAL_MISSING', (f) => f.delete(originalOf(f))],
  ['another dossier', 'DOSSIER_MISMATCH', (f) => f.set(packagePaths.dossier, Buffer.from('%PDF-1.4 other'))],
  ['a file added', 'FILE_NOT_EXPECTED', (f) => f.set('data/setup.exe', Buffer.from('MZ'))],
  [
    'a hash in the index',
    'EVIDENCE_MISMATCH',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        firstExhibit(v).sha256 = '0'.repeat(64);
      }),
  ],
  [
    'a kind in the index',
    'EVIDENCE_MISMATCH',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        firstExhibit(v).kind = 'E05';
      }),
  ],
  [
    'a note in the index',
    'EVIDENCE_MISMATCH',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        firstExhibit(v).note = '改';
      }),
  ],
  [
    'a path in the index',
    'EVIDENCE_MISMATCH',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        firstExhibit(v).path = packagePaths.dossier;
      }),
  ],
  [
    'a capture time in the index',
    'EVIDENCE_MISMATCH',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        firstExhibit(v).provenance.clock.utc = '2020-01-01T00:00:00.000Z';
      }),
  ],
  [
    'an exhibit hidden',
    'EVIDENCE_MISSING',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        (v.exhibits as JsonValue[]).shift();
      }),
  ],
  [
    'an exhibit twice',
    'EVIDENCE_DUPLICATE',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        (v.exhibits as JsonValue[])[1] = firstExhibit(v);
      }),
  ],
  [
    'the amount in the index',
    'EVIDENCE_ORDER_MISMATCH',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        (v.order as { facts: { amountFen: number } }).facts.amountFen = 1;
      }),
  ],
  [
    'the fixed-until time',
    'EVIDENCE_ORDER_MISMATCH',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        v.fixedUntilUtc = '2020-01-01T00:00:00.000Z';
      }),
  ],
  [
    'an unknown member',
    'INDEX_SCHEMA_INVALID',
    (f) =>
      json(f, packagePaths.evidenceIndex, (v) => {
        v.verified = true;
      }),
  ],
  [
    'a member twice',
    'INDEX_NOT_CANONICAL',
    (f) =>
      f.set(
        packagePaths.evidenceIndex,
        Buffer.from(
          `${f.get(packagePaths.evidenceIndex)?.toString().slice(0, -1)},"format":"liuhen-evidence-index/1"}`,
        ),
      ),
  ],
  [
    'white space in the index',
    'INDEX_NOT_CANONICAL',
    (f) =>
      f.set(packagePaths.evidenceIndex, Buffer.from(`${f.get(packagePaths.evidenceIndex)?.toString()}\n`)),
  ],
  ['no index', 'INDEX_NOT_CANONICAL', (f) => f.delete(packagePaths.evidenceIndex)],
  [
    'an amount in an entry',
    'INCLUSION_PROOF_INVALID',
    (f) =>
      setLines(
        f,
        entryLines(f).map((line) => line.replace('"amountFen":123450', '"amountFen":100000')),
      ),
  ],
  [
    'an entry with white space',
    'ENTRY_NOT_CANONICAL',
    (f) =>
      setLines(
        f,
        entryLines(f).map((line, at) => (at === 1 ? line.replace(':', ': ') : line)),
      ),
  ],
  ['an entry removed', 'INCLUSION_PROOF_COUNT', (f) => setLines(f, entryLines(f).slice(0, -1))],
  [
    'entries swapped',
    'ENTRY_OUT_OF_ORDER',
    (f) => {
      const l = entryLines(f);
      setLines(f, [...l.slice(0, 3), l[4] ?? '', l[3] ?? '', ...l.slice(5)]);
    },
  ],
  ['entries without the first', 'LEDGER_START_INVALID', (f) => setLines(f, entryLines(f).slice(1))],
  ['no entries', 'LEDGER_START_INVALID', (f) => f.delete(packagePaths.entries)],
  [
    'another root',
    'INCLUSION_PROOF_INVALID',
    (f) =>
      f.set(
        packagePaths.treeHead,
        Buffer.from(
          f
            .get(packagePaths.treeHead)
            ?.toString()
            .replace(/\n[^\n]{43}=\n$/, `\n${'A'.repeat(43)}=\n`) ?? '',
        ),
      ),
  ],
  [
    'another origin',
    'TREE_HEAD_FOREIGN',
    (f) =>
      f.set(
        packagePaths.treeHead,
        Buffer.from(f.get(packagePaths.treeHead)?.toString().replace('000a\n', '000b\n') ?? ''),
      ),
  ],
  [
    'a tree head with more lines',
    'TREE_HEAD_MALFORMED',
    (f) => f.set(packagePaths.treeHead, Buffer.from(`${f.get(packagePaths.treeHead)?.toString()}\nx\n`)),
  ],
  [
    'a sibling of a proof',
    'INCLUSION_PROOF_INVALID',
    (f) =>
      f.set(
        packagePaths.proofs,
        Buffer.from(
          f
            .get(packagePaths.proofs)
            ?.toString()
            .replace(/"[0-9a-f]{64}"/, `"${'1'.repeat(64)}"`) ?? '',
        ),
      ),
  ],
  [
    'proofs of another format',
    'INDEX_SCHEMA_INVALID',
    (f) =>
      json(f, packagePaths.proofs, (v) => {
        v.format = 'x';
      }),
  ],
  [
    'another bag declaration',
    'BAG_DECLARATION_INVALID',
    (f) => f.set(packagePaths.declaration, Buffer.from('BagIt-Version: 0.97\n')),
  ],
  ['no bag declaration', 'BAG_DECLARATION_MISSING', (f) => f.delete(packagePaths.declaration)],
  ['a second manifest', 'MANIFEST_AMBIGUOUS', (f) => f.set('manifest-md5.txt', Buffer.from(''))],
];

describe('P27: forgeries with consistent archive, manifests and counts', () => {
  test.each(forgeries)('%s: %s', async (_, code, edit) => {
    const { folder, files } = readPackage(packagePath);
    edit(files);
    expect(await failuresOf(writePackage(folder, files))).toContain(code);
  });
});

describe('a dossier alone', () => {
  const verify = (path: string, packageBeside?: string) =>
    verifyDossier(path, { stateFolder: newFolder(), packagePath: packageBeside });

  test('is known by the package beside it or given with it', async () => {
    expect(await verify(dossierPath)).toMatchObject({ value: { verdict: 'integrity-only' } });
    const alone = join(newFolder(), 'd.pdf');
    copyFileSync(dossierPath, alone);
    expect(await verify(alone, packagePath)).toMatchObject({ value: { verdict: 'integrity-only' } });
    expect(await verify(alone)).toMatchObject({
      value: { verdict: 'failed', checks: [{ code: 'DOSSIER_UNKNOWN' }, {}, {}] },
    });
  });

  test('P27: is unknown with anything changed or appended', async () => {
    const pdf = readFileSync(dossierPath);
    const changed = Buffer.from(pdf);
    changed[pdf.length >> 1] = (changed[pdf.length >> 1] ?? 0) ^ 1;
    const appended = Buffer.concat([pdf, Buffer.from('\n1 0 obj\n<<>>\nendobj\n%%EOF\n')]);
    for (const forged of [changed, appended]) {
      const path = join(newFolder(), 'd.pdf');
      writeFileSync(path, forged);
      const result = await verify(path, packagePath);
      expect(result).toMatchObject({
        value: { verdict: 'failed', checks: [{ code: 'DOSSIER_UNKNOWN' }, {}, {}] },
      });
    }
  });

  test('of a damaged package fails with the package’s findings', async () => {
    const { folder, files } = readPackage(packagePath);
    files.set(originalOf(files), Buffer.from('other'));
    const result = await verify(dossierPath, writePackage(folder, files));
    expect(result).toMatchObject({ value: { verdict: 'failed' } });
  });
});

describe('what is no package', () => {
  test('is said to be none', async () => {
    expect(await failuresOf(writeBytes(Buffer.from('hello')))).toEqual(['NOT_RECOGNISED']);
    expect(await failuresOf(writeBytes(Buffer.alloc(0)))).toEqual(['NOT_RECOGNISED']);
    expect(await failuresOf('/nonexistent/x.zip')).toEqual(['NOT_FOUND']);
    expect(await failuresOf(newFolder())).toEqual(['NOT_RECOGNISED']);
    const result = await verifyDossier(writeBytes(Buffer.from('no pdf'), 'x.pdf'), {
      stateFolder: newFolder(),
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'NOT_RECOGNISED' } });
  });

  test('cancelling stops it', async () => {
    const result = await verifyPackage(packagePath, {
      stateFolder: newFolder(),
      signal: AbortSignal.abort(),
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  });
});

/** Offsets of all bytes that belong to no file's content. */
function structureOffsets(archive: Buffer): readonly number[] {
  const offsets: number[] = [];
  let at = 0;
  while (archive.readUInt32LE(at) === 0x04034b50) {
    const header = 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
    for (let index = 0; index < header; index += 1) offsets.push(at + index);
    at += header + archive.readUInt32LE(at + 18);
  }
  for (; at < archive.length; at += 1) offsets.push(at);
  return offsets;
}
