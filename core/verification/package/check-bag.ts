import { equalBytes, type TreeHead } from '../../ledger/index.ts';
import { packagePaths } from '../../manifest/index.ts';
import type { BagMember } from '../archive/open-archive.ts';
import type { VerificationPlatform } from '../ports.ts';
import { trustedTimes } from '../proofs/trusted-time.ts';
import type { Finding, ReportLines } from '../report.ts';
import type { Steps } from '../steps.ts';
import {
  findBagDamage,
  findManifestDamage,
  findTagManifestDamage,
  formatOf,
  type MeasuredBag,
} from './bag-findings.ts';
import { findDerivativeDamage, findTranscriptDamage } from './derived-part.ts';
import { type EvidenceFindings, findEvidenceDamage } from './evidence-findings.ts';
import { readLedgerPart } from './ledger-part.ts';
import { measureBag } from './measure.ts';
import { checkProofs } from './proof-stages.ts';
import { findRecordingDamage, type PackagedRecording } from './recording-part.ts';
import { type CheckedExhibit, checkTrustedTime, listExhibits } from './trusted-time-part.ts';

/** What a bag is checked with. */
export interface PackageQuestion {
  readonly platform: VerificationPlatform;
  readonly steps: Steps;
  /** SHA-256 fingerprints of root certificates. */
  readonly trustedRoots: ReadonlySet<string>;
  readonly heldHead?: TreeHead | undefined;
  readonly compareWithLocker?: ((report: ReportLines, head: TreeHead) => Promise<void>) | undefined;
}

export interface CheckedBag {
  readonly head: TreeHead | undefined;
  readonly exhibits: readonly CheckedExhibit[];
  /** Nothing is withheld; the verdict still needs that nothing failed. */
  readonly isVerified: boolean;
}

/** The stages of a check behind the archive's own, in their order: the first failing line is the primary code. */
export async function checkBag(
  members: ReadonlyMap<string, BagMember>,
  report: ReportLines,
  question: PackageQuestion,
): Promise<CheckedBag> {
  const bag = await measureBag(members, question.platform, question.steps);
  checkChecksums(members, bag, report);
  report.check('BAG', 'BagIt 声明与文件总数相符', findBagDamage(bag));
  report.check('TAG_MANIFEST', '说明文件与清单相符', findTagManifestDamage(bag));
  report.check('MANIFEST', `${countPayload(bag)} 个文件与清单里的 SHA-256 相符`, findManifestDamage(bag));
  const ledger = readLedgerPart(bag);
  report.check(
    'LEDGER_ENTRIES',
    `${ledger.entries.length} 条账本记录格式正确、前后相连`,
    ledger.entryFindings,
  );
  report.check('INCLUSION_PROOFS', '每条记录都在账本头所指的账本里', ledger.proofFindings);
  const format = formatOf(bag);
  const proof = await checkProofs(bag, format, ledger, report, question);
  const ownPaths = format === 1 ? [] : [packagePaths.verifyPage, ...listPaths, ...proof.paths];
  const evidence = findEvidenceDamage(bag, ledger.entries, ledger.treeHead, new Set(ownPaths));
  const exhibits = evidence.index?.exhibits ?? [];
  report.check('EVIDENCE_INDEX', '证据索引与账本记录一致', evidence.indexFindings);
  report.check(
    'ORIGINALS',
    `${exhibits.length} 件原始文件与固定时的 SHA-256 相符`,
    evidence.originalFindings,
  );
  await checkBesideOriginals(members, bag, evidence, report, question);
  report.check('DOSSIER', '卷宗 PDF 与索引所记一致', evidence.dossierFindings);
  const times = trustedTimes(proof.tokens);
  const isTimeProven = format !== 1 && checkTrustedTime(report, exhibits, evidence.items, times);
  await compareWithOthers(report, ledger.treeHead, question);
  if (format === 1) tellOldFormat(report);
  return {
    head: ledger.treeHead,
    exhibits: listExhibits(exhibits, times),
    isVerified: proof.isHeadProven && isTimeProven && exhibits.length > 0,
  };
}

const listPaths = [packagePaths.checkpointList, packagePaths.timestampList];

function tellOldFormat(report: ReportLines): void {
  report.notChecked({ code: 'SIGNATURE', detail: '这一版的证据包还没有签名。' });
  const detail = '这一版的证据包还没有第三方的时间证明；时间来自提交人的电脑。';
  report.notChecked({ code: 'TRUSTED_TIME', detail });
}

function checkChecksums(
  members: ReadonlyMap<string, BagMember>,
  bag: MeasuredBag,
  report: ReportLines,
): void {
  const stated = [...members.values()].filter((member) => member.crc32 !== undefined);
  if (stated.length === 0 && members.size > 0) {
    report.notChecked({ code: 'ARCHIVE_CHECKSUMS', detail: '解压后的文件夹里没有 CRC-32，没有检查。' });
    return;
  }
  const differing = stated.filter((member) => bag.files.get(member.path)?.crc32 !== member.crc32);
  const findings = differing.map(
    ({ path }): Finding => ({
      code: 'ARCHIVE_CHECKSUM_MISMATCH',
      subject: path,
      detail: '内容与压缩包里的校验和不符：文件被改过或已损坏。',
    }),
  );
  report.check('ARCHIVE_CHECKSUMS', '每个文件的 CRC-32 相符', findings);
}

function countPayload(bag: MeasuredBag): number {
  return [...bag.files.keys()].filter((file) => file.startsWith('data/')).length;
}

/** Journals, transcripts and derivatives: told only where the package has any. */
async function checkBesideOriginals(
  members: ReadonlyMap<string, BagMember>,
  bag: MeasuredBag,
  { index, items }: EvidenceFindings,
  report: ReportLines,
  { platform, steps }: PackageQuestion,
): Promise<void> {
  const exhibits = index?.exhibits ?? [];
  const recordings = exhibits.flatMap((exhibit): readonly PackagedRecording[] => {
    const sealed = items.get(exhibit.itemId)?.sealed;
    return sealed?.provenance.source === 'recording' ? [{ exhibit, sealed }] : [];
  });
  if (recordings.length > 0) {
    const advance = (done: number) => steps.advance('recordings', done, recordings.length);
    const found = await findRecordingDamage(members, bag, recordings, platform, advance);
    report.check('RECORDINGS', `${found.comparedCount} 段录屏与各自的流水逐段相符`, found.findings);
  }
  const transcripts = findTranscriptDamage(bag, exhibits, items);
  if (transcripts.count > 0) {
    report.check('TRANSCRIPTS', `${transcripts.count} 份文字稿与账本里登记的一致`, transcripts.findings);
  }
  const derivatives = findDerivativeDamage(exhibits, items);
  if (derivatives.count > 0) {
    report.check('DERIVATIVES', `${derivatives.count} 件截取的证据与原件相符`, derivatives.findings);
  }
  for (const finding of derivatives.originalsElsewhere) report.notChecked(finding);
}

async function compareWithOthers(
  report: ReportLines,
  head: TreeHead | undefined,
  { heldHead, compareWithLocker }: PackageQuestion,
): Promise<void> {
  if (head === undefined) return;
  if (heldHead !== undefined) compareWithHeldHead(report, head, heldHead);
  if (compareWithLocker !== undefined) await compareWithLocker(report, head);
  else report.notChecked({ code: 'LOCKER', detail: '没有给出证据库，没有与账本对照。' });
}

/** A head held elsewhere can be compared with a package only when both are of the same length. */
function compareWithHeldHead(report: ReportLines, head: TreeHead, heldHead: TreeHead): void {
  if (heldHead.origin !== head.origin || heldHead.size !== head.size) {
    const detail = '给出的账本头与证据包的账本头不是同一时刻的，只有整个证据库能同时与两者对照。';
    report.notChecked({ code: 'HELD_HEAD', detail });
    return;
  }
  const detail = '证据包的账本头与给出的不同：其中一份被改写过。';
  const isSame = equalBytes(heldHead.root, head.root);
  report.check('HELD_HEAD', '账本头与给出的一致', isSame ? [] : [{ code: 'LEDGER_HEAD_DIVERGES', detail }]);
}
