import type { VerificationReport } from '../../contract/index.ts';
import { formatTreeHead, type TreeHead } from '../../ledger/index.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type BagMember, openArchive } from '../archive/open-archive.ts';
import type { ByteSource, VerificationPlatform } from '../ports.ts';
import { createReport, type ReportLines } from '../report.ts';
import { createSteps, VerificationCancelled } from '../steps.ts';
import { checkBag, type PackageQuestion } from './check-bag.ts';
import type { CheckedExhibit } from './trusted-time-part.ts';

/** A package as it was exported, or the folder that somebody unpacked it into: paths below the bag's folder. */
export type PackageSource =
  | { readonly kind: 'archive'; readonly bytes: ByteSource }
  | { readonly kind: 'folder'; readonly files: ReadonlyMap<string, ByteSource> };

export interface PackageCheckOptions {
  readonly platform: VerificationPlatform;
  /** SHA-256 fingerprints of the root certificates that time stamps are trusted by. */
  readonly trustedRoots?: ReadonlySet<string> | undefined;
  /** A head held elsewhere. */
  readonly heldHead?: TreeHead | undefined;
  /** Lines about a locker at hand; without it the report says that there was none. */
  readonly compareWithLocker?: PackageQuestion['compareWithLocker'];
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** `step`, then bytes (`package`) or recordings (`recordings`) done and in all. */
  readonly onProgress?: ((step: string, done: number, total: number) => void) | undefined;
}

export type PackageReport = VerificationReport & {
  readonly treeHead: string | null;
  readonly itemsChecked: number;
  readonly exhibits: readonly CheckedExhibit[];
};

/**
 * Verifies a package (docs/package.md): the archive byte for byte, the bag, the ledger's entries with their proofs, signed and
 * stamped heads, and that what it shows is what was sealed. Any change of any byte gives a `FAIL` with its own code. `NOT_RECOGNISED` (no archive at all),
 * `CANCELLED`; throws what the source throws.
 */
export async function checkPackage(
  source: PackageSource,
  options: PackageCheckOptions,
): Promise<Result<PackageReport, 'NOT_RECOGNISED' | 'CANCELLED'>> {
  const report = createReport();
  const { signal, onProgress } = options;
  const steps = createSteps(
    () => signal?.aborted === true,
    (step, done, total) => onProgress?.(step, done, total),
  );
  try {
    const members = await openMembers(source, report);
    if (members === undefined) {
      return fail('NOT_RECOGNISED', '这不是留痕的证据包（ZIP），也不是卷宗 PDF。请选择导出的文件。');
    }
    if (report.hasFailures) {
      report.notChecked({ code: 'CONTENTS', detail: '压缩包本身有问题，里面的内容没有检查。' });
      report.notChecked({ code: 'SIGNATURE', detail: '签名没有检查。' });
      report.notChecked({ code: 'TRUSTED_TIME', detail: '可信时间没有检查。' });
      return ok({ ...report.report(false), treeHead: null, itemsChecked: 0, exhibits: [] });
    }
    const trustedRoots = options.trustedRoots ?? new Set();
    const bag = await checkBag(members, report, { ...options, trustedRoots, steps });
    const { head, exhibits, isVerified } = bag;
    const treeHead = head === undefined ? null : formatTreeHead(head);
    return ok({ ...report.report(isVerified), treeHead, itemsChecked: exhibits.length, exhibits });
  } catch (thrown) {
    if (thrown instanceof VerificationCancelled) return fail('CANCELLED', '校验已取消。');
    throw thrown;
  }
}

async function openMembers(
  source: PackageSource,
  report: ReportLines,
): Promise<ReadonlyMap<string, BagMember> | undefined> {
  if (source.kind === 'folder') {
    const detail = '看的是解压后的文件夹，压缩包本身没有检查。';
    report.notChecked({ code: 'ARCHIVE', detail });
    return new Map(
      [...source.files].map(([path, content]) => [path, { path, crc32: undefined, content }] as const),
    );
  }
  const archive = await openArchive(source.bytes);
  if (archive === undefined) return undefined;
  report.check('ARCHIVE', '压缩包的结构与导出时一致', archive.findings);
  return archive.members;
}
