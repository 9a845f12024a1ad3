import { createReadStream } from 'node:fs';
import { equalBytes, formatTreeHead, type TreeHead } from '../../../core/ledger/index.ts';
import { packagePaths } from '../../../core/manifest/index.ts';
import { fail, ok } from '../../../core/result.ts';
import { type Measured, measure } from '../../platform/index.ts';
import { createReport, type ReportLines } from '../report.ts';
import type { LockerVerificationOptions, VerificationResult } from '../verification.ts';
import {
  findBagDamage,
  findManifestDamage,
  findTagManifestDamage,
  type MeasuredBag,
} from './bag-findings.ts';
import { findDerivativeDamage, findTranscriptDamage } from './derived-part.ts';
import { type EvidenceFindings, findEvidenceDamage } from './evidence-findings.ts';
import { fileFailure } from './failures.ts';
import { findHeadMisfits, readHeldByLocker } from './held-by-locker.ts';
import { readLedgerPart } from './ledger-part.ts';
import { type BagMember, memberStream, openArchive } from './open-archive.ts';
import { findRecordingDamage, type PackagedRecording } from './recording-part.ts';

export type PackageVerificationOptions = Omit<LockerVerificationOptions, 'directory'> & {
  /** A locker to compare the package with; what it cannot say is reported as not checked. */
  readonly lockerDirectory?: string | undefined;
};

/** Largest of the files that are read whole; originals and the dossier are only streamed. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * Verifies a package: the archive byte for byte, the bag, the ledger's entries with their proofs, and that what it shows is
 * what was sealed. Any change of any byte gives a `FAIL` with its own code. `NOT_FOUND`, `NOT_READABLE`,
 * `NOT_RECOGNISED` (no archive at all), `CANCELLED`. At best `integrity-only`: signature and trusted time come later.
 */
export async function verifyPackage(
  path: string,
  options: PackageVerificationOptions,
): Promise<VerificationResult> {
  try {
    const archive = await openArchive(path);
    if (archive === undefined) {
      return fail('NOT_RECOGNISED', '这不是留痕的证据包（ZIP），也不是卷宗 PDF。请选择导出的文件。');
    }
    const report = createReport();
    report.check('ARCHIVE', '压缩包的结构与导出时一致', archive.findings);
    if (archive.findings.length > 0) {
      sayWhatWasNotChecked(report, '压缩包本身有问题，里面的内容没有检查。');
      return finish(report, undefined, 0);
    }
    return await verifyBag(path, archive.members, report, options);
  } catch (error) {
    if (error instanceof Cancelled) return fail('CANCELLED', '校验已取消。');
    return fileFailure(error);
  }
}

class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

async function verifyBag(
  path: string,
  members: ReadonlyMap<string, BagMember>,
  report: ReportLines,
  options: PackageVerificationOptions,
): Promise<VerificationResult> {
  const bag = await measureBag(path, members, options);
  const checksums = [...members.values()].filter(
    (member) => bag.files.get(member.path)?.crc32 !== member.crc32,
  );
  report.check(
    'ARCHIVE_CHECKSUMS',
    '每个文件的 CRC-32 相符',
    checksums.map((member) => ({
      code: 'ARCHIVE_CHECKSUM_MISMATCH',
      subject: member.path,
      detail: '内容与压缩包里的校验和不符：文件被改过或已损坏。',
    })),
  );
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
  const evidence = findEvidenceDamage(bag, ledger.entries, ledger.treeHead);
  const count = evidence.index?.exhibits.length ?? 0;
  report.check('EVIDENCE_INDEX', '证据索引与账本记录一致', evidence.indexFindings);
  report.check('ORIGINALS', `${count} 件原始文件与固定时的 SHA-256 相符`, evidence.originalFindings);
  await checkBesideOriginals(path, members, bag, evidence, report, options);
  report.check('DOSSIER', '卷宗 PDF 与索引所记一致', evidence.dossierFindings);
  compareWithHeldHead(report, ledger.treeHead, options.heldHead);
  if (ledger.treeHead !== undefined) await compareWithLocker(path, report, ledger.treeHead, options);
  sayWhatWasNotChecked(report, undefined);
  return finish(report, ledger.treeHead, count);
}

/** Journals, transcripts and derivatives: told only where the package has any. */
async function checkBesideOriginals(
  path: string,
  members: ReadonlyMap<string, BagMember>,
  bag: MeasuredBag,
  { index, items }: EvidenceFindings,
  report: ReportLines,
  { signal, onProgress }: PackageVerificationOptions,
): Promise<void> {
  const exhibits = index?.exhibits ?? [];
  const recordings = exhibits.flatMap((exhibit): readonly PackagedRecording[] => {
    const sealed = items.get(exhibit.itemId)?.sealed;
    return sealed?.provenance.source === 'recording' ? [{ exhibit, sealed }] : [];
  });
  if (recordings.length > 0) {
    const advance = (done: number) => {
      if (signal?.aborted) throw new Cancelled();
      onProgress?.('recordings', done, recordings.length);
    };
    const { findings, comparedCount } = await findRecordingDamage(path, members, bag, recordings, advance);
    report.check('RECORDINGS', `${comparedCount} 段录屏与各自的流水逐段相符`, findings);
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

async function measureBag(
  path: string,
  members: ReadonlyMap<string, BagMember>,
  { signal, onProgress }: PackageVerificationOptions,
): Promise<MeasuredBag> {
  const files = new Map<string, Measured>();
  const texts = new Map<string, Uint8Array>();
  for (const member of members.values()) {
    if (signal?.aborted) throw new Cancelled();
    const isStreamed = member.path === packagePaths.dossier || member.path.startsWith(packagePaths.originals);
    if (isStreamed || member.sizeBytes > MAX_TEXT_BYTES) {
      files.set(member.path, await measure(memberStream(path, member)));
    } else {
      const parts: Uint8Array[] = [];
      for await (const chunk of memberStream(path, member)) parts.push(chunk);
      const bytes = new Uint8Array(Buffer.concat(parts));
      texts.set(member.path, bytes);
      files.set(member.path, await measure([bytes]));
    }
    onProgress?.('package', files.size, members.size);
  }
  return { files, texts };
}

function countPayload(bag: MeasuredBag): number {
  return [...bag.files.keys()].filter((file) => file.startsWith('data/')).length;
}

/** A head held elsewhere can be compared with a package only when both are of the same length. */
function compareWithHeldHead(
  report: ReportLines,
  head: TreeHead | undefined,
  heldHead: TreeHead | undefined,
): void {
  if (heldHead === undefined || head === undefined) return;
  if (heldHead.origin !== head.origin || heldHead.size !== head.size) {
    const detail = '给出的账本头与证据包的账本头不是同一时刻的，只有整个证据库能同时与两者对照。';
    report.notChecked({ code: 'HELD_HEAD', detail });
    return;
  }
  const detail = '证据包的账本头与给出的不同：其中一份被改写过。';
  const isSame = equalBytes(heldHead.root, head.root);
  report.check('HELD_HEAD', '账本头与给出的一致', isSame ? [] : [{ code: 'LEDGER_HEAD_DIVERGES', detail }]);
}

async function compareWithLocker(
  path: string,
  report: ReportLines,
  head: TreeHead,
  { lockerDirectory }: PackageVerificationOptions,
): Promise<void> {
  if (lockerDirectory === undefined) {
    report.notChecked({ code: 'LOCKER', detail: '没有给出证据库，没有与账本对照。' });
    return;
  }
  const held = readHeldByLocker(lockerDirectory);
  if (!held.ok || held.value.origin !== head.origin) {
    const detail = held.ok ? '证据包来自另一个证据库，没有与这一个对照。' : held.error.message;
    report.notChecked({ code: 'LOCKER', detail });
    return;
  }
  report.check('LOCKER', '证据库的账本包含证据包所记的账本头', findHeadMisfits(held.value, head));
  const { sha256 } = await measure(createReadStream(path));
  if (held.value.exports.some(({ packageSha256 }) => packageSha256 === sha256)) {
    report.check('EXPORT_RECORD', '账本里有导出这个证据包的记录', []);
  } else {
    const detail = '账本里没有导出这个证据包的记录：可能是从只读的证据库导出的。';
    report.notChecked({ code: 'EXPORT_RECORD', detail });
  }
}

function sayWhatWasNotChecked(report: ReportLines, contents: string | undefined): void {
  if (contents !== undefined) report.notChecked({ code: 'CONTENTS', detail: contents });
  report.notChecked({ code: 'SIGNATURE', detail: '这一版的证据包还没有签名。' });
  report.notChecked({
    code: 'TRUSTED_TIME',
    detail: '这一版的证据包还没有第三方的时间证明；时间来自提交人的电脑。',
  });
}

function finish(report: ReportLines, head: TreeHead | undefined, itemsChecked: number): VerificationResult {
  return ok({
    ...report.report(),
    treeHead: head === undefined ? null : formatTreeHead(head),
    itemsChecked,
  });
}
