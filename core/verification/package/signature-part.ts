import type { LedgerEntry, TreeHead } from '../../ledger/index.ts';
import { isPackageSignedBy, packagePaths, parsePackageSignature } from '../../manifest/index.ts';
import { findSignatureDamage, readSigningKeys, type SigningKeys } from '../proofs/signing-keys.ts';
import type { Finding } from '../report.ts';
import { type MeasuredBag, textOf } from './bag-findings.ts';
import type { PackagedCheckpoint } from './checkpoints-part.ts';

export interface SignaturePart {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Finding[];
  /** Checkpoints whose signature holds. */
  readonly signed: ReadonlySet<number>;
  /** Whether the manifest is signed by the newest key of the entries. */
  readonly isPackageSigned: boolean;
}

/** The chain of keys, each checkpoint's signature, and the signature over the manifest. */
export function checkSignatures(
  bag: MeasuredBag,
  entries: readonly LedgerEntry[],
  treeHead: TreeHead,
  checkpoints: readonly PackagedCheckpoint[],
): SignaturePart {
  const keys = readSigningKeys(entries, treeHead.origin);
  const findings: Finding[] = [...keys.findings];
  const signed = new Set<number>();
  for (const { size, path, signed: checkpoint } of checkpoints) {
    const below = keys.keys.filter(({ seq }) => seq < size);
    const damage = findSignatureDamage(checkpoint, below, path);
    if (damage === undefined) signed.add(size);
    else findings.push(damage);
  }
  const damage = findPackageSignatureDamage(bag, treeHead, keys, checkpoints.length > 0);
  if (damage !== undefined) findings.push(damage);
  const hasSignature = bag.texts.has(packagePaths.manifestSignature);
  return {
    findings,
    notChecked: keys.notEndorsed,
    signed,
    isPackageSigned: hasSignature && damage === undefined,
  };
}

function findPackageSignatureDamage(
  bag: MeasuredBag,
  { origin }: TreeHead,
  { keys }: SigningKeys,
  isNeeded: boolean,
): Finding | undefined {
  const subject = packagePaths.manifestSignature;
  const text = textOf(bag, subject);
  if (!bag.files.has(subject)) {
    const detail = '有签过名的检查点，却没有证据包自己的签名：签名被删掉了。';
    return isNeeded ? { code: 'PACKAGE_SIGNATURE_MISSING', subject, detail } : undefined;
  }
  const parsed = parsePackageSignature(text ?? '');
  const newest = keys.at(-1)?.publicKey;
  const holds =
    parsed.ok &&
    newest !== undefined &&
    parsed.value.origin === origin &&
    parsed.value.manifestSha256 === bag.files.get(packagePaths.manifest)?.sha256 &&
    isPackageSignedBy(parsed.value, newest);
  if (holds) return undefined;
  const detail = '证据包的签名不成立：清单被改过，或签名不是这个证据库的。';
  return { code: 'PACKAGE_SIGNATURE_INVALID', subject, detail };
}
