import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { SignatureVerifier } from '../../core/timestamps/index.ts';
import { crc32, type VerificationPlatform } from '../../core/verification/index.ts';

/**
 * What a browser has for verification: hashes in plain JavaScript, because WebCrypto cannot take a file piece by piece, and
 * WebCrypto for the signatures of time stamps. Undefined where the browser gives a local page no WebCrypto: then nothing
 * must be said of signatures at all.
 */
export function browserPlatform(): VerificationPlatform | undefined {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return undefined;
  return {
    createSha256: () => {
      const hash = sha256.create();
      return {
        update: (bytes) => void hash.update(bytes),
        snapshotHex: () => bytesToHex(hash.clone().digest()),
        digestHex: () => bytesToHex(hash.digest()),
      };
    },
    crc32,
    subtle: subtle as unknown as SignatureVerifier,
  };
}
