import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packagePaths, parseManifest } from '../../../core/manifest/index.ts';
import { fail, ok } from '../../../core/result.ts';
import { createReport, openArchive, readWhole } from '../../../core/verification/index.ts';
import { measure } from '../../platform/index.ts';
import type { VerificationResult } from '../verification.ts';
import { fileFailure } from './failures.ts';
import { openFileSource } from './file-source.ts';
import { readHeldByLocker } from './held-by-locker.ts';
import { type PackageVerificationOptions, verifyPackage } from './verify-package.ts';

export type DossierVerificationOptions = PackageVerificationOptions & {
  /** The package that the dossier belongs to; without it the archives beside the dossier are tried. */
  readonly packagePath?: string | undefined;
};

/** Most archives beside a dossier that are opened to find its package. */
const MAX_CANDIDATES = 50;

/**
 * Verifies a dossier PDF by its SHA-256: it must be the dossier of a sound package (given, or beside it), or one whose
 * export the locker recorded. A PDF with anything changed or appended is `DOSSIER_UNKNOWN`. `NOT_RECOGNISED` when the
 * file is no PDF; other failures as {@link verifyPackage}.
 */
export async function verifyDossier(
  pdfPath: string,
  options: DossierVerificationOptions,
): Promise<VerificationResult> {
  try {
    if (!(await isPdf(pdfPath))) return fail('NOT_RECOGNISED', '这不是 PDF 文件。请选择导出的卷宗。');
    const { sha256 } = await measure(createReadStream(pdfPath));
    const packagePath = await findPackage(pdfPath, sha256, options.packagePath);
    const isInLedger = isRecorded(sha256, options.lockerDirectory);
    const packaged = packagePath === undefined ? undefined : await verifyPackage(packagePath, options);
    if (packaged !== undefined && !packaged.ok) return packaged;
    const isPackageSound = packaged !== undefined && packaged.value.verdict !== 'failed';
    if (packaged !== undefined && (isPackageSound || !isInLedger))
      return withMatch(packaged.value, packagePath ?? '');
    return reportWithoutPackage(sha256, isInLedger, packagePath);
  } catch (error) {
    return fileFailure(error);
  }
}

async function isPdf(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.subarray(0, bytesRead).includes('%PDF-');
  } finally {
    await file.close();
  }
}

async function findPackage(
  pdfPath: string,
  sha256: string,
  given: string | undefined,
): Promise<string | undefined> {
  const candidates = given === undefined ? await archivesBeside(pdfPath) : [given];
  for (const candidate of candidates) {
    if ((await dossierHashIn(candidate)) === sha256) return candidate;
  }
  return undefined;
}

async function archivesBeside(pdfPath: string): Promise<readonly string[]> {
  const folder = dirname(pdfPath);
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.zip')).sort();
  return names.slice(0, MAX_CANDIDATES).map((name) => join(folder, name));
}

/** What a package's manifest says of its dossier; a broken archive beside the dossier is simply not its package. */
async function dossierHashIn(archivePath: string): Promise<string | undefined> {
  const file = await openFileSource(archivePath);
  try {
    const archive = await openArchive(file);
    const member = archive?.members.get(packagePaths.manifest);
    if (member === undefined) return undefined;
    const manifest = parseManifest(Buffer.from(await readWhole(member.content)).toString('utf8'));
    if (!manifest.ok) return undefined;
    return manifest.value.find(({ path }) => path === packagePaths.dossier)?.sha256;
  } finally {
    await file.close();
  }
}

function isRecorded(sha256: string, lockerDirectory: string | undefined): boolean {
  if (lockerDirectory === undefined) return false;
  const held = readHeldByLocker(lockerDirectory);
  return held.ok && held.value.exports.some(({ dossierSha256 }) => dossierSha256 === sha256);
}

type Verified = Extract<VerificationResult, { readonly ok: true }>['value'];

function withMatch(packaged: Verified, packagePath: string): VerificationResult {
  const match = {
    code: 'DOSSIER_IN_PACKAGE',
    result: 'PASS' as const,
    subject: packagePath,
    detail: '卷宗与证据包里的卷宗是同一个文件',
  };
  return ok({ ...packaged, checks: [match, ...packaged.checks] });
}

function reportWithoutPackage(
  sha256: string,
  isInLedger: boolean,
  packagePath: string | undefined,
): VerificationResult {
  const report = createReport();
  const unknown = {
    code: 'DOSSIER_UNKNOWN',
    subject: sha256,
    detail:
      '没有证据包或账本认得这个 PDF：它被改动过（哪怕只附加了内容），或不是导出时的原文件。请把证据包放在同一个文件夹再试。',
  };
  report.check('DOSSIER_IN_LEDGER', '账本里有导出这个卷宗的记录', isInLedger ? [] : [unknown]);
  const beside = packagePath === undefined ? '没有找到它的证据包' : '旁边的证据包没有通过校验';
  report.notChecked({ code: 'PACKAGE', detail: `${beside}，原始文件没有检查。` });
  report.notChecked({ code: 'TRUSTED_TIME', detail: '可信时间由证据包里的时间戳证明，没有检查。' });
  return ok({ ...report.report(false), treeHead: null, itemsChecked: 0 });
}
