import { sha1 } from '@noble/hashes/legacy.js';
import { sha256Bytes } from '../hex.ts';
import { equalBytes } from '../ledger/index.ts';
import { parseCertificate, type TimestampCertificate } from './certificate.ts';
import { DER, type DerElement, objectIdentifier } from './der.ts';
import { type TimestampToken, type TokenSignature, TST_INFO } from './response.ts';
import { digestBy, isSignatureValid, type SignatureVerifier } from './signature.ts';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SUBJECT_KEY_ID = 0x80;

/** The certificate that a token's one signature names, if it came along; it is not verified. */
export function namedSigner(token: TimestampToken): TimestampCertificate | undefined {
  const [signature, ...others] = token.signatures;
  if (signature === undefined || others.length > 0) return undefined;
  return token.certificates
    .map(parseCertificate)
    .find((certificate) => certificate !== undefined && isNamed(signature.signerId, certificate));
}

/**
 * Who signed a token: there is one signature, it holds over signed attributes with the content's type and digest, and the
 * signing-certificate attribute names the certificate that verifies it. Undefined when any of this is not so.
 */
export async function verifiedSigner(
  subtle: SignatureVerifier,
  token: TimestampToken,
): Promise<TimestampCertificate | undefined> {
  const [signature] = token.signatures;
  const signer = namedSigner(token);
  if (signature?.signedAttributes === undefined || signer === undefined) return undefined;
  if (!areAttributesSound(signature, token.content, signer)) return undefined;
  const holds = await isSignatureValid(subtle, {
    publicKey: signer.publicKey,
    algorithm: signature.signatureAlgorithm,
    digestAlgorithm: signature.digestAlgorithm,
    signature: signature.signature,
    signed: asSet(signature.signedAttributes),
  });
  return holds ? signer : undefined;
}

/** The signature is over the attributes with the tag of a SET, not the implicit one (RFC 5652 section 5.4). */
function asSet(attributes: DerElement): Uint8Array {
  // A copy: `slice` of a Buffer would be a view of the caller's bytes.
  const bytes = new Uint8Array(attributes.bytes);
  bytes[0] = DER.set;
  return bytes;
}

function isNamed(signerId: DerElement, certificate: TimestampCertificate): boolean {
  if (signerId.tag === SUBJECT_KEY_ID) {
    return certificate.subjectKeyId !== undefined && equalBytes(signerId.content, certificate.subjectKeyId);
  }
  const [issuer, serial, ...none] = signerId.children;
  if (issuer === undefined || serial === undefined || none.length > 0) return false;
  return equalBytes(issuer.bytes, certificate.issuer) && equalBytes(serial.bytes, certificate.serial);
}

function areAttributesSound(
  signature: TokenSignature,
  content: Uint8Array,
  signer: TimestampCertificate,
): boolean {
  const type = attribute(signature, CONTENT_TYPE);
  const digest = attribute(signature, MESSAGE_DIGEST);
  const expected = digestBy(signature.digestAlgorithm, content);
  if (objectIdentifier(type) !== TST_INFO || expected === undefined) return false;
  if (digest?.tag !== DER.octetString || !equalBytes(digest.content, expected)) return false;
  return referencesSigner(signature, signer);
}

/** The one value of an attribute that stands there once. */
function attribute(signature: TokenSignature, id: string): DerElement | undefined {
  const found = (signature.signedAttributes?.children ?? []).filter(
    ({ children }) => objectIdentifier(children[0]) === id,
  );
  const values = found[0]?.children[1];
  return found.length === 1 && values?.tag === DER.set && values.children.length === 1
    ? values.children[0]
    : undefined;
}

/**
 * ESSCertID (RFC 2634, SHA-1) or ESSCertIDv2 (RFC 5035): the first one names the signer's certificate by its hash. When both
 * attributes are there, both do.
 */
function referencesSigner(signature: TokenSignature, signer: TimestampCertificate): boolean {
  const first = attribute(signature, SIGNING_CERTIFICATE)?.children[0]?.children[0];
  const second = attribute(signature, SIGNING_CERTIFICATE_V2)?.children[0]?.children[0];
  if (first === undefined && second === undefined) return false;
  const isFirstRight = first === undefined || isHash(first.children[0], sha1(signer.der));
  return isFirstRight && (second === undefined || isSecondRight(second, signer));
}

/** ESSCertIDv2: hashAlgorithm DEFAULT SHA-256, certHash, issuerSerial. */
function isSecondRight(reference: DerElement, signer: TimestampCertificate): boolean {
  const [algorithm, hash] =
    reference.children[0]?.tag === DER.sequence ? reference.children : [undefined, reference.children[0]];
  const expected = algorithm === undefined ? sha256Bytes(signer.der) : digestBy(algorithm, signer.der);
  return expected !== undefined && isHash(hash, expected);
}

function isHash(element: DerElement | undefined, expected: Uint8Array): boolean {
  return element?.tag === DER.octetString && equalBytes(element.content, expected);
}
