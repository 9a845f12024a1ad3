import { BasicConstraints, Certificate, ExtKeyUsage } from 'pkijs';
import { type Sha256Hex, sha256Hex } from '../hex.ts';
import { equalBytes } from '../ledger/index.ts';
import { DER, type DerElement, readDer } from './der.ts';

/** What of an X.509 certificate matters to a time stamp. */
export interface TimestampCertificate {
  /** The whole certificate, DER. */
  readonly der: Uint8Array;
  readonly sha256: Sha256Hex;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Serial number as an INTEGER, DER. */
  readonly serial: Uint8Array;
  /** Both are included in the validity; whole seconds. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly subjectKeyId: Uint8Array | undefined;
  readonly isAuthority: boolean;
  /** How many authorities may stand between it and the signer; null: any number. */
  readonly maxPathLength: number | null;
  /** Key usage: digitalSignature 0x80, nonRepudiation 0x40, … keyCertSign 0x04; decipherOnly 0x100. Null: any use. */
  readonly keyUsage: number | null;
  /** Object identifiers of the extended key usage; null: any purpose. */
  readonly purposes: readonly string[] | null;
  readonly isPurposeCritical: boolean;
  /** A critical extension that nothing here understands, or one that stands there twice. */
  readonly hasUnknownRestriction: boolean;
  /** What the issuer signed, how, and the signature. */
  readonly signed: Uint8Array;
  readonly signatureAlgorithm: DerElement;
  readonly signature: Uint8Array;
}

const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SUBJECT_KEY_ID = '2.5.29.14';
/** Policies restrict nobody who asks for none (RFC 5280 section 6.1.1 c); openssl passes over them as well. */
const CERTIFICATE_POLICIES = '2.5.29.32';
const UNDERSTOOD = new Set([
  BASIC_CONSTRAINTS,
  KEY_USAGE,
  EXTENDED_KEY_USAGE,
  SUBJECT_KEY_ID,
  CERTIFICATE_POLICIES,
]);

/** Reads a certificate; undefined when it is not one in DER, or says its algorithm in two ways. */
export function parseCertificate(der: Uint8Array): TimestampCertificate | undefined {
  const certificate = readDer(der);
  if (certificate?.tag !== DER.sequence || certificate.children.length !== 3) return undefined;
  try {
    return readCertificate(der, certificate);
  } catch {
    // pkijs throws at whatever is not a certificate, and has no other way to say so.
    return undefined;
  }
}

function readCertificate(der: Uint8Array, certificate: DerElement): TimestampCertificate | undefined {
  const [signed, signatureAlgorithm, signature] = certificate.children;
  const parsed = Certificate.fromBER(new Uint8Array(der));
  const serial = signed?.children.find(({ tag }) => tag === DER.integer);
  const names = signed?.children.filter(({ tag }) => tag === DER.sequence) ?? [];
  const [innerAlgorithm, issuer, , subject, publicKey] = names;
  if (signed === undefined || serial === undefined || signatureAlgorithm === undefined) return undefined;
  if (
    innerAlgorithm === undefined ||
    issuer === undefined ||
    subject === undefined ||
    publicKey === undefined
  ) {
    return undefined;
  }
  if (!equalBytes(innerAlgorithm.bytes, signatureAlgorithm.bytes)) return undefined;
  // The first octet of a BIT STRING counts its unused bits.
  if (signature?.tag !== DER.bitString || signature.content[0] !== 0) return undefined;
  const notBeforeMs = parsed.notBefore.value.getTime();
  const notAfterMs = parsed.notAfter.value.getTime();
  if (Number.isNaN(notBeforeMs) || Number.isNaN(notAfterMs)) return undefined;
  return {
    der,
    sha256: sha256Hex(der),
    issuer: issuer.bytes,
    subject: subject.bytes,
    serial: serial.bytes,
    notBeforeMs,
    notAfterMs,
    publicKey: publicKey.bytes,
    ...restrictions(parsed),
    signed: signed.bytes,
    signatureAlgorithm,
    signature: signature.content.subarray(1),
  };
}

function restrictions(
  parsed: Certificate,
): Pick<
  TimestampCertificate,
  | 'subjectKeyId'
  | 'isAuthority'
  | 'maxPathLength'
  | 'keyUsage'
  | 'purposes'
  | 'isPurposeCritical'
  | 'hasUnknownRestriction'
> {
  const extensions = parsed.extensions ?? [];
  const extensionValue = (id: string): Uint8Array<ArrayBuffer> | undefined => {
    const found = extensions.find(({ extnID }) => extnID === id);
    return found === undefined ? undefined : new Uint8Array(found.extnValue.valueBlock.valueHexView);
  };
  const basic = extensionValue(BASIC_CONSTRAINTS);
  const purposes = extensionValue(EXTENDED_KEY_USAGE);
  const constraints = basic === undefined ? undefined : BasicConstraints.fromBER(basic);
  const ids = extensions.map(({ extnID }) => extnID);
  return {
    subjectKeyId: octets(extensionValue(SUBJECT_KEY_ID)),
    isAuthority: constraints?.cA === true,
    maxPathLength: pathLength(constraints),
    keyUsage: keyUsage(extensionValue(KEY_USAGE)),
    purposes: purposes === undefined ? null : ExtKeyUsage.fromBER(purposes).keyPurposes,
    isPurposeCritical: extensions.some(({ extnID, critical }) => extnID === EXTENDED_KEY_USAGE && critical),
    hasUnknownRestriction:
      new Set(ids).size !== ids.length ||
      extensions.some(({ extnID, critical }) => critical && !UNDERSTOOD.has(extnID)),
  };
}

function pathLength(constraints: BasicConstraints | undefined): number | null {
  const length = constraints?.pathLenConstraint;
  if (length === undefined) return null;
  // A number too large for a path is an Integer in pkijs: no restriction in practice.
  return typeof length === 'number' ? length : null;
}

function octets(value: Uint8Array | undefined): Uint8Array | undefined {
  const element = value === undefined ? undefined : readDer(value);
  return element?.tag === DER.octetString ? element.content : undefined;
}

/** Zero, which allows nothing, when the extension is there and cannot be read. */
function keyUsage(value: Uint8Array | undefined): number | null {
  if (value === undefined) return null;
  const element = readDer(value);
  if (element?.tag !== DER.bitString) return 0;
  const [, first = 0, second = 0] = element.content;
  return first + (second === 0 ? 0 : 0x100);
}
