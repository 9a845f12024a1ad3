/**
 * RFC 3161: asking for a time stamp, what a token says, and why it may be refused. Pure; the platform's WebCrypto is passed
 * in. Promise P26.
 */
export { builtInRoots } from './built-in-roots.ts';
export { parseCertificate, type TimestampCertificate } from './certificate.ts';
export { chainOf, type FoundChain, isSelfIssued } from './chain.ts';
export { fingerprint, formatPem, parsePem } from './pem.ts';
export { encodeRequest, parseRequest, type TimestampRequest } from './request.ts';
export type { SignatureVerifier } from './signature.ts';
export {
  type Authority,
  authoritySchema,
  type TokenError,
  type TokenFacts,
  tokenErrors,
  tokenFactsSchema,
} from './token-facts.ts';
export { type TimestampClaim, verifyFreshResponse, verifyResponse } from './verify-response.ts';
export { timestampErrorMessages } from './wording.ts';
