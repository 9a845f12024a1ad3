import type { Sha256Hex } from '../../core/hex.ts';
import { formatPackageSignature, packageSignedBytes } from '../../core/manifest/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Signing, SigningError } from './signing.ts';

/** Signs manifests of packages with the locker's key: the text of `manifest-signature.txt`. */
export function createManifestSigner(
  signing: Pick<Signing, 'ensureKey'>,
): (manifestSha256: Sha256Hex) => Promise<Result<string, SigningError>> {
  return async (manifestSha256) => {
    const signer = await signing.ensureKey();
    if (!signer.ok) return signer;
    const { keyName: origin, keyId, sign } = signer.value;
    const signature = sign(packageSignedBytes(origin, manifestSha256));
    return ok(formatPackageSignature({ origin, manifestSha256, keyId, signature }));
  };
}
