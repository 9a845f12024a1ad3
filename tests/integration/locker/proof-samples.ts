import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import {
  endorsedBytes,
  formatSignedCheckpoint,
  keyIdOf,
  signedBytes,
} from '../../../core/checkpoints/index.ts';
import { toHex } from '../../../core/hex.ts';
import type { EntryPayload, TreeHead } from '../../../core/ledger/index.ts';
import type { ReceivedTimestamp } from '../../../electron/locker/index.ts';
import { captureProvenance } from './samples.ts';

/** A key for tests, the same for the same number. */
export interface TestKey {
  readonly publicKey: string;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** Ed25519 key number `number` (RFC 8410: PKCS #8 around 32 bytes). */
export function testKey(number = 1): TestKey {
  const secret = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.alloc(32, number),
  ]);
  const key: KeyObject = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: toHex(new Uint8Array(der.subarray(-32))),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}

/** The first key of a locker. */
export function firstKey({ publicKey }: TestKey): EntryPayload<'signing-key-set'> {
  return { publicKey, replaces: null, endorsement: null };
}

/** A key that takes the place of another, which vouches for it. */
export function nextKey(
  origin: string,
  old: TestKey,
  { publicKey }: TestKey,
): EntryPayload<'signing-key-set'> {
  const endorsement = toHex(old.sign(endorsedBytes(origin, old.publicKey, publicKey)));
  return { publicKey, replaces: old.publicKey, endorsement };
}

/** A head as this key signs it. */
export function signedHead(head: TreeHead, key: TestKey): string {
  return formatSignedCheckpoint({
    head,
    keyName: head.origin,
    keyId: keyIdOf(head.origin, key.publicKey),
    signature: key.sign(signedBytes(head)),
  });
}

/** A token over a checkpoint as an authority might have given it at this time; its bytes are not one. */
export function tokenFor(checkpointSeq: number, genTimeUtc: string, more = ''): ReceivedTimestamp {
  const bytes = (part: string) => new TextEncoder().encode(`${part} ${checkpointSeq} ${genTimeUtc} ${more}`);
  return {
    checkpointSeq,
    authority: { name: '测试机构', url: 'http://127.0.0.1:3180/' },
    token: {
      genTimeUtc,
      accuracyMs: 1000,
      serialHex: '1f',
      policy: '1.2.3.4.1',
      signerSha256: 'ab'.repeat(32),
      rootSha256: 'cd'.repeat(32),
      chainExpiresUtc: '2036-11-23T06:35:09.000Z',
    },
    requestBytes: bytes('request'),
    responseBytes: bytes('response'),
    chainPem: '-----BEGIN CERTIFICATE-----\n',
  };
}

const { clock } = captureProvenance();

/** A step of the clock by so many milliseconds, on this boot. */
export function stepOf(differenceMs: number, bootId = clock.bootId): EntryPayload<'clock-stepped'> {
  return { cause: 'stepped', before: { ...clock, bootId }, after: { ...clock, bootId }, differenceMs };
}

/** A comparison with one server; null when it did not answer. */
export function comparisonOf(offsetMs: number | null, bootId = clock.bootId): EntryPayload<'clock-compared'> {
  return {
    clock: { ...clock, bootId },
    servers: [
      offsetMs === null
        ? { outcome: 'failed', host: 'ntp.example', problem: 'timeout' }
        : {
            outcome: 'answered',
            host: 'ntp.example',
            offsetMs,
            delayMs: 20,
            stratum: 2,
            requestHex: '23',
            responseHex: '24',
          },
    ],
    offsetMs,
    uncertaintyMs: offsetMs === null ? null : 10,
  };
}
