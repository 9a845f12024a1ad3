import type { Result } from '../../../core/result.ts';

/** Why no answer came that could be a time stamp. What is wrong with an answer is a `TokenError`. */
export const exchangeErrors = [
  /** Not an http or https address, or one with a user name in it. */
  'AUTHORITY_URL_INVALID',
  /** No such name, connection refused or cut, TLS not trusted. */
  'AUTHORITY_UNREACHABLE',
  /** No whole answer in time. */
  'AUTHORITY_TIMEOUT',
  /** Any status but 200; a redirect to nowhere or elsewhere than http(s), or the fourth. `details.status` */
  'AUTHORITY_HTTP_STATUS',
  /** More than 1 MiB. */
  'AUTHORITY_ANSWER_TOO_LARGE',
  /** Says that it is something else, and is no response either. `details.contentType` */
  'AUTHORITY_WRONG_TYPE',
  /** The caller gave up. */
  'AUTHORITY_CANCELLED',
] as const;
export type ExchangeError = (typeof exchangeErrors)[number];

/** What an authority answered, as it came; nothing of it is believed. */
export interface AuthorityAnswer {
  /** TimeStampResp, DER. */
  readonly responseBytes: Uint8Array;
  /** What the answer says that it is; null when the way it came has no types. */
  readonly contentType: string | null;
  /** Certificates (DER) that did not come inside the token, such as an issuer's from the authority's web site. */
  readonly certificates?: readonly Uint8Array[];
}

/**
 * One way to reach one authority. It carries bytes: a request to the authority, its answer back. Whoever calls it makes the
 * request, verifies the answer and decides; an adapter neither computes nor judges. docs/timestamp-authorities.md
 */
export interface TimestampAuthorityAdapter {
  /**
   * @param requestBytes TimeStampReq (RFC 3161), DER, to be passed on unchanged
   * @param signal ends the exchange at once, with `AUTHORITY_CANCELLED`
   */
  exchange(requestBytes: Uint8Array, signal: AbortSignal): Promise<Result<AuthorityAnswer, ExchangeError>>;
}
