import { formatSignedNote, isNoteSignedBy, parseSignedNote } from '../checkpoints/index.ts';
import { SHA256_HEX, type Sha256Hex } from '../hex.ts';
import { fail, ok, type Result } from '../result.ts';

const PURPOSE = 'liuhen/package/v1';

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
  return formatSignedNote(noteOf(signed));
}

/** Reads the one spelling that {@link formatPackageSignature} writes; anything else is malformed. */
export function parsePackageSignature(text: string): Result<PackageSignature, 'PACKAGE_SIGNATURE_MALFORMED'> {
  const malformed = fail(
    'PACKAGE_SIGNATURE_MALFORMED',
    '证据包的签名格式不对，可能被改过。请使用导出时的原文件。',
  );
  const note = parseSignedNote(text);
  if (!note.ok) return malformed;
  const { body, keyName, keyId, signature } = note.value;
  const manifestSha256 = body.split('\n')[2] ?? '';
  if (!SHA256_HEX.test(manifestSha256) || body !== bodyOf(keyName, manifestSha256)) return malformed;
  return ok({ origin: keyName, manifestSha256, keyId, signature });
}

/** Whether the signature is that of this key over this manifest of this locker, and names the key rightly. */
export function isPackageSignedBy(signed: PackageSignature, publicKeyHex: string): boolean {
  return isNoteSignedBy(noteOf(signed), publicKeyHex);
}

function noteOf({ origin, manifestSha256, keyId, signature }: PackageSignature) {
  return { body: bodyOf(origin, manifestSha256), keyName: origin, keyId, signature };
}

function bodyOf(origin: string, manifestSha256: Sha256Hex): string {
  return `${PURPOSE}\n${origin}\n${manifestSha256}\n`;
}
