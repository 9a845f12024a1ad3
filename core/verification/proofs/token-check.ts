import { sha256Hex } from '../../hex.ts';
import { canonicalBytes, equalBytes, type JsonValue } from '../../ledger/index.ts';
import {
  fingerprint,
  parsePem,
  type TokenFacts,
  timestampErrorMessages,
  verifyResponse,
} from '../../timestamps/index.ts';
import type { VerificationPlatform } from '../ports.ts';
import type { Finding } from '../report.ts';

/** A token, what it was asked with, and what it is to be over. */
export interface TokenClaim {
  /** The exact bytes that were stamped: a checkpoint's text. */
  readonly stamped: Uint8Array;
  readonly requestBytes: Uint8Array;
  readonly responseBytes: Uint8Array;
  readonly chainPem: string;
  /** What somebody wrote down of it. */
  readonly stated: TokenFacts;
  readonly authority: string;
  readonly subject: string;
}

/** What is known of a token after its check. */
export type CheckedToken =
  | { readonly state: 'trusted'; readonly facts: TokenFacts }
  /** Sound in itself, up to a root that nobody here trusts. */
  | { readonly state: 'untrusted'; readonly notChecked: Finding }
  | { readonly state: 'refused'; readonly finding: Finding };

/**
 * Verifies a token (RFC 3161) and compares it with what is stated of it: refused by the first of `tokenErrors` that holds, or
 * by `TIMESTAMP_STATED_WRONG`. Certificates are judged at the token's own time. An unknown root is no fault.
 */
export async function checkToken(
  claim: TokenClaim,
  trustedRoots: ReadonlySet<string>,
  { subtle }: Pick<VerificationPlatform, 'subtle'>,
): Promise<CheckedToken> {
  const { stamped, requestBytes, responseBytes, chainPem, stated, authority, subject } = claim;
  const digest = sha256Hex(stamped);
  const verify = (roots: ReadonlySet<string>) =>
    verifyResponse({ requestBytes, responseBytes, digest, chainPem, trustedRoots: roots, subtle });
  const refused = (code: string, detail: string): CheckedToken => ({
    state: 'refused',
    finding: { code, subject, detail: `${authority}的时间戳：${detail}` },
  });
  const verified = await verify(trustedRoots);
  if (!verified.ok && verified.error.code !== 'TIMESTAMP_ROOT_UNKNOWN') {
    return refused(verified.error.code, verified.error.message);
  }
  // What a token says is compared whether its root is known or not.
  const own = verified.ok ? verified : await verify(new Set(rootOf(chainPem)));
  if (own.ok && !isSame(own.value, stated)) {
    return refused('TIMESTAMP_STATED_WRONG', '另外写明的时间、序号或证书与时间戳本身说的不一样。');
  }
  if (verified.ok) return { state: 'trusted', facts: verified.value };
  const detail = `${authority}的时间戳：${timestampErrorMessages.TIMESTAMP_ROOT_UNKNOWN}`;
  return { state: 'untrusted', notChecked: { code: 'TIMESTAMP_ROOT_UNKNOWN', subject, detail } };
}

function rootOf(chainPem: string): readonly string[] {
  const root = parsePem(chainPem)?.at(-1);
  return root === undefined ? [] : [fingerprint(root)];
}

function isSame(left: TokenFacts, right: TokenFacts): boolean {
  return equalBytes(
    canonicalBytes(left as unknown as JsonValue),
    canonicalBytes(right as unknown as JsonValue),
  );
}
