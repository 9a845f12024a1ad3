import type { CLIENT_GLOBAL, Client } from '../core/contract/index.ts';
import { fail, type Result } from '../core/result.ts';

/** A failure as the window handles it: the closed code sets meet in one list of texts. */
export interface AnyFailure {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

// The name is repeated instead of imported so that the toast and region windows do not load the contract's schemas;
// the annotation keeps the two from drifting apart.
const globalName: typeof CLIENT_GLOBAL = 'liuhen';

/** The only way out of the window: the frozen client that preload put there. Throws when the page was opened alone. */
export function client(): Client {
  const found = (window as unknown as Record<string, Client | undefined>)[globalName];
  if (found === undefined) throw new Error('window.liuhen is missing: the page must be opened by the app');
  return found;
}

/**
 * Waits for an operation; a call that broke on the way (the main process is gone) becomes the failure `UNEXPECTED`, so
 * that every caller has one way to fail.
 */
export async function settle<Value>(call: Promise<Result<Value, string>>): Promise<Result<Value, string>> {
  try {
    return await call;
  } catch (reason) {
    return fail('UNEXPECTED', reason instanceof Error ? reason.message : String(reason));
  }
}
