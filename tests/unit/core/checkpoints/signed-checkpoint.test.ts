import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endorsedBytes,
  formatSignedCheckpoint,
  formatSignedNote,
  isSignature,
  isSignedBy,
  keyIdOf,
  parseSignedCheckpoint,
  signedBytes,
} from '../../../../core/checkpoints/index.ts';
import { sha256Bytes, toHex } from '../../../../core/hex.ts';
import { formatTreeHead, type TreeHead } from '../../../../core/ledger/index.ts';

const secret = new Uint8Array(32).fill(9);
const publicKey = toHex(ed25519.getPublicKey(secret));
const origin = `liuhen/locker/${'0'.repeat(25)}a`;
const signedHead = (head: TreeHead, keyName = head.origin) => ({
  head,
  keyName,
  keyId: keyIdOf(keyName, publicKey),
  signature: ed25519.sign(signedBytes(head), secret),
});
const head: TreeHead = { origin, size: 17, root: sha256Bytes(new Uint8Array([1])) };
const text = formatSignedCheckpoint(signedHead(head));
const holds = (changed: string) => {
  const read = parseSignedCheckpoint(changed);
  return read.ok && isSignedBy(read.value, publicKey);
};

describe('a signed checkpoint (P05, P25)', () => {
  it('is the three lines of a tlog-checkpoint, an empty line and one signature by the origin', () => {
    const [first, size, root, empty, line, end] = text.split('\n');
    expect([first, size, empty, end]).toEqual([origin, '17', '', '']);
    expect(`${first}\n${size}\n${root}\n`).toBe(formatTreeHead(head));
    expect(line?.startsWith(`— ${origin} `)).toBe(true);
    expect(parseSignedCheckpoint(text)).toEqual({ ok: true, value: signedHead(head) });
    expect(holds(text)).toBe(true);
  });

  it('holds for no other key, no other locker’s name, and no extension line', () => {
    expect(isSignedBy(signedHead(head), toHex(ed25519.getPublicKey(new Uint8Array(32).fill(8))))).toBe(false);
    expect(isSignedBy(signedHead(head, `${origin}b`), publicKey)).toBe(false);
    const body = `${formatTreeHead(head)}extension\n`;
    const extended = formatSignedNote({ ...signedHead(head), body });
    expect(parseSignedCheckpoint(extended)).toMatchObject({ error: { code: 'CHECKPOINT_MALFORMED' } });
  });

  it('is refused after any changed byte', () => {
    const anyHead = fc.record({
      origin: fc.stringMatching(/^liuhen\/locker\/[0-9a-z]{26}$/),
      size: fc.nat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    });
    fc.assert(
      fc.property(anyHead, fc.nat(), fc.integer({ min: 1, max: 255 }), (any, pick, mask) => {
        const bytes = new TextEncoder().encode(formatSignedCheckpoint(signedHead(any)));
        const at = pick % bytes.length;
        const changed = bytes.with(at, (bytes[at] ?? 0) ^ mask);
        expect(holds(new TextDecoder('utf-8', { ignoreBOM: true }).decode(changed))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

it('an endorsement fits one locker, one old key and one new key, and is no checkpoint', () => {
  const [newKey, otherKey] = ['ab'.repeat(32), 'cd'.repeat(32)];
  const endorsement = ed25519.sign(endorsedBytes(origin, publicKey, newKey), secret);
  const isEndorsed = (bytes: Uint8Array) => isSignature(endorsement, bytes, publicKey);
  expect(isEndorsed(endorsedBytes(origin, publicKey, newKey))).toBe(true);
  expect(isEndorsed(endorsedBytes(`${origin}b`, publicKey, newKey))).toBe(false);
  expect(isEndorsed(endorsedBytes(origin, publicKey, otherKey))).toBe(false);
  expect(isEndorsed(endorsedBytes(origin, otherKey, newKey))).toBe(false);
  expect(isEndorsed(signedBytes(head))).toBe(false);
});
