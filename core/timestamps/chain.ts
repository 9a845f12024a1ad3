import { equalBytes } from '../ledger/index.ts';
import { parseCertificate, type TimestampCertificate } from './certificate.ts';
import { parseResponse } from './response.ts';
import { isSignatureValid, type SignatureVerifier } from './signature.ts';
import { namedSigner } from './signer.ts';

const KEY_CERT_SIGN = 0x04;
const MAX_CHAIN_LENGTH = 10;

/** Whether it says that it issued itself; its own signature proves nothing and is not looked at. */
export function isSelfIssued(certificate: TimestampCertificate): boolean {
  return equalBytes(certificate.issuer, certificate.subject);
}

/**
 * Whether certificates stand signer first, root last and once, each signed by the next, and the next may issue certificates: basic
 * constraints, path length, key usage, no critical extension that is not understood.
 */
export async function isChain(
  subtle: SignatureVerifier,
  chain: readonly TimestampCertificate[],
): Promise<boolean> {
  const root = chain.at(-1);
  if (root === undefined || chain.length > MAX_CHAIN_LENGTH) return false;
  if (!isSelfIssued(root) || chain.slice(0, -1).some(isSelfIssued)) return false;
  if (chain.some(({ hasUnknownRestriction }) => hasUnknownRestriction)) return false;
  for (const [index, issuer] of chain.entries()) {
    const subject = chain[index - 1];
    if (subject === undefined) continue;
    if (!mayIssue(issuer, index - 1) || !(await isIssuedBy(subtle, subject, issuer))) return false;
  }
  return true;
}

function mayIssue(issuer: TimestampCertificate, authoritiesBelow: number): boolean {
  const isLongEnough = issuer.maxPathLength === null || issuer.maxPathLength >= authoritiesBelow;
  const maySign = issuer.keyUsage === null || (issuer.keyUsage & KEY_CERT_SIGN) !== 0;
  return issuer.isAuthority && isLongEnough && maySign;
}

async function isIssuedBy(
  subtle: SignatureVerifier,
  subject: TimestampCertificate,
  issuer: TimestampCertificate,
): Promise<boolean> {
  if (!equalBytes(subject.issuer, issuer.subject)) return false;
  return isSignatureValid(subtle, {
    publicKey: issuer.publicKey,
    algorithm: subject.signatureAlgorithm,
    signature: subject.signature,
    signed: subject.signed,
  });
}

/** Certificates of a chain, as far as it could be put together. */
export interface FoundChain {
  /** DER, signer first. Empty when the response has no signer that can be read. */
  readonly certificates: readonly Uint8Array[];
  /**
   * The last one issued itself; or its issuer is nowhere to be found; or one that bears its issuer's name did not sign it.
   */
  readonly end: 'self-issued' | 'issuer-missing' | 'issuer-contradicted';
}

/**
 * Puts the chain of a response in order, from the signer up: out of the certificates that came with the token, further ones,
 * and roots, DER. Roots come first at every step: many authorities send their root signed by an older one instead of itself.
 * Each link's signature holds; nothing else is verified.
 */
export async function chainOf(from: {
  readonly responseBytes: Uint8Array;
  readonly certificates?: readonly Uint8Array[];
  readonly roots: readonly Uint8Array[];
  readonly subtle: SignatureVerifier;
}): Promise<FoundChain> {
  const token = parseResponse(from.responseBytes);
  const signer = token === undefined || token === 'refused' ? undefined : namedSigner(token);
  if (token === undefined || token === 'refused' || signer === undefined) {
    return { certificates: [], end: 'issuer-missing' };
  }
  const parsed = (certificates: readonly Uint8Array[]) =>
    certificates.map(parseCertificate).filter((certificate) => certificate !== undefined);
  const sent = parsed([...token.certificates, ...(from.certificates ?? [])]);
  // A root that was only sent comes last: beside it there may be a way to one that is trusted.
  const candidates = [
    ...parsed(from.roots),
    ...sent.filter((certificate) => !isSelfIssued(certificate)),
    ...sent.filter(isSelfIssued),
  ];
  const chain = [signer];
  let last = signer;
  while (!isSelfIssued(last)) {
    const named = candidates.filter(({ subject }) => equalBytes(subject, last.issuer));
    const issuer = await issuerAmong(from.subtle, last, named, chain);
    if (issuer === undefined || chain.length === MAX_CHAIN_LENGTH) {
      return {
        certificates: ders(chain),
        end: named.length === 0 ? 'issuer-missing' : 'issuer-contradicted',
      };
    }
    chain.push(issuer);
    last = issuer;
  }
  return { certificates: ders(chain), end: 'self-issued' };
}

function ders(chain: readonly TimestampCertificate[]): Uint8Array[] {
  return chain.map(({ der }) => der);
}

async function issuerAmong(
  subtle: SignatureVerifier,
  subject: TimestampCertificate,
  candidates: readonly TimestampCertificate[],
  chain: readonly TimestampCertificate[],
): Promise<TimestampCertificate | undefined> {
  for (const candidate of candidates) {
    const isThereAlready = chain.some(({ sha256 }) => sha256 === candidate.sha256);
    if (!isThereAlready && (await isIssuedBy(subtle, subject, candidate))) return candidate;
  }
  return undefined;
}
