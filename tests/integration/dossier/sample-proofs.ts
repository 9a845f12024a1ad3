import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { invariant } from '../../../core/assert.ts';
import { formatSignedCheckpoint, keyIdOf, signedBytes } from '../../../core/checkpoints/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { toHex } from '../../../core/hex.ts';
import { type LedgerEntry, merkleTree, originOf } from '../../../core/ledger/index.ts';
import { formatPackageSignature, packageSignedBytes } from '../../../core/manifest/index.ts';
import { ok } from '../../../core/result.ts';
import type { NotBefore } from '../../../core/surroundings/index.ts';
import type { Authority, TokenFacts } from '../../../core/timestamps/index.ts';
import type { ExporterParts } from '../../../electron/dossier/index.ts';
import type { HeldTimestamp, ItemProof, PackagedCheckpoint } from '../../../electron/locker/index.ts';

/** A token with its files as they were sent and received. */
export interface SampleToken {
  readonly authority: Authority;
  readonly token: TokenFacts;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  readonly chain: Uint8Array;
}

/** A session around some exhibits of the hand-made order, by their places. */
export interface SampleSession {
  readonly from: number;
  readonly to: number;
  readonly report?: number;
  readonly notBefore: NotBefore | null;
}

/** What stands behind a hand-made order. */
export interface SampleProofs {
  /** Signed heads, each after the exhibit at this place, `null` after all. */
  readonly checkpoints: readonly { readonly after: number | null; readonly tokens: readonly SampleToken[] }[];
  readonly session?: SampleSession;
  /** By the exhibit's place. */
  readonly itemProof?: (index: number) => ItemProof | undefined;
}

const secret = new Uint8Array(32).fill(7);
const publicKey = toHex(ed25519.getPublicKey(secret));

/** The entry that names the sample's key. */
export const sampleKeyEntry: Pick<LedgerEntry, 'kind' | 'payload'> = {
  kind: 'signing-key-set',
  payload: { publicKey, replaces: null, endorsement: null },
};

/** Signs a package of the hand-made order. */
export const signSample: NonNullable<ExporterParts['sign']> = async (manifestSha256) => {
  const origin = originOf(`${'0'.repeat(25)}a`);
  const signature = ed25519.sign(packageSignedBytes(origin, manifestSha256), secret);
  return ok(formatPackageSignature({ origin, manifestSha256, keyId: keyIdOf(origin, publicKey), signature }));
};

/** The heads as the locker gives them. */
export function packagedCheckpoints(
  proofs: SampleProofs | undefined,
  {
    leaves,
    items,
    origin,
  }: { readonly leaves: readonly Uint8Array[]; readonly items: readonly Item[]; readonly origin: string },
): readonly PackagedCheckpoint[] {
  const whole = merkleTree(leaves);
  return (proofs?.checkpoints ?? []).map(({ after, tokens }, index) => {
    const item = after === null ? undefined : items[after];
    const size = item === undefined ? leaves.length : item.seq + 1;
    const head = { origin, size, root: merkleTree(leaves.slice(0, size)).root };
    const keyId = keyIdOf(origin, publicKey);
    const signature = ed25519.sign(signedBytes(head), secret);
    const checkpoint = formatSignedCheckpoint({ head, keyName: origin, keyId, signature });
    return {
      checkpoint: {
        seq: 1000 + index * 10,
        atUtc: '2026-11-23T06:51:00.000Z',
        checkpoint,
        size,
        timestamps: tokens.map((token, place) => held(token, checkpoint, 1001 + index * 10 + place)),
      },
      consistency: size === leaves.length ? [] : whole.consistencyProof(size),
    };
  });
}

function held(token: SampleToken, checkpoint: string, seq: number): HeldTimestamp {
  return {
    seq,
    receivedAtUtc: '2026-11-23T06:51:02.000Z',
    authority: token.authority,
    digest: createHash('sha256').update(checkpoint).digest('hex'),
    request: objectOf(token.request),
    response: objectOf(token.response),
    chain: objectOf(token.chain),
    token: token.token,
  };
}

function objectOf(bytes: Uint8Array) {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length };
}

/** A token whose files are only text: enough where nobody looks into them. */
export function sampleToken(name: string, genTimeUtc: string, facts: Partial<TokenFacts> = {}): SampleToken {
  const bytes = (what: string) => Buffer.from(`${what} of ${name} at ${genTimeUtc}`);
  const digest = (what: string) => createHash('sha256').update(`${what} of ${name}`).digest('hex');
  return {
    authority: { name, url: 'http://localhost:3161/' },
    token: {
      genTimeUtc,
      accuracyMs: null,
      serialHex: digest('serial').slice(0, 16).replace(/^0+/, ''),
      policy: '1.3.6.1.4.1.99999.1',
      signerSha256: digest('signer'),
      rootSha256: digest('root'),
      chainExpiresUtc: '2031-05-01T00:00:00.000Z',
      ...facts,
    },
    request: bytes('request'),
    response: bytes('response'),
    chain: bytes('chain'),
  };
}

/** What the ledger says of an item's clock, where nothing is known but what is given. */
export function sampleItemProof(known: Partial<ItemProof>): ItemProof {
  return {
    seq: 0,
    sealedAtUtc: '2026-11-23T06:50:00.000Z',
    checkpoint: null,
    stamped: null,
    stampedBefore: null,
    comparedClock: null,
    clockSteps: [],
    lastVerification: null,
    ...known,
  };
}

/** The text of the head after all exhibits: what a token is to be over. */
export function lastCheckpointText(checkpoints: readonly PackagedCheckpoint[]): string {
  const last = checkpoints.at(-1);
  invariant(last !== undefined, 'the sample has a signed head');
  return last.checkpoint.checkpoint;
}
