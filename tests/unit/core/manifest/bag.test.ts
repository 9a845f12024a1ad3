import { expect, test } from 'vitest';
import {
  formatBagDescription,
  formatManifest,
  packageFormatOf,
  parseManifest,
  payloadOxumOf,
} from '../../../../core/manifest/index.ts';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];

test('writes what sha256sum reads, sorted, and reads it back', () => {
  const text = formatManifest([
    { path: 'data/验证说明.txt', sha256: b },
    { path: 'data/a.pdf', sha256: a },
  ]);
  expect(text).toBe(`${a}  data/a.pdf\n${b}  data/验证说明.txt\n`);
  expect(parseManifest(text)).toMatchObject({ ok: true, value: [{ path: 'data/a.pdf' }, { sha256: b }] });
});

test.each([
  ['no line feed at the end', `${a}  data/a`],
  ['one space', `${a} data/a\n`],
  ['a binary mark', `${a} *data/a\n`],
  ['capitals', `${'A'.repeat(64)}  data/a\n`],
  ['the same path twice', `${a}  data/a\n${b}  data/a\n`],
  ['another order', `${a}  data/b\n${b}  data/a\n`],
  ['an empty line', `${a}  data/a\n\n`],
  ['carriage returns', `${a}  data/a\r\n${a}  data/a\r\n`],
])('P27: refuses a manifest with %s', (_, text) => {
  const parsed = parseManifest(text);
  expect(parsed.ok && parsed.value.every(({ path }) => !path.includes('\r'))).toBe(false);
});

test('states the payload in a form that is read back', () => {
  const payload = { sizeBytes: 12345, fileCount: 7 };
  const facts = {
    orderId: 'o-x',
    fixedUntilUtc: '2026-11-23T06:00:00.000Z',
    softwareAgent: 'liuhen 1',
    payload,
  };
  expect(payloadOxumOf(formatBagDescription(facts))).toEqual(payload);
  expect(payloadOxumOf('Payload-Oxum: x.1')).toBeUndefined();
});

test('P27: the format is stated once, on the first line', () => {
  expect(packageFormatOf('Liuhen-Package-Format: 1\nX: y\n')).toBe(1);
  expect(packageFormatOf('Liuhen-Package-Format: 2\nX: y\n')).toBe(2);
  for (const text of [
    '',
    'Liuhen-Package-Format: 3\n',
    'Liuhen-Package-Format: 12\n',
    'X: y\nLiuhen-Package-Format: 2\n',
    'Liuhen-Package-Format: 2\nLiuhen-Package-Format: 1\n',
  ]) {
    expect(packageFormatOf(text), text).toBeUndefined();
  }
});
