import { askAuthority } from '../authority/ask-authority.ts';
import type { Fetch } from '../authority/http-authority.ts';
import { loadTrustedRoots } from '../roots/trusted-roots.ts';
import type { AskAuthority } from './stamper.ts';

/** Long enough for a slow line; a server that hangs is given up. */
const TIMEOUT_MS = 20_000;

/** Asks over HTTP and verifies against the roots that are trusted at that moment, built in and the user's. */
export function createAuthorityAsker(options: {
  readonly stateFolder: string;
  readonly fetch: Fetch;
  readonly timeoutMs?: number | undefined;
}): AskAuthority {
  const { stateFolder, fetch, timeoutMs = TIMEOUT_MS } = options;
  return async ({ authority: { url }, digest, signal }) =>
    await askAuthority({ url, digest, signal, timeoutMs, fetch, roots: await loadTrustedRoots(stateFolder) });
}
