import canonicalize from 'canonicalize';
import { invariant } from '../assert.ts';

/** What canonical JSON can carry. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue | undefined };

/**
 * The one byte form of a JSON value: RFC 8785 (JSON Canonicalization Scheme), UTF-8.
 * Members that are `undefined` are left out. Throws on NaN, infinities and lone surrogates.
 */
export function canonicalBytes(value: JsonValue): Uint8Array {
  const text = canonicalize(value);
  invariant(text !== undefined, 'a JSON value always has a canonical form');
  invariant(text.isWellFormed(), 'lone surrogates have no UTF-8 form (RFC 8785 section 3.2.2.2)');
  return new TextEncoder().encode(text);
}

/** Whether bytes are exactly the canonical form of the JSON they hold: no other spelling, no duplicate member. */
export function parseCanonical(bytes: Uint8Array): { readonly value: JsonValue } | undefined {
  try {
    const value = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    ) as JsonValue;
    const again = canonicalBytes(value);
    return again.length === bytes.length && again.every((byte, index) => byte === bytes[index])
      ? { value }
      : undefined;
  } catch {
    // Anything that is not JSON, not UTF-8 or not canonicalizable is simply not canonical: the caller reports that.
    return undefined;
  }
}
