import { type Sha256Hex, sha256Hex } from '../hex.ts';
import { fromBase64, toBase64 } from '../ledger/index.ts';
import { readDer } from './der.ts';

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';
const COLUMNS = 64;
const BLOCK =
  /-----BEGIN CERTIFICATE-----\r?\n((?:[0-9A-Za-z+/=]{1,76}\r?\n)+)-----END CERTIFICATE-----\r?\n?/y;

/**
 * Certificates of a PEM text (RFC 7468), in its order; undefined when anything but certificates stands in it, when one is
 * not Base64 of one DER element, or when there is none.
 */
export function parsePem(text: string): readonly Uint8Array[] | undefined {
  const certificates: Uint8Array[] = [];
  BLOCK.lastIndex = 0;
  for (let at = 0; at < text.length; at = BLOCK.lastIndex) {
    BLOCK.lastIndex = at;
    const body = BLOCK.exec(text)?.[1];
    const base64 = body?.replace(/[\r\n]/g, '') ?? '';
    const bytes = fromBase64(base64);
    if (toBase64(bytes) !== base64 || readDer(bytes) === undefined) return undefined;
    certificates.push(bytes);
  }
  return certificates.length === 0 ? undefined : certificates;
}

/** PEM of certificates, one after the other: 64 columns, line feeds. */
export function formatPem(certificates: readonly Uint8Array[]): string {
  return certificates
    .map((bytes) => {
      const lines = toBase64(bytes).match(new RegExp(`.{1,${COLUMNS}}`, 'g')) ?? [];
      return [BEGIN, ...lines, END, ''].join('\n');
    })
    .join('');
}

/** SHA-256 of a certificate's DER: what roots are trusted by. */
export function fingerprint(certificate: Uint8Array): Sha256Hex {
  return sha256Hex(certificate);
}
