import type { TreeHead } from '../../../core/ledger/index.ts';
import { checkPackage, type ReportLines } from '../../../core/verification/index.ts';
import { measure } from '../../platform/index.ts';
import type { LockerVerificationOptions, VerificationResult } from '../verification.ts';
import { fileFailure } from './failures.ts';
import { type FileSource, nodePlatform, openFileSource } from './file-source.ts';
import { findHeadMisfits, readHeldByLocker } from './held-by-locker.ts';

export type PackageVerificationOptions = Omit<LockerVerificationOptions, 'directory'> & {
  /** A locker to compare the package with; what it cannot say is reported as not checked. */
  readonly lockerDirectory?: string | undefined;
};

/**
 * Verifies a package on the disk as `checkPackage` of core does, and compares it with a locker where one is given.
 * `NOT_FOUND`, `NOT_READABLE`, `NOT_RECOGNISED` (no archive at all), `CANCELLED`.
 */
export async function verifyPackage(
  path: string,
  options: PackageVerificationOptions,
): Promise<VerificationResult> {
  const { lockerDirectory, ...rest } = options;
  try {
    const archive = await openFileSource(path);
    try {
      const compareWithLocker =
        lockerDirectory === undefined
          ? undefined
          : (report: ReportLines, head: TreeHead) =>
              compareWithLockerAt(lockerDirectory, archive, report, head);
      return await checkPackage(
        { kind: 'archive', bytes: archive },
        { ...rest, platform: nodePlatform, compareWithLocker },
      );
    } finally {
      await archive.close();
    }
  } catch (error) {
    return fileFailure(error);
  }
}

async function compareWithLockerAt(
  directory: string,
  archive: FileSource,
  report: ReportLines,
  head: TreeHead,
): Promise<void> {
  const held = readHeldByLocker(directory);
  if (!held.ok || held.value.origin !== head.origin) {
    const detail = held.ok ? '证据包来自另一个证据库，没有与这一个对照。' : held.error.message;
    report.notChecked({ code: 'LOCKER', detail });
    return;
  }
  report.check('LOCKER', '证据库的账本包含证据包所记的账本头', findHeadMisfits(held.value, head));
  const { sha256 } = await measure(archive.read(0, archive.size));
  if (held.value.exports.some(({ packageSha256 }) => packageSha256 === sha256)) {
    report.check('EXPORT_RECORD', '账本里有导出这个证据包的记录', []);
  } else {
    const detail = '账本里没有导出这个证据包的记录：可能是从只读的证据库导出的。';
    report.notChecked({ code: 'EXPORT_RECORD', detail });
  }
}
