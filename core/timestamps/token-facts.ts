import { z } from 'zod';
import { SHA256_HEX } from '../hex.ts';

/** An RFC 3161 authority as it is asked. */
export const authoritySchema = z.strictObject({
  name: z.string().min(1).max(80),
  url: z.string().min(8).max(300),
});
export type Authority = z.infer<typeof authoritySchema>;

/** What a verified token says; every member is read from its signed part or its certificates, none is assumed. */
export const tokenFactsSchema = z.strictObject({
  /** `genTime`, UTC, `YYYY-MM-DDThh:mm:ss.sssZ`: the imprint existed no later than this. */
  genTimeUtc: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  /** Stated accuracy; null when the token states none. */
  accuracyMs: z.int().nonnegative().nullable(),
  /** Serial number of the token, hexadecimal without leading zeros. */
  serialHex: z.string().regex(/^(0|[1-9a-f][0-9a-f]{0,63})$/),
  /** Object identifier of the policy. */
  policy: z.string().regex(/^[0-2](\.\d{1,20}){1,30}$/),
  /** SHA-256 of the signing certificate's DER. */
  signerSha256: z.string().regex(SHA256_HEX),
  /** SHA-256 of the root certificate's DER that the chain ends in. */
  rootSha256: z.string().regex(SHA256_HEX),
  /** The earliest `notAfter` of the chain: before it, the newest checkpoint should be stamped again. */
  chainExpiresUtc: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
});
export type TokenFacts = z.infer<typeof tokenFactsSchema>;

/** Why a token is not what it should be. A verifier names the first that holds, in this order. */
export const tokenErrors = [
  /** Not a TimeStampResp, or with bytes after it. */
  'TIMESTAMP_MALFORMED',
  /** The authority refused: its status is not granted. */
  'TIMESTAMP_REFUSED',
  /** The token is over another digest, or another algorithm than SHA-256. */
  'TIMESTAMP_IMPRINT_MISMATCH',
  /** The nonce is not that of the request: replayed. */
  'TIMESTAMP_NONCE_MISMATCH',
  /** The request asked for another policy. */
  'TIMESTAMP_POLICY_MISMATCH',
  /** Signature, signed attributes or signing certificate reference do not hold. */
  'TIMESTAMP_SIGNATURE_INVALID',
  /** The signer's certificate is not for time stamping alone (RFC 3161 section 2.3). */
  'TIMESTAMP_CERTIFICATE_PURPOSE',
  /** A certificate of the chain was not valid at genTime. */
  'TIMESTAMP_CERTIFICATE_EXPIRED',
  /** The certificates do not form a chain: wrong order, missing, signed by somebody else. */
  'TIMESTAMP_CHAIN_INVALID',
  /** The chain ends in a root that nobody here trusts, or the signer vouches for itself. */
  'TIMESTAMP_ROOT_UNKNOWN',
] as const;
export type TokenError = (typeof tokenErrors)[number];
