import { isSignature, keyIdOf } from '../checkpoints/index.ts';
import { fromHex, SHA256_HEX, type Sha256Hex, toHex } from '../hex.ts';
import { fromBase64, toBase64 } from '../ledger/index.ts';
import { fail, ok, type Result } from '../result.ts';

const PURPOSE = 'liuhen/package/v1';
const KEY_ID_BYTES = 4;
const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([0-9A-Za-z+/]{91}=)$/;
const ORIGIN = /^liuhen\/locker\/[0-9a-z-]{8,64}$/;

/** `manifest-signature.txt`: a C2SP signed note over the manifest's hash, with one Ed25519 signature. */
export interface PackageSignature {
  /** The locker; also the key's name. */
  readonly origin: string;
  /** SHA-256 of `manifest-sha256.txt`. */
  readonly manifestSha256: Sha256Hex;
  /** First four bytes of the key's hash, hexadecimal. */
  readonly keyId: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** What the key signs: three lines in UTF-8. The first keeps a signature from fitting anything but a package. */
export function packageSignedBytes(origin: string, manifestSha256: Sha256Hex): Uint8Array {
  return new TextEncoder().encode(bodyOf(origin, manifestSha256));
}

/** The whole text: body, empty line, one signature line. */
export function formatPackageSignature(signed: PackageSignature): string {
  const { origin, manifestSha256, keyId, signature } = signed;
  const blob = new Uint8Array(KEY_ID_BYTES + signature.length);
  blob.set(fromHex(keyId));
  blob.set(signature, KEY_ID_BYTES);
  return `${bodyOf(origin, manifestSha256)}\n\u2014 ${origin} ${toBase64(blob)}\n`;
}

/** Reads the one spelling that {@link formatPackageSignature} writes; anything else is malformed. */
export function parsePackageSignature(text: string): Result<PackageSignature, 'PACKAGE_SIGNATURE_MALFORMED'> {
  const malformed = fail(
    'PACKAGE_SIGNATURE_MALFORMED',
    '证据包的签名格式不对，可能被改过。请使用导出时的原文件。',
  );
  const [, origin = '', manifestSha256 = '', , line = ''] = text.split('\n');
  const match = SIGNATURE_LINE.exec(line);
  if (match === null || !ORIGIN.test(origin) || !SHA256_HEX.test(manifestSha256)) return malformed;
  const blob = fromBase64(match[2] ?? '');
  const keyId = toHex(blob.slice(0, KEY_ID_BYTES));
  const signed = { origin, manifestSha256, keyId, signature: blob.slice(KEY_ID_BYTES) };
  return formatPackageSignature(signed) === text ? ok(signed) : malformed;
}

/** Whether the signature is that of this key over this manifest of this locker. */
export function isPackageSignedBy(signed: PackageSignature, publicKeyHex: string): boolean {
  const { origin, manifestSha256, keyId, signature } = signed;
  if (keyId !== keyIdOf(origin, publicKeyHex)) return false;
  return isSignature(signature, packageSignedBytes(origin, manifestSha256), publicKeyHex);
}

function bodyOf(origin: string, manifestSha256: Sha256Hex): string {
  return `${PURPOSE}\n${origin}\n${manifestSha256}\n`;
}
