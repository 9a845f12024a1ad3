import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder } from '../dossier/export-sample.ts';
import { writeBytes } from '../package/edit-archive.ts';
import { failuresOf } from '../package/verdicts.ts';
import { type HostileEntry, packHostile } from './archives.ts';

const bag = (name: string | Buffer, more: Partial<HostileEntry> = {}): HostileEntry => ({ name, ...more });

const names: readonly (readonly [name: string | Buffer, code: string])[] = [
  ['../evil', 'ARCHIVE_PATH_ESCAPES'],
  ['bag/../../evil', 'ARCHIVE_PATH_ESCAPES'],
  ['bag/./x', 'ARCHIVE_PATH_ESCAPES'],
  ['bag/..', 'ARCHIVE_PATH_ESCAPES'],
  ['/etc/cron.d/evil', 'ARCHIVE_PATH_ABSOLUTE'],
  ['//server/share', 'ARCHIVE_PATH_ABSOLUTE'],
  ['C:/Windows/evil.dll', 'ARCHIVE_PATH_ABSOLUTE'],
  ['c:evil', 'ARCHIVE_PATH_ABSOLUTE'],
  ['bag\\..\\..\\evil', 'ARCHIVE_NAME_INVALID'],
  ['\\\\server\\share', 'ARCHIVE_NAME_INVALID'],
  ['bag/a\u0000.png', 'ARCHIVE_NAME_INVALID'],
  ['bag/a\n.png', 'ARCHIVE_NAME_INVALID'],
  ['bag/a\u001b[31m', 'ARCHIVE_NAME_INVALID'],
  ['bag/\u202Egnp.exe', 'ARCHIVE_NAME_INVALID'],
  ['bag/\u2066x', 'ARCHIVE_NAME_INVALID'],
  ['bag/a\u200B', 'ARCHIVE_NAME_INVALID'],
  ['bag/\uFEFFa', 'ARCHIVE_NAME_INVALID'],
  ['bag/x:stream', 'ARCHIVE_NAME_INVALID'],
  ['bag/a?b', 'ARCHIVE_NAME_INVALID'],
  ['bag/a|b', 'ARCHIVE_NAME_INVALID'],
  ['bag/a.', 'ARCHIVE_NAME_INVALID'],
  ['bag/a ', 'ARCHIVE_NAME_INVALID'],
  ['bag//a', 'ARCHIVE_NAME_INVALID'],
  ['', 'ARCHIVE_NAME_INVALID'],
  [`bag/${'a'.repeat(300)}`, 'ARCHIVE_NAME_INVALID'],
  [Buffer.from([0x62, 0x2f, 0xff, 0xfe]), 'ARCHIVE_NAME_INVALID'],
  [Buffer.from('bag/\xc0\xae\xc0\xae/evil', 'latin1'), 'ARCHIVE_NAME_INVALID'],
  ['bag/folder/', 'ARCHIVE_ENTRY_NOT_REGULAR'],
];

describe('P17, P18: names', () => {
  test.each(names)('%j is %s', async (name, code) => {
    const path = writeBytes(packHostile([bag('bag/ok'), bag(name)]));
    expect(await failuresOf(path)).toContain(code);
    expect(readdirSync(join(path, '..'))).toEqual(['package.zip']);
  });

  test.each([
    ['the same name', 'bag/a', 'bag/a', 'ARCHIVE_NAME_DUPLICATE'],
    ['another case', 'bag/a.PNG', 'bag/A.png', 'ARCHIVE_NAME_TWIN'],
    ['another normal form', 'bag/\u00e9', 'bag/e\u0301', 'ARCHIVE_NAME_TWIN'],
    ['full-width letters', 'bag/a', 'bag/\uff41', 'ARCHIVE_NAME_TWIN'],
  ])('two files with %s', async (_, first, second, code) => {
    const path = writeBytes(packHostile([bag(first), bag(second, { bytes: Buffer.from('y') })]));
    expect(await failuresOf(path)).toContain(code);
  });

  test('several folders at the top', async () => {
    expect(await failuresOf(writeBytes(packHostile([bag('a/x'), bag('b/x')])))).not.toEqual([]);
  });
});

const zeros = Buffer.alloc(50 * 1024 * 1024);
const entries: readonly (readonly [what: string, code: string, archive: () => Buffer])[] = [
  [
    'a symbolic link',
    'ARCHIVE_ENTRY_NOT_REGULAR',
    () => packHostile([bag('bag/l', { mode: 0o120777, bytes: Buffer.from('/etc') })]),
  ],
  ['a device', 'ARCHIVE_ENTRY_NOT_REGULAR', () => packHostile([bag('bag/d', { mode: 0o020666 })])],
  ['a pipe', 'ARCHIVE_ENTRY_NOT_REGULAR', () => packHostile([bag('bag/p', { mode: 0o010666 })])],
  ['an encrypted file', 'ARCHIVE_ENTRY_ENCRYPTED', () => packHostile([bag('bag/e', { flags: 0x0801 })])],
  [
    'a deflate bomb',
    'ARCHIVE_ENTRY_COMPRESSED',
    () => packHostile([bag('bag/b', { bytes: zeros, isDeflated: true })]),
  ],
  [
    'forty bombs in one',
    'ARCHIVE_ENTRY_COMPRESSED',
    () =>
      packHostile(
        Array.from({ length: 40 }, (_, i) =>
          bag(`bag/${i}`, {
            bytes: zeros.subarray(0, 1024 * 1024),
            isDeflated: true,
            statedSize: 0xfffffff0,
          }),
        ),
      ),
  ],
  ['a size that lies', 'ARCHIVE_SIZE_FALSE', () => packHostile([bag('bag/s', { statedSize: 10 ** 9 })])],
  [
    'more files than there may be',
    'ARCHIVE_TOO_MANY_ENTRIES',
    () => packHostile(Array.from({ length: 30_000 }, (_, i) => bag(`bag/${i}`))),
  ],
  ['a count that lies', 'ARCHIVE_UNREADABLE', () => packHostile([bag('bag/a')], 5000)],
  [
    'fewer files stated than there are',
    'ARCHIVE_NOT_AS_EXPORTED',
    () => packHostile([bag('bag/a'), bag('bag/b')], 1),
  ],
  [
    'a comment that holds another archive',
    'ARCHIVE_NOT_AS_EXPORTED',
    () => packHostile([bag('bag/a')], 1, 'comment'),
  ],
  ['no files', 'BAG_DECLARATION_MISSING', () => packHostile([])],
];

describe('P18: entries', () => {
  test.each(entries)('%s: %s', async (_, code, archive) => {
    expect(await failuresOf(writeBytes(archive()))).toContain(code);
  });

  test('overlapping files', async () => {
    const archive = packHostile([bag('bag/a', { bytes: Buffer.alloc(100, 1) }), bag('bag/b')]);
    const central = archive.lastIndexOf('PK\x01\x02');
    archive.writeUInt32LE(0, central + 42);
    expect(await failuresOf(writeBytes(archive))).toEqual(['ARCHIVE_NOT_AS_EXPORTED']);
  });

  test('nothing is ever written outside', () => {
    expect(existsSync('/etc/cron.d/evil')).toBe(false);
    expect(existsSync(join(newFolder(), '..', 'evil'))).toBe(false);
  });
});
