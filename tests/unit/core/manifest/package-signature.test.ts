import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSignedCheckpoint, keyIdOf } from '../../../../core/checkpoints/index.ts';
import { toHex } from '../../../../core/hex.ts';
import {
  formatPackageSignature,
  isPackageSignedBy,
  packageSignedBytes,
  parsePackageSignature,
} from '../../../../core/manifest/index.ts';

const secret = new Uint8Array(32).fill(7);
const publicKey = toHex(ed25519.getPublicKey(secret));
const origin = `liuhen/locker/${'0'.repeat(25)}a`;
const manifestSha256 = 'ab'.repeat(32);
const signature = ed25519.sign(packageSignedBytes(origin, manifestSha256), secret);
const signed = { origin, manifestSha256, keyId: keyIdOf(origin, publicKey), signature };
const note = formatPackageSignature(signed);

test('P25: the note has the public form: body, empty line, one signature line', () => {
  const [purpose, name, hash, empty, line, end, ...rest] = note.split('\n');
  expect([purpose, name, hash, empty, end, rest]).toEqual([
    'liuhen/package/v1',
    origin,
    manifestSha256,
    '',
    '',
    [],
  ]);
  expect(line).toMatch(/^— liuhen\/locker\/0{25}a [0-9A-Za-z+/]{91}=$/);
});

test('a signature holds for its key, manifest and locker, and for nothing else', () => {
  expect(parsePackageSignature(note)).toEqual({ ok: true, value: signed });
  expect(isPackageSignedBy(signed, publicKey)).toBe(true);
  const other = toHex(ed25519.getPublicKey(new Uint8Array(32).fill(8)));
  expect(isPackageSignedBy(signed, other)).toBe(false);
  expect(isPackageSignedBy({ ...signed, keyId: keyIdOf(origin, other) }, other)).toBe(false);
  expect(isPackageSignedBy({ ...signed, manifestSha256: 'ac'.repeat(32) }, publicKey)).toBe(false);
  const elsewhere = `liuhen/locker/${'0'.repeat(25)}b`;
  const moved = { ...signed, origin: elsewhere, keyId: keyIdOf(elsewhere, publicKey) };
  expect(isPackageSignedBy(moved, publicKey)).toBe(false);
});

test('P27: no other spelling is read', () => {
  for (const text of [
    note.trimEnd(),
    `${note}\n`,
    note.replace('v1', 'v2'),
    note.replace('\n\n', '\n'),
    note.replaceAll('\n', '\r\n'),
    note.replace('abab', 'ABAB'),
    `${note}— ${origin} ${note.slice(-93)}`,
    formatSignedCheckpoint({
      head: { origin, size: 3, root: new Uint8Array(32) },
      keyName: origin,
      keyId: signed.keyId,
      signature,
    }),
  ]) {
    expect(parsePackageSignature(text).ok, text).toBe(false);
  }
});

test('no damaged note both reads and holds', () => {
  fc.assert(
    fc.property(fc.nat(note.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
      fc.pre(note[at] !== character);
      const read = parsePackageSignature(`${note.slice(0, at)}${character}${note.slice(at + 1)}`);
      const holds = read.ok && isPackageSignedBy(read.value, publicKey);
      // The hash is not ours to compare here: a note over another manifest must not hold either.
      expect(holds).toBe(false);
    }),
    { numRuns: 300 },
  );
});
