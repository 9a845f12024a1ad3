import { ok, type Result } from '../../../core/result.ts';
import type { AuthorityAnswer, ExchangeError, TimestampAuthorityAdapter } from './adapter.ts';
import { exchangeFailure } from './wording.ts';

const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 3;
/** 303 asks for a GET, which no authority answers with a time stamp. */
const REDIRECTS = new Set([301, 302, 307, 308]);
/** What undici and the system call a time that ran out. */
const TIMEOUT_CODES = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** The part of `fetch` that is used. */
export type Fetch = (
  address: URL,
  init: {
    readonly method: 'POST';
    readonly body: Uint8Array<ArrayBuffer>;
    readonly headers: Record<string, string>;
    readonly redirect: 'manual';
    readonly credentials: 'omit';
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

/** The address of an authority: http or https, no user name or password in it. */
export function authorityUrl(text: string): Result<URL, 'AUTHORITY_URL_INVALID'> {
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === null || !isWeb || url.username !== '' || url.password !== '') {
    return exchangeFailure('AUTHORITY_URL_INVALID');
  }
  return ok(url);
}

/**
 * RFC 3161 over HTTP (section 3.4): POST of `application/timestamp-query`. Follows at most three redirects, with the same
 * POST, to http(s) and never from https to http; sends no cookies; reads at most 1 MiB.
 * @param timeoutMs for everything together, to the last byte of the answer
 */
export function httpAuthority(options: {
  readonly url: string;
  readonly timeoutMs: number;
  readonly fetch: Fetch;
}): TimestampAuthorityAdapter {
  return {
    async exchange(requestBytes, signal) {
      const url = authorityUrl(options.url);
      if (!url.ok) return url;
      const timeout = AbortSignal.timeout(options.timeoutMs);
      try {
        return await post(options.fetch, url.value, requestBytes, AbortSignal.any([signal, timeout]));
      } catch (error) {
        if (signal.aborted) return exchangeFailure('AUTHORITY_CANCELLED');
        const isLate = timeout.aborted || TIMEOUT_CODES.has(causeCode(error));
        return exchangeFailure(isLate ? 'AUTHORITY_TIMEOUT' : 'AUTHORITY_UNREACHABLE');
      }
    },
  };
}

async function post(
  fetch: Fetch,
  first: URL,
  requestBytes: Uint8Array,
  signal: AbortSignal,
): Promise<Result<AuthorityAnswer, ExchangeError>> {
  let url = first;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(requestBytes),
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      redirect: 'manual',
      credentials: 'omit',
      signal,
    });
    if (response.status === 200) return readAnswer(response);
    await response.body?.cancel();
    const next =
      REDIRECTS.has(response.status) && redirects < MAX_REDIRECTS ? nextUrl(url, response) : undefined;
    if (next === undefined) return exchangeFailure('AUTHORITY_HTTP_STATUS', { status: response.status });
    url = next;
  }
}

function nextUrl(from: URL, response: Response): URL | undefined {
  const location = response.headers.get('location');
  const target = location === null ? undefined : URL.parse(location, from.href)?.href;
  const url = target === undefined ? undefined : authorityUrl(target);
  if (url?.ok !== true) return undefined;
  return from.protocol === 'https:' && url.value.protocol !== 'https:' ? undefined : url.value;
}

async function readAnswer(response: Response): Promise<Result<AuthorityAnswer, ExchangeError>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    length += part.value.length;
    if (length > MAX_ANSWER_BYTES) {
      await reader?.cancel();
      return exchangeFailure('AUTHORITY_ANSWER_TOO_LARGE');
    }
    chunks.push(part.value);
  }
  const responseBytes = new Uint8Array(Buffer.concat(chunks));
  return ok({ responseBytes, contentType: response.headers.get('content-type') });
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
