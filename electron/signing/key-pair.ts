import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { keyIdOf } from '../../core/checkpoints/index.ts';
import { toHex } from '../../core/hex.ts';
import { originOf } from '../../core/ledger/index.ts';
import type { Signer } from './signing.ts';

/** PKCS #8 of an Ed25519 key (RFC 8410 section 7) up to its 32 bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
export const SECRET_BYTES = 32;

/** A fresh Ed25519 key: the 32 bytes of RFC 8032 section 5.1.5. */
export function freshSecret(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ed25519');
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-SECRET_BYTES));
}

/** Public half of a secret, hexadecimal. */
export function publicKeyHexOf(secret: Uint8Array): string {
  const { x = '' } = keyOf(secret).export({ format: 'jwk' });
  return toHex(Buffer.from(x, 'base64url'));
}

/** A signer in the name of a locker. */
export function signerOf(lockerId: string, secret: Uint8Array): Signer {
  const key = keyOf(secret);
  const publicKeyHex = publicKeyHexOf(secret);
  const keyName = originOf(lockerId);
  return {
    publicKeyHex,
    keyName,
    keyId: keyIdOf(keyName, publicKeyHex),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}

function keyOf(secret: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, secret]), format: 'der', type: 'pkcs8' });
}
