import { randomBytes } from 'node:crypto';
import type { Sha256Hex } from '../../../core/hex.ts';
import { ok, type Result } from '../../../core/result.ts';
import {
  encodeRequest,
  type TokenError,
  type TokenFacts,
  verifyFreshResponse,
} from '../../../core/timestamps/index.ts';
import type { TrustedRoots } from '../roots/trusted-roots.ts';
import type { ExchangeError, TimestampAuthorityAdapter } from './adapter.ts';
import { type Fetch, httpAuthority } from './http-authority.ts';
import { exchangeFailure } from './wording.ts';

const NONCE_BYTES = 8;
const REPLY = 'application/timestamp-reply';

export type AuthorityError = ExchangeError | TokenError;

/** A time stamp that was verified when it came, with the bytes to keep. */
export interface GrantedTimestamp {
  readonly requestBytes: Uint8Array;
  readonly responseBytes: Uint8Array;
  /** PEM, signer first, root last. */
  readonly chainPem: string;
  readonly token: TokenFacts;
}

export interface Asking {
  readonly digest: Sha256Hex;
  readonly roots: Pick<TrustedRoots, 'certificates' | 'fingerprints'>;
  readonly signal: AbortSignal;
  /** Object identifier of a policy, where the authority has several. */
  readonly policy?: string;
}

/**
 * Asks an authority over HTTP for a time stamp on a SHA-256, and verifies it. Nothing but this hash and a random number
 * leaves the machine. Fails with a code of {@link AuthorityError}; never rejects, never retries.
 * @param timeoutMs for the whole exchange
 */
export function askAuthority(
  asking: Asking & { readonly url: string; readonly timeoutMs: number; readonly fetch: Fetch },
): Promise<Result<GrantedTimestamp, AuthorityError>> {
  return askThrough(httpAuthority(asking), asking);
}

/** The same through any adapter. */
export async function askThrough(
  adapter: TimestampAuthorityAdapter,
  asking: Asking,
): Promise<Result<GrantedTimestamp, AuthorityError>> {
  const { digest, policy, roots } = asking;
  const nonce = new Uint8Array(randomBytes(NONCE_BYTES));
  const requestBytes = encodeRequest({ digest, nonce, ...(policy === undefined ? {} : { policy }) });
  const answer = await adapter.exchange(requestBytes, asking.signal);
  if (!answer.ok) return answer;
  const { responseBytes, contentType, certificates } = answer.value;
  const verified = await verifyFreshResponse({
    requestBytes,
    responseBytes,
    digest,
    ...(certificates === undefined ? {} : { certificates }),
    roots: roots.certificates,
    trustedRoots: roots.fingerprints,
    subtle: crypto.subtle,
  });
  if (verified.ok) return ok({ requestBytes, responseBytes, ...verified.value });
  const isOther = contentType !== null && contentType.split(';')[0]?.trim().toLowerCase() !== REPLY;
  if (verified.error.code === 'TIMESTAMP_MALFORMED' && isOther) {
    return exchangeFailure('AUTHORITY_WRONG_TYPE', { contentType: contentType.slice(0, 100) });
  }
  return verified;
}
