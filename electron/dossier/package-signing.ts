import type { Sha256Hex } from '../../core/hex.ts';
import { isPackageSignedBy, parsePackageSignature } from '../../core/manifest/index.ts';
import type { Result } from '../../core/result.ts';
import type { OrderLedger } from '../locker/index.ts';
import { keysOf } from './ledger-proofs.ts';

/** The text of `manifest-signature.txt` for a manifest, by the locker's newest key; fails where no key is at hand. */
export type SignManifest = (manifestSha256: Sha256Hex) => Promise<Result<string, string>>;

/** Signed to learn whether signing works: no manifest has this hash, so the signature fits nothing. */
const NO_MANIFEST: Sha256Hex = '0'.repeat(64);

/**
 * Whether packages of this ledger can be signed so that a stranger can check it: the key is at hand, and it is one that
 * the package's own entries name. Asked before the dossier is typeset, which has to say so.
 */
export async function canSign(ledger: OrderLedger, sign: SignManifest | undefined): Promise<boolean> {
  return sign !== undefined && (await signatureOf(ledger, sign, NO_MANIFEST)) !== undefined;
}

/** The signature's text; undefined when it was refused or is not one that the package's entries let anybody check. */
export async function signatureOf(
  ledger: OrderLedger,
  sign: SignManifest,
  manifestSha256: Sha256Hex,
): Promise<string | undefined> {
  const note = await sign(manifestSha256);
  if (!note.ok) return undefined;
  const read = parsePackageSignature(note.value);
  if (!read.ok) return undefined;
  const { origin, manifestSha256: signed } = read.value;
  if (origin !== ledger.treeHead.origin || signed !== manifestSha256) return undefined;
  const isKnown = keysOf(ledger).some(({ publicKey }) => isPackageSignedBy(read.value, publicKey));
  return isKnown ? note.value : undefined;
}
