import { readFileSync } from 'node:fs';
import type { Sha256Hex } from '../../../../core/hex.ts';
import { fingerprint, parsePem } from '../../../../core/timestamps/index.ts';

/** A stamp that was really made; samples/README.md */
export interface Sample {
  readonly digest: Sha256Hex;
  readonly requestBytes: Uint8Array;
  readonly responseBytes: Uint8Array;
  readonly chainPem: string;
  /** DER, signer first. */
  readonly chain: readonly Uint8Array[];
  readonly trustedRoots: ReadonlySet<Sha256Hex>;
  readonly subtle: SubtleCrypto;
}

export function sample(key: 'rsa' | 'ec-p256'): Sample {
  const read = (ending: string) => readFileSync(new URL(`./samples/${key}.${ending}`, import.meta.url));
  const chainPem = read('chain.pem').toString();
  const chain = parsePem(chainPem) ?? [];
  return {
    digest: '5a'.repeat(32),
    requestBytes: new Uint8Array(read('tsq')),
    responseBytes: new Uint8Array(read('tsr')),
    chainPem,
    chain,
    trustedRoots: new Set(chain.slice(-1).map(fingerprint)),
    subtle: crypto.subtle,
  };
}
