import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalBytes,
  decodeEntry,
  type EntryKind,
  encodeEntry,
  entryHash,
  GENESIS_PREV,
  type JsonValue,
  type LedgerEntry,
  payloadSchemas,
} from '../../../../core/ledger/index.ts';
import { sampleEntries } from './sample-entries.ts';

const decoded = (bytes: Uint8Array) => {
  const result = decodeEntry(bytes);
  return result.ok ? result.value : result.error.code;
};
const code = (value: unknown) => decoded(canonicalBytes(value as JsonValue));

describe('an entry', () => {
  it.each(sampleEntries)('of kind $kind reads back as it was written', (entry) => {
    expect(decoded(encodeEntry(entry))).toEqual(entry);
  });

  it('has samples of every kind', () => {
    const kinds = new Set(sampleEntries.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual((Object.keys(payloadSchemas) as EntryKind[]).sort());
  });

  it('has bytes that do not depend on the order of members', () => {
    for (const entry of sampleEntries) {
      const backwards = Object.fromEntries(Object.entries(entry).toReversed()) as unknown as LedgerEntry;
      expect(encodeEntry(backwards)).toEqual(encodeEntry(entry));
    }
  });

  it('shows exactly what was hashed after any flipped bit, or is refused (P27)', () => {
    for (const entry of sampleEntries) {
      const bytes = encodeEntry(entry);
      const hash = entryHash(bytes);
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = bytes.slice();
        flipped[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(entryHash(flipped)).not.toBe(hash);
        const result = decodeEntry(flipped);
        if (result.ok) expect(encodeEntry(result.value)).toEqual(flipped);
      }
    }
  });

  it('is refused, never half read, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['ENTRY_NOT_CANONICAL', 'ENTRY_SCHEMA_INVALID']).toContain(decoded(bytes));
      }),
    );
  });
});

describe('an entry is refused', () => {
  const [base] = sampleEntries;

  it.each([
    [
      'with another spelling',
      new TextEncoder().encode(JSON.stringify(base, undefined, 1)),
      'ENTRY_NOT_CANONICAL',
    ],
    ['cut short', encodeEntry(base).slice(0, -1), 'ENTRY_NOT_CANONICAL'],
    ['with a byte behind it', Uint8Array.from([...encodeEntry(base), 0x20]), 'ENTRY_NOT_CANONICAL'],
  ])('%s', (_, bytes, wanted) => {
    expect(decoded(bytes)).toBe(wanted);
  });

  it.each([
    ['of another version', { ...base, v: 2 }],
    ['with a member too many', { ...base, extra: 1 }],
    ['with a prototype member', JSON.parse(`{"__proto__":{},${JSON.stringify(base).slice(1)}`)],
    ['without a nonce', { ...base, nonce: undefined }],
    ['with a short nonce', { ...base, nonce: 'ab' }],
    ['with a negative place', { ...base, seq: -1 }],
    ['with a fractional place', { ...base, seq: 0.5 }],
    ['with a place as text', { ...base, seq: '0' }],
    ['of an unknown kind', { ...base, kind: 'item-burnt' }],
    ['with upper-case hash', { ...base, prev: GENESIS_PREV.replaceAll('0', 'A') }],
    ['with a time without milliseconds', { ...base, at: '2026-11-23T06:35:02Z' }],
    ['with a payload member too many', { ...base, payload: { ...base.payload, extra: 1 } }],
    ['with the payload of another kind', { ...base, kind: 'item-noted' }],
    ['with a list for a payload', { ...base, payload: [] }],
    ['that is a list', [base]],
    ['that is null', null],
  ])('%s', (_, value) => {
    expect(code(value)).toBe('ENTRY_SCHEMA_INVALID');
  });
});
