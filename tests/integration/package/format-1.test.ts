import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import { verifyPackage } from '../../../electron/verification/index.ts';
import { newFolder } from '../dossier/export-sample.ts';
import { readPackage, writePackage } from './edit-archive.ts';
import { failuresOf } from './verdicts.ts';

// A package as it was exported before signatures and time stamps existed.
const path = fileURLToPath(new URL('./fixtures/format-1.zip', import.meta.url));

test('P09: a package of format 1 verifies as it did: whole, and nothing more', async () => {
  const result = await verifyPackage(path, { stateFolder: newFolder() });
  invariant(result.ok, 'the package can be looked at');
  expect(result.value.verdict).toBe('integrity-only');
  expect(result.value.checks.map(({ code, result: outcome }) => `${code} ${outcome}`)).toEqual([
    'ARCHIVE PASS',
    'ARCHIVE_CHECKSUMS PASS',
    'BAG PASS',
    'TAG_MANIFEST PASS',
    'MANIFEST PASS',
    'LEDGER_ENTRIES PASS',
    'INCLUSION_PROOFS PASS',
    'EVIDENCE_INDEX PASS',
    'ORIGINALS PASS',
    'DOSSIER PASS',
    'LOCKER NOT_CHECKED',
    'SIGNATURE NOT_CHECKED',
    'TRUSTED_TIME NOT_CHECKED',
  ]);
});

test.each([
  ['a later format', 'Liuhen-Package-Format: 3\n', 'BAG_FORMAT_UNKNOWN'],
  ['the format twice', 'Liuhen-Package-Format: 1\nLiuhen-Package-Format: 2\n', 'BAG_FORMAT_UNKNOWN'],
  ['a format that it is not', 'Liuhen-Package-Format: 2\n', 'CHECKPOINT_LIST_INVALID'],
])('P27: %s is refused', async (_, line, code) => {
  const { folder, files } = readPackage(path);
  const about = files.get('bag-info.txt')?.toString() ?? '';
  files.set('bag-info.txt', Buffer.from(about.replace('Liuhen-Package-Format: 1\n', line)));
  expect((await failuresOf(writePackage(folder, files)))[0]).toBe(code);
});

test('P27: files of format 2 do not belong into it', async () => {
  const { folder, files } = readPackage(path);
  files.set('data/verify.html', readFileSync(path));
  expect(await failuresOf(writePackage(folder, files))).toEqual(['FILE_NOT_EXPECTED']);
});
