import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { publicKeyHexOf, SECRET_BYTES } from './key-pair.ts';
import { keyFailure } from './signing.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 32;
const N = 2 ** 17;
const r = 8;
const p = 1;
/** scrypt needs 128 · N · r bytes, and a little more. */
const SCRYPT_MEMORY_BYTES = 256 * N * r;

const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes, `${bytes} bytes`);

/**
 * An exported key: one JSON object in UTF-8. `secret` is the 32 bytes of the Ed25519 key (RFC 8032 section 5.1.5),
 * encrypted with AES-256-GCM, the tag of 16 bytes at its end; the key of the cipher is scrypt (RFC 7914) over the
 * passphrase in UTF-8, NFC. The additional data of the cipher are `liuhen-key-export/1`, the locker's id and the public
 * key in hexadecimal, each followed by a line feed. Binary members are base64 with padding.
 */
const schema = z.strictObject({
  format: z.literal('liuhen-key-export/1'),
  lockerId: z.string().regex(/^[0-9a-z]{26}$/),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z.literal(N),
    r: z.literal(r),
    p: z.literal(p),
    salt: base64(SALT_BYTES),
  }),
  cipher: z.strictObject({ name: z.literal(CIPHER), nonce: base64(NONCE_BYTES) }),
  secret: base64(SECRET_BYTES + TAG_BYTES),
});

/** A key that was taken out of an export. */
export interface ImportedKey {
  readonly lockerId: string;
  readonly publicKeyHex: string;
  readonly secret: Uint8Array;
}

/** The text of an export; takes about half a second and 128 MiB. */
export async function encryptKey(lockerId: string, secret: Uint8Array, passphrase: string): Promise<string> {
  const publicKey = publicKeyHexOf(secret);
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, await stretch(passphrase, salt), nonce);
  cipher.setAAD(additional(lockerId, publicKey));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  const file: z.infer<typeof schema> = {
    format: 'liuhen-key-export/1',
    lockerId,
    publicKey,
    kdf: { name: 'scrypt', N, r, p, salt: salt.toString('base64') },
    cipher: { name: CIPHER, nonce: nonce.toString('base64') },
    secret: sealed.toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads an export. `KEY_FILE_MALFORMED` for what is none; `PASSPHRASE_WRONG` also when anything in it was changed. */
export async function decryptKey(
  text: string,
  passphrase: string,
): Promise<Result<ImportedKey, 'KEY_FILE_MALFORMED' | 'PASSPHRASE_WRONG'>> {
  const found = schema.safeParse(parseJson(text));
  if (!found.success) return keyFailure('KEY_FILE_MALFORMED');
  const { lockerId, publicKey, kdf, cipher, secret: sealedText } = found.data;
  const sealed = Buffer.from(sealedText, 'base64');
  const key = await stretch(passphrase, Buffer.from(kdf.salt, 'base64'));
  const decipher = createDecipheriv(CIPHER, key, Buffer.from(cipher.nonce, 'base64'));
  decipher.setAAD(additional(lockerId, publicKey));
  decipher.setAuthTag(sealed.subarray(SECRET_BYTES));
  try {
    const secret = Buffer.concat([decipher.update(sealed.subarray(0, SECRET_BYTES)), decipher.final()]);
    if (publicKeyHexOf(secret) !== publicKey) return keyFailure('KEY_FILE_MALFORMED');
    return ok({ lockerId, publicKeyHex: publicKey, secret: new Uint8Array(secret) });
  } catch {
    // The tag does not hold, and only that is known.
    return keyFailure('PASSPHRASE_WRONG');
  }
}

function additional(lockerId: string, publicKey: string): Buffer {
  return Buffer.from(`liuhen-key-export/1\n${lockerId}\n${publicKey}\n`);
}

function stretch(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: SCRYPT_MEMORY_BYTES };
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses it.
    return undefined;
  }
}
