import type { PackageFormat } from '../../manifest/index.ts';
import type { TrustedToken } from '../proofs/trusted-time.ts';
import type { ReportLines } from '../report.ts';
import type { MeasuredBag } from './bag-findings.ts';
import type { PackageQuestion } from './check-bag.ts';
import { type CheckpointsPart, readCheckpoints } from './checkpoints-part.ts';
import type { LedgerPart } from './ledger-part.ts';
import { checkSignatures } from './signature-part.ts';
import { checkTimestamps } from './timestamps-part.ts';

/** What stands behind a package beside its hashes. */
export interface PackageProof {
  readonly tokens: readonly TrustedToken[];
  /** The head is signed and stamped by somebody trusted, and the whole package is signed. */
  readonly isHeadProven: boolean;
  /** Files that the proofs name. */
  readonly paths: readonly string[];
}

/** Checkpoints, signatures, time stamps: the stages between inclusion proofs and evidence. None in format 1. */
export async function checkProofs(
  bag: MeasuredBag,
  format: PackageFormat | undefined,
  ledger: LedgerPart,
  report: ReportLines,
  question: PackageQuestion,
): Promise<PackageProof> {
  if (format === 1) return { tokens: [], isHeadProven: false, paths: [] };
  const { treeHead, entries } = ledger;
  const list = readCheckpoints(bag, treeHead);
  if (treeHead === undefined) {
    report.notChecked({ code: 'CHECKPOINTS', detail: '账本头读不出来，检查点没有检查。' });
  } else if (list.findings.length > 0 || list.checkpoints.length > 0) {
    report.check('CHECKPOINTS', `${list.checkpoints.length} 个检查点都是这本账的先后时刻`, list.findings);
  }
  const signatures =
    treeHead === undefined ? undefined : checkSignatures(bag, entries, treeHead, list.checkpoints);
  if (signatures !== undefined) tellSignatures(report, signatures, list);
  const stamps = await checkStamps(bag, list, report, question);
  const signedTokens = stamps.trusted.filter(({ size }) => signatures?.signed.has(size) === true);
  return {
    tokens: signedTokens,
    isHeadProven:
      signatures?.isPackageSigned === true && signedTokens.some(({ size }) => size === treeHead?.size),
    paths: [...list.paths, ...stamps.paths],
  };
}

function tellSignatures(
  report: ReportLines,
  { findings, notChecked, isPackageSigned, signed }: ReturnType<typeof checkSignatures>,
  { checkpoints }: CheckpointsPart,
): void {
  if (findings.length > 0 || isPackageSigned || checkpoints.length > 0) {
    const what = isPackageSigned ? '证据包的签名成立，' : '';
    report.check('SIGNATURE', `${what}${signed.size} 个检查点的签名成立`, findings);
  }
  for (const finding of notChecked) report.notChecked(finding);
  if (checkpoints.length === 0) {
    report.notChecked({ code: 'SIGNATURE', detail: '证据包里没有签过名的检查点，账本头的签名没有检查。' });
  }
}

async function checkStamps(
  bag: MeasuredBag,
  list: CheckpointsPart,
  report: ReportLines,
  { trustedRoots, platform }: PackageQuestion,
): ReturnType<typeof checkTimestamps> {
  const sizes = new Set(list.paths.map((path) => Number(/(\d+)\.txt$/.exec(path)?.[1])));
  const stamps = await checkTimestamps(bag, list.checkpoints, sizes, trustedRoots, platform);
  const { findings, trusted, notChecked, count } = stamps;
  if (findings.length > 0 || trusted.length > 0) {
    report.check('TIMESTAMPS', `${trusted.length} 个可信时间戳成立`, findings);
  }
  for (const finding of notChecked) report.notChecked(finding);
  if (count === 0 && findings.length === 0) {
    report.notChecked({ code: 'TIMESTAMPS', detail: '证据包里没有时间戳；时间来自提交人的电脑。' });
  }
  return stamps;
}
