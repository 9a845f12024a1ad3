import { X509Certificate } from 'node:crypto';
import type { Sha256Hex } from '../../../core/hex.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import { isSelfIssued, parseCertificate, parsePem } from '../../../core/timestamps/index.ts';

/** A root certificate that is trusted. */
export interface TrustedRoot {
  readonly sha256: Sha256Hex;
  /** Common name, or else the organisation, as the certificate says it. */
  readonly name: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** One of those that the app brings. */
  readonly isBuiltIn: boolean;
}

export type RootCertificateError = 'ROOT_CERTIFICATE_INVALID';

const KEY_CERT_SIGN = 0x04;
const MAX_FILE_BYTES = 64 * 1024;
const BLOCKS = /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?-----END [A-Z0-9 ]+-----/g;

const invalid = fail(
  'ROOT_CERTIFICATE_INVALID',
  '这个文件不是根证书。请选机构给的根证书文件（PEM 或 DER，里面只有一张自签的 CA 证书）。',
);

/**
 * Reads a file, PEM or DER, that holds exactly one certificate: of an authority, signed by itself. Text around the one PEM
 * block is passed over, as openssl writes it. Whether it has expired does not matter: tokens are judged at their own time.
 */
export function readRootCertificate(
  file: Uint8Array,
  isBuiltIn = false,
): Result<TrustedRoot, RootCertificateError> {
  const der = file.length <= MAX_FILE_BYTES ? onlyCertificate(file) : undefined;
  const certificate = der === undefined ? undefined : parseCertificate(der);
  if (der === undefined || certificate === undefined) return invalid;
  const maySign = certificate.keyUsage === null || (certificate.keyUsage & KEY_CERT_SIGN) !== 0;
  if (!certificate.isAuthority || !maySign || !isSelfIssued(certificate)) return invalid;
  const name = selfSignedName(der);
  if (name === undefined) return invalid;
  return ok({ sha256: certificate.sha256, name, certificate: der, isBuiltIn });
}

function onlyCertificate(file: Uint8Array): Uint8Array | undefined {
  const SEQUENCE = 0x30;
  if (file[0] === SEQUENCE) return new Uint8Array(file);
  const blocks = Buffer.from(file).toString('utf8').match(BLOCKS) ?? [];
  const [block, ...others] = blocks;
  return block === undefined || others.length > 0 ? undefined : parsePem(block)?.[0];
}

/** Its name, when its signature holds with its own key; roots may still be signed with SHA-1. */
function selfSignedName(der: Uint8Array): string | undefined {
  try {
    const certificate = new X509Certificate(der);
    if (!certificate.verify(certificate.publicKey)) return undefined;
    const lines = certificate.subject.split('\n');
    const named = ['CN=', 'O=', 'OU='].map((key) =>
      lines.find((line) => line.startsWith(key))?.slice(key.length),
    );
    return named.find((name) => name !== undefined && name !== '') ?? certificate.subject;
  } catch {
    // A key that OpenSSL cannot read: nothing could be verified with it.
    return undefined;
  }
}
