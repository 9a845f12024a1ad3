import {
  builtInRoots,
  fingerprint,
  isSelfIssued,
  parseCertificate,
  parsePem,
} from '../../core/timestamps/index.ts';

/** A root certificate that time stamps are trusted by. */
export interface Root {
  readonly name: string;
  readonly sha256: string;
}

/** The roots that the page brings. */
export const ownRoots: readonly Root[] = builtInRoots;

const MAX_FILE_BYTES = 64 * 1024;

/** The root certificate in a file, PEM or DER; undefined when it holds anything but one certificate that issued itself. */
export async function readRoot(file: File): Promise<Root | undefined> {
  if (file.size > MAX_FILE_BYTES) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
  const blocks = text.match(block) ?? [];
  if (blocks.length > 1) return undefined;
  const [der] = blocks[0] === undefined ? [bytes] : (parsePem(`${blocks[0]}\n`) ?? []);
  const certificate = der === undefined ? undefined : parseCertificate(der);
  if (der === undefined || certificate === undefined || !isSelfIssued(certificate)) return undefined;
  return { name: file.name, sha256: fingerprint(der) };
}

/** A fingerprint as somebody pasted it, with or without colons and spaces. */
export function readFingerprint(text: string): Root | undefined {
  const sha256 = text.replace(/[\s:]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(sha256) ? { name: 'SHA-256', sha256 } : undefined;
}
