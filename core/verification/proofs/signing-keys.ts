import {
  endorsedBytes,
  isSignature,
  isSignedBy,
  keyIdOf,
  type SignedCheckpoint,
} from '../../checkpoints/index.ts';
import { fromHex } from '../../hex.ts';
import type { LedgerEntry } from '../../ledger/index.ts';
import type { Finding } from '../report.ts';

/** A key that signs from an entry on. */
export interface KeyInForce {
  /** Of its `signing-key-set` entry. */
  readonly seq: number;
  readonly publicKey: string;
}

export interface SigningKeys {
  /** In the ledger's order. */
  readonly keys: readonly KeyInForce[];
  /** Keys that are not the next of the one before. */
  readonly findings: readonly Finding[];
  /** Keys that the one before does not vouch for, because it was lost: no failure, and to be said. */
  readonly notEndorsed: readonly Finding[];
}

/** The chain of a locker's keys: each names the one before it and is endorsed by it (`SIGNING_KEY_CHAIN_BROKEN`). */
export function readSigningKeys(entries: readonly LedgerEntry[], origin: string): SigningKeys {
  const keys: KeyInForce[] = [];
  const findings: Finding[] = [];
  const notEndorsed: Finding[] = [];
  for (const { seq, kind, payload } of entries) {
    if (kind !== 'signing-key-set') continue;
    const before = keys.at(-1)?.publicKey ?? null;
    keys.push({ seq, publicKey: payload.publicKey });
    const { replaces, endorsement, publicKey } = payload;
    const subject = `entry:${seq}`;
    if (replaces !== before || (before === null && endorsement !== null)) {
      const detail = '换签名密钥的记录与前一把密钥接不上：有记录被删除或改写过。';
      findings.push({ code: 'SIGNING_KEY_CHAIN_BROKEN', subject, detail });
    } else if (before !== null && endorsement === null) {
      const detail = '换上的签名密钥没有旧密钥的签字（旧密钥已丢失），无法由旧密钥推知是同一个人换的。';
      notEndorsed.push({ code: 'SIGNING_KEY_NOT_ENDORSED', subject, detail });
    } else if (before !== null && endorsement !== null) {
      if (isSignature(fromHex(endorsement), endorsedBytes(origin, before, publicKey), before)) continue;
      const detail = '换签名密钥的记录上，旧密钥的签字不成立：不是旧密钥的主人换的。';
      findings.push({ code: 'SIGNING_KEY_CHAIN_BROKEN', subject, detail });
    }
  }
  return { keys, findings, notEndorsed };
}

/**
 * Whether a checkpoint is signed by one of these keys: `SIGNATURE_KEY_UNKNOWN` when it names none of them,
 * `SIGNATURE_INVALID` when its signature does not hold.
 */
export function findSignatureDamage(
  checkpoint: SignedCheckpoint,
  keys: readonly KeyInForce[],
  subject: string,
): Finding | undefined {
  const { keyName, keyId } = checkpoint;
  const named = keys.filter(({ publicKey }) => keyIdOf(keyName, publicKey) === keyId);
  if (named.length === 0) {
    const detail = '检查点的签名用的密钥，账本在它之前没有登记过。';
    return { code: 'SIGNATURE_KEY_UNKNOWN', subject, detail };
  }
  if (named.some(({ publicKey }) => isSignedBy(checkpoint, publicKey))) return undefined;
  const detail = '检查点的签名不成立：检查点被改过，或不是这个证据库签的。';
  return { code: 'SIGNATURE_INVALID', subject, detail };
}
