import { existsSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CheckResult, Verdict } from '../../../core/contract/index.ts';
import { SHA256_HEX } from '../../../core/hex.ts';
import { parseTreeHead, type TreeHead } from '../../../core/ledger/index.ts';
import { type Failure, fail, ok, type Result } from '../../../core/result.ts';
import { readRootCertificate } from '../../timestamps/index.ts';
import type { VerificationResult } from '../../verification/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { failed, type Outcome, visible } from '../output.ts';
import { type CommandContext, textOption } from './command-context.ts';

const verdictNames: Readonly<Record<Verdict, string>> = {
  verified: '已验证',
  'integrity-only': '仅完整性（内容自固定后未变；签名或可信时间不齐）',
  failed: '不通过',
};

/**
 * `verify [LOCKER|PACKAGE.zip|DOSSIER.pdf] [--tsa-root FILE|SHA256]`: what the target is, is decided by looking at it. A line a check; exit 0 when
 * none failed, 1 when one did. A package or dossier is also compared with the locker when `--locker` names one.
 */
export async function verify(context: CommandContext): Promise<Outcome> {
  const verified = await verifyTarget(context);
  if (!verified.ok) return refusalOf(verified.error);
  const { verdict, checks, ...rest } = verified.value;
  return {
    json: { verdict, checks, ...rest },
    text: [...checks.map(describeCheck), `结论：${verdictNames[verdict]}`].join('\n'),
    exitCode: verdict === 'failed' ? exitCodes.checkFailed : exitCodes.done,
  };
}

/** What is no evidence of ours does not stand: a verdict like any other. Whatever else stopped the check is an error. */
function refusalOf(error: Failure<string>): Outcome {
  if (error.code !== 'NOT_RECOGNISED') return failed(error);
  const check: CheckResult = { code: error.code, result: 'FAIL', detail: error.message };
  return failed(error, { verdict: 'failed', checks: [check] });
}

type RootFailure = Failure<'NOT_FOUND' | 'ROOT_CERTIFICATE_INVALID'>;

async function verifyTarget(
  context: CommandContext,
): Promise<VerificationResult | { readonly ok: false; readonly error: RootFailure }> {
  const target = resolve(context.commandLine.operands[0] ?? context.lockerFolder);
  const found = await kindOf(target);
  if (!found.ok) return found;
  const heldHead = await heldHeadOption(context);
  if (!heldHead.ok) return heldHead;
  const roots = await rootOption(context);
  if (!roots.ok) return roots;
  const common = {
    trustedRoots: roots.value,
    signal: context.signal,
    onProgress: context.progress,
    heldHead: heldHead.value,
  };
  const isLockerNamed = context.commandLine.locker !== undefined;
  const namedLocker = isLockerNamed ? context.lockerFolder : undefined;
  switch (found.value) {
    case 'locker':
      return context.verification.locker({ directory: target, ...common });
    case 'dossier':
      return context.verification.dossier(target, {
        packagePath: textOption(context, 'package'),
        // A dossier says nothing of where it came from: the usual locker is asked even if it was not named.
        lockerDirectory: namedLocker ?? (existsSync(context.lockerFolder) ? context.lockerFolder : undefined),
        ...common,
      });
    case 'package':
      return context.verification.package(target, { lockerDirectory: namedLocker, ...common });
  }
}

async function kindOf(
  target: string,
): Promise<Result<'locker' | 'dossier' | 'package', 'NOT_FOUND' | 'NOT_READABLE'>> {
  try {
    if ((await stat(target)).isDirectory()) return ok('locker');
    const file = await open(target, 'r');
    try {
      const { buffer } = await file.read(new Uint8Array(5), 0, 5, 0);
      return ok(new TextDecoder('latin1').decode(buffer) === '%PDF-' ? 'dossier' : 'package');
    } finally {
      await file.close();
    }
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'ENOENT'
      ? fail('NOT_FOUND', '找不到要校验的文件或文件夹，请核对路径。')
      : fail('NOT_READABLE', '读不了要校验的文件，请检查权限。');
  }
}

/** `--head FILE`: a tree head held elsewhere, such as `data/ledger/tree-head.txt` of an older package. */
async function heldHeadOption(
  context: CommandContext,
): Promise<Result<TreeHead | undefined, 'NOT_FOUND' | 'NOT_RECOGNISED'>> {
  const path = textOption(context, 'head');
  if (path === undefined) return ok(undefined);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return fail('NOT_FOUND', '找不到 --head 给出的账本头文件。');
  const head = parseTreeHead(text);
  return head.ok ? head : fail('NOT_RECOGNISED', head.error.message);
}

/** `--tsa-root FILE|SHA256`: one more root certificate that time stamps are trusted by, for this check alone. */
async function rootOption(
  context: CommandContext,
): Promise<Result<ReadonlySet<string> | undefined, 'NOT_FOUND' | 'ROOT_CERTIFICATE_INVALID'>> {
  const given = textOption(context, 'tsa-root');
  if (given === undefined) return ok(undefined);
  const sha256 = given.replace(/[\s:]/g, '').toLowerCase();
  if (SHA256_HEX.test(sha256)) return ok(new Set([sha256]));
  const bytes = await readFile(given).catch(() => undefined);
  if (bytes === undefined) return fail('NOT_FOUND', '找不到 --tsa-root 给出的根证书文件。');
  const root = readRootCertificate(bytes);
  return root.ok ? ok(new Set([root.value.sha256])) : root;
}

function describeCheck(check: CheckResult): string {
  const result = { PASS: '通过', FAIL: '不通过', NOT_CHECKED: '未检查' }[check.result];
  return [result, check.code, check.subject, check.detail]
    .filter((part) => part !== undefined)
    .map((part) => visible(part))
    .join('  ');
}
