import { randomBytes } from 'node:crypto';
import { base32Of128Bits } from '../../core/base32.ts';

/** A fresh id body: 128 random bits as 26 characters. */
export function randomId(): string {
  return base32Of128Bits(randomBytes(16));
}

/** 128 random bits as 32 hexadecimal digits, for entries. */
export function randomNonce(): string {
  return randomBytes(16).toString('hex');
}
