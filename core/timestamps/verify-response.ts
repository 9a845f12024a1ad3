import { SHA256_HEX, type Sha256Hex } from '../hex.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseCertificate, type TimestampCertificate } from './certificate.ts';
import { chainOf, isChain } from './chain.ts';
import { formatPem, parsePem } from './pem.ts';
import { parseRequest, SHA256_OID, type TimestampRequest } from './request.ts';
import { parseResponse, type TimestampToken } from './response.ts';
import type { SignatureVerifier } from './signature.ts';
import { verifiedSigner } from './signer.ts';
import { type TokenError, type TokenFacts, tokenFactsSchema } from './token-facts.ts';
import { timestampErrorMessages } from './wording.ts';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** digitalSignature and nonRepudiation: all that a time-stamping key may be for (RFC 3161 section 2.3). */
const SIGNING_ONLY = 0xc0;
/** Much more than any authority answers. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/** What is verified, byte for byte as it was sent and received. */
export interface TimestampClaim {
  readonly requestBytes: Uint8Array;
  readonly responseBytes: Uint8Array;
  /** SHA-256 of what was stamped. */
  readonly digest: Sha256Hex;
  /** SHA-256 of the DER of each root certificate that is trusted. */
  readonly trustedRoots: ReadonlySet<Sha256Hex>;
  readonly subtle: SignatureVerifier;
}

/**
 * Verifies a time stamp (RFC 3161 section 2.2) with the chain that is kept with it, and gives what it says; otherwise the
 * first of {@link TokenError} that holds. Certificates are judged at the token's own time, so the answer stays the same after
 * they have expired. Revocation is not looked at. Rejects never, whatever the bytes are.
 */
export async function verifyResponse(
  claim: TimestampClaim & {
    /** PEM, signer first, root last, nothing else. */
    readonly chainPem: string;
  },
): Promise<Result<TokenFacts, TokenError>> {
  const chain = parsePem(claim.chainPem)?.map(parseCertificate);
  const whole = chain?.every((certificate) => certificate !== undefined) === true ? chain : undefined;
  return answer(await verify(claim, whole));
}

/**
 * The same for a response that has just come, without a chain: it is put together from what came with the token, further
 * certificates and known roots (DER), and given back as PEM. An issuer that nobody here knows is a `TIMESTAMP_ROOT_UNKNOWN`.
 */
export async function verifyFreshResponse(
  claim: TimestampClaim & {
    readonly certificates?: readonly Uint8Array[];
    readonly roots: readonly Uint8Array[];
  },
): Promise<Result<{ readonly token: TokenFacts; readonly chainPem: string }, TokenError>> {
  const found = await chainOf(claim);
  const chain = found.certificates.map(parseCertificate).filter((certificate) => certificate !== undefined);
  const verified = await verify(claim, chain);
  // Nothing contradicts the chain, it only ends before a root.
  const isOnlyUnknown = verified === 'TIMESTAMP_CHAIN_INVALID' && found.end === 'issuer-missing';
  const result = answer(isOnlyUnknown ? 'TIMESTAMP_ROOT_UNKNOWN' : verified);
  return result.ok ? ok({ token: result.value, chainPem: formatPem(found.certificates) }) : result;
}

function answer(verified: TokenFacts | TokenError): Result<TokenFacts, TokenError> {
  return typeof verified === 'string' ? fail(verified, timestampErrorMessages[verified]) : ok(verified);
}

/** Facts, or the first error; the order of the checks is that of `tokenErrors`. */
async function verify(
  claim: TimestampClaim,
  chain: readonly TimestampCertificate[] | undefined,
): Promise<TokenFacts | TokenError> {
  const request = parseRequest(claim.requestBytes);
  const isSmall = claim.responseBytes.length <= MAX_RESPONSE_BYTES;
  const token = isSmall ? parseResponse(claim.responseBytes) : undefined;
  if (request === undefined || token === undefined) return 'TIMESTAMP_MALFORMED';
  if (token === 'refused') return 'TIMESTAMP_REFUSED';
  const facts = tokenFactsSchema.safeParse(statedFacts(token, chain ?? []));
  if (!facts.success) return 'TIMESTAMP_MALFORMED';
  const mismatch = contentMismatch(claim.digest, request, token);
  if (mismatch !== undefined) return mismatch;
  const signer = await verifiedSigner(claim.subtle, token);
  if (signer === undefined) return 'TIMESTAMP_SIGNATURE_INVALID';
  if (!isForTimeStamping(signer)) return 'TIMESTAMP_CERTIFICATE_PURPOSE';
  if (![signer, ...(chain ?? [])].every((certificate) => isValidAt(certificate, token.info.genTimeMs))) {
    return 'TIMESTAMP_CERTIFICATE_EXPIRED';
  }
  if (chain?.[0]?.sha256 !== signer.sha256 || !(await isChain(claim.subtle, chain))) {
    return 'TIMESTAMP_CHAIN_INVALID';
  }
  const isTrusted = chain.length > 1 && claim.trustedRoots.has(facts.data.rootSha256);
  return isTrusted ? facts.data : 'TIMESTAMP_ROOT_UNKNOWN';
}

/** Imprint, nonce and policy against the request, the imprint also against what was stamped. */
function contentMismatch(
  digest: Sha256Hex,
  request: TimestampRequest,
  { info }: TimestampToken,
): TokenError | undefined {
  const isImprint = ({ imprint }: { readonly imprint: TimestampRequest['imprint'] }) =>
    imprint.algorithm === SHA256_OID && SHA256_HEX.test(digest) && imprint.digestHex === digest;
  if (!isImprint(request) || !isImprint(info)) return 'TIMESTAMP_IMPRINT_MISMATCH';
  if (request.nonceHex !== null && info.nonceHex !== request.nonceHex) return 'TIMESTAMP_NONCE_MISMATCH';
  if (request.policy !== null && info.policy !== request.policy) return 'TIMESTAMP_POLICY_MISMATCH';
  return undefined;
}

/** Extended key usage critical and time stamping alone, and a key that does nothing but sign (RFC 3161 section 2.3). */
function isForTimeStamping({ purposes, isPurposeCritical, keyUsage }: TimestampCertificate): boolean {
  const isAlone = purposes?.length === 1 && purposes[0] === TIME_STAMPING;
  const onlySigns =
    keyUsage === null || ((keyUsage & SIGNING_ONLY) !== 0 && (keyUsage & ~SIGNING_ONLY) === 0);
  return isAlone && isPurposeCritical && onlySigns;
}

/** By the second, as `notAfter` and `openssl -attime` have it. */
function isValidAt({ notBeforeMs, notAfterMs }: TimestampCertificate, atMs: number): boolean {
  const second = Math.floor(atMs / 1000) * 1000;
  return notBeforeMs <= second && second <= notAfterMs;
}

function statedFacts({ info }: TimestampToken, chain: readonly TimestampCertificate[]): unknown {
  const none = '0'.repeat(64);
  const expiresMs = Math.min(...chain.map(({ notAfterMs }) => notAfterMs));
  return {
    genTimeUtc: new Date(info.genTimeMs).toISOString(),
    accuracyMs: info.accuracyMs,
    serialHex: info.serialHex,
    policy: info.policy,
    // Without a chain these are never given to anybody.
    signerSha256: chain[0]?.sha256 ?? none,
    rootSha256: chain.at(-1)?.sha256 ?? none,
    chainExpiresUtc: new Date(Number.isFinite(expiresMs) ? expiresMs : 0).toISOString(),
  };
}
