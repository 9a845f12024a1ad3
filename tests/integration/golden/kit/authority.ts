import { type TokenFacts, verifyResponse } from '../../../../core/timestamps/index.ts';
import {
  type KeyKind,
  query,
  reply,
  type SignerPurpose,
  startAuthority,
  type Validity,
} from '../../timestamps/harness/index.ts';
import { sha256 } from './archive.ts';

/** A token as it is put into a package. */
export interface GoldenToken {
  readonly authority: { readonly name: string; readonly url: string };
  readonly request: Buffer;
  readonly response: Buffer;
  readonly chainPem: string;
  readonly facts: TokenFacts;
}

/** An `openssl ts` authority without a network. */
export interface GoldenAuthority {
  readonly folder: string;
  readonly name: string;
  readonly rootPem: string;
  readonly rootSha256: string;
  readonly chainPem: string;
  /** A token over these bytes, made when `clock` says. */
  stamp(stamped: Uint8Array, clock: Date): Promise<GoldenToken>;
  /** Facts that the app reads from a token of ours. */
  factsOf(
    stamped: Uint8Array,
    token: Pick<GoldenToken, 'request' | 'response' | 'chainPem'>,
  ): Promise<TokenFacts>;
}

export interface GoldenAuthorityOptions {
  readonly folder: string;
  readonly name: string;
  readonly key?: KeyKind;
  readonly purpose?: SignerPurpose;
  readonly signerValidity?: Validity;
}

/** Long enough that fixtures do not rot. */
const DECADES: Validity = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2056-01-01T00:00:00Z') };

export async function makeAuthority(options: GoldenAuthorityOptions): Promise<GoldenAuthority> {
  const { folder, name } = options;
  const running = await startAuthority({
    folder,
    name,
    key: options.key ?? 'ec-p256',
    purpose: options.purpose ?? 'time-stamping',
    signerValidity: options.signerValidity ?? DECADES,
    issuerValidity: DECADES,
  });
  // Only its folder is needed: nothing goes over a network.
  await running.stop();
  const { rootPem, rootSha256, chainPem } = running;
  // The serial number is a file: one reply at a time.
  let turn: Promise<unknown> = Promise.resolve();
  const factsOf: GoldenAuthority['factsOf'] = async (stamped, token) => {
    const verified = await verifyResponse({
      requestBytes: token.request,
      responseBytes: token.response,
      chainPem: token.chainPem,
      digest: sha256(stamped),
      trustedRoots: new Set([rootSha256]),
      subtle: globalThis.crypto.subtle,
    });
    if (!verified.ok) throw new Error(`the authority's own token is refused: ${verified.error.code}`);
    return verified.value;
  };
  return {
    folder,
    name,
    rootPem,
    rootSha256,
    chainPem,
    factsOf,
    stamp(stamped, clock) {
      const stamping = turn.then(async () => {
        const request = await query(folder, sha256(stamped));
        const response = await reply(folder, request, { clock });
        const authority = { name, url: 'http://tsa.example/' };
        const token = { authority, request, response, chainPem };
        return { ...token, facts: await factsOf(stamped, token) };
      });
      turn = stamping.catch(() => undefined);
      return stamping;
    },
  };
}
