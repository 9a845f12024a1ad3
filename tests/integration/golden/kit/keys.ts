import { ed25519 } from '@noble/curves/ed25519.js';
import {
  endorsedBytes,
  formatSignedCheckpoint,
  keyIdOf,
  signedBytes,
} from '../../../../core/checkpoints/index.ts';
import { fromHex, toHex } from '../../../../core/hex.ts';
import type { EntryPayload, TreeHead } from '../../../../core/ledger/index.ts';
import { formatPackageSignature, packageSignedBytes } from '../../../../core/manifest/index.ts';

/** A signing key of the golden locker; its secret is one byte repeated, so that anybody can make the samples again. */
export interface GoldenKey {
  readonly secret: Uint8Array;
  readonly publicKey: string;
}

export function goldenKey(byte: number): GoldenKey {
  const secret = new Uint8Array(32).fill(byte);
  return { secret, publicKey: toHex(ed25519.getPublicKey(secret)) };
}

export const ownKey = goldenKey(1);
export const nextKey = goldenKey(2);
export const strangerKey = goldenKey(3);

export function signHead(head: TreeHead, key: GoldenKey, keyName = head.origin): string {
  const signature = ed25519.sign(signedBytes(head), key.secret);
  return formatSignedCheckpoint({ head, keyName, keyId: keyIdOf(keyName, key.publicKey), signature });
}

/** Signs manifests for a locker. */
export function manifestSigner(origin: string, key: GoldenKey): (manifestSha256: string) => string {
  return (manifestSha256) => {
    const signature = ed25519.sign(packageSignedBytes(origin, manifestSha256), key.secret);
    return formatPackageSignature({
      origin,
      manifestSha256,
      keyId: keyIdOf(origin, key.publicKey),
      signature,
    });
  };
}

/** The payload that puts `next` in the place of `before`, vouched for by the key that `endorser` is. */
export function rotation(
  origin: string,
  before: GoldenKey,
  next: GoldenKey,
  endorser: GoldenKey | null,
): EntryPayload<'signing-key-set'> {
  const bytes = endorsedBytes(origin, before.publicKey, next.publicKey);
  return {
    publicKey: next.publicKey,
    replaces: before.publicKey,
    endorsement: endorser === null ? null : toHex(ed25519.sign(bytes, endorser.secret)),
  };
}

/** A signature with one bit turned. */
export function spoilt(hex: string): string {
  const bytes = fromHex(hex);
  bytes[8] = (bytes[8] ?? 0) ^ 1;
  return toHex(bytes);
}
