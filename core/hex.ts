import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** 64 lower-case hexadecimal digits: a SHA-256. */
export type Sha256Hex = string;

export const SHA256_HEX = /^[0-9a-f]{64}$/;

/** Lower-case hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** Bytes of an even-length hexadecimal text; throws on anything else. */
export function fromHex(hex: string): Uint8Array {
  return hexToBytes(hex);
}

/** SHA-256 of bytes (FIPS 180-4), in pure JavaScript: for entries and tree nodes, not for large files. */
export function sha256Bytes(bytes: Uint8Array): Uint8Array {
  return sha256(bytes);
}

/** SHA-256 of bytes as hexadecimal. */
export function sha256Hex(bytes: Uint8Array): Sha256Hex {
  return toHex(sha256(bytes));
}
