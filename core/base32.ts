import { invariant } from './assert.ts';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** 26 characters of Crockford base 32 (no i, l, o, u) for 128 bits: the body of every id we make. */
export function base32Of128Bits(bits: Uint8Array): string {
  invariant(bits.length === 16, 'ids carry exactly 128 bits');
  let value = 0n;
  for (const byte of bits) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let digit = 0; digit < 26; digit += 1) {
    text = CROCKFORD.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
}
