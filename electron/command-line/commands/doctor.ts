import { existsSync } from 'node:fs';
import type { CheckResult } from '../../../core/contract/index.ts';
import type { Locker } from '../../locker/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Outcome, visible } from '../output.ts';
import { type CommandContext, settleInterrupted } from './command-context.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const FREE_MIB_NEEDED = 500;

/**
 * `doctor`: what this machine can and cannot do and everything that is wrong with the locker, each with what to do. Opening
 * the locker settles what a crash left; evidence is never repaired here. Exit 1 when the evidence itself does not stand, 3
 * when the machine is in the way.
 */
export async function doctor(context: CommandContext): Promise<Outcome> {
  const machine = [nodeVersion(), displayServer(), lockerPlace(context.lockerFolder)];
  const locker = await lockerChecks(context);
  const checks = [...machine, ...locker.checks];
  const hasFailure = (some: readonly CheckResult[]) => some.some(({ result }) => result === 'FAIL');
  return {
    json: { environment: context.environment, checks },
    text: checks.map(describe).join('\n'),
    exitCode: hasFailure(locker.evidence)
      ? exitCodes.checkFailed
      : hasFailure(checks)
        ? exitCodes.environment
        : exitCodes.done,
  };
}

function describe({ code, result, subject, detail }: CheckResult): string {
  const name = { PASS: '正常', FAIL: '有问题', NOT_CHECKED: '请留意' }[result];
  return [name, code, subject, detail]
    .filter((part) => part !== undefined)
    .map(visible)
    .join('  ');
}

function nodeVersion(): CheckResult {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const version = process.versions.node;
  return major >= 22
    ? { code: 'NODE', result: 'PASS', detail: version }
    : {
        code: 'NODE',
        result: 'FAIL',
        detail: `Node ${version} 太旧。请用 npm run liuhen 运行，它自带合适的版本。`,
      };
}

function displayServer(): CheckResult {
  if (process.platform !== 'linux') return { code: 'DISPLAY', result: 'PASS', detail: process.platform };
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (DISPLAY) return { code: 'DISPLAY', result: 'PASS', detail: DISPLAY };
  return {
    code: 'DISPLAY',
    result: 'NOT_CHECKED',
    detail: WAYLAND_DISPLAY
      ? 'Wayland 下没有 X11：不能截屏，请用 X11 会话登录。'
      : '没有显示器：不能截屏，其他功能可用。',
  };
}

/** Programs that synchronise a folder lock, roll back and duplicate the files of an open database. */
const SYNCHRONISED =
  /(^|[/\\])(OneDrive|iCloud|Dropbox|Nutstore|坚果云|百度网盘同步|Google Drive)([^/\\]*)([/\\]|$)/i;

function lockerPlace(folder: string): CheckResult {
  const found = SYNCHRONISED.exec(folder)?.[2];
  if (found === undefined) return { code: 'LOCKER_PLACE', result: 'PASS', detail: folder };
  const detail = `证据库在“${found}”的同步文件夹里：同步软件可能锁住或换回旧的账本。请把它移到普通文件夹，再用 backup 备份到网盘。`;
  return { code: 'LOCKER_PLACE', result: 'NOT_CHECKED', detail };
}

interface LockerChecks {
  readonly checks: readonly CheckResult[];
  /** Those of the checks that say whether the evidence stands. */
  readonly evidence: readonly CheckResult[];
}

async function lockerChecks(context: CommandContext): Promise<LockerChecks> {
  if (!existsSync(context.lockerFolder)) {
    const detail = `还没有证据库：${context.lockerFolder}。第一次截图或导入时会建立。`;
    return { checks: [{ code: 'LOCKER', result: 'NOT_CHECKED', detail }], evidence: [] };
  }
  const opened = await context.openLocker(false);
  if (!opened.ok) {
    const refused: CheckResult = { code: opened.error.code, result: 'FAIL', detail: opened.error.message };
    const evidence = await evidenceChecks(context);
    return { checks: [refused, ...evidence], evidence };
  }
  try {
    await settleInterrupted(context, opened.value);
    const own = [
      ...(await stateChecks(context, opened.value)),
      await keyCheck(opened.value),
      ...(await timeChecks(context, opened.value)),
      await backupCheck(context, opened.value),
    ];
    const evidence = await evidenceChecks(context);
    return { checks: [...own, ...evidence], evidence };
  } finally {
    await opened.value.close();
  }
}

async function stateChecks(context: CommandContext, locker: Locker): Promise<readonly CheckResult[]> {
  const figures = await locker.figures();
  const freeMib = Math.floor(figures.freeBytes / 1024 / 1024);
  const summary = `${context.lockerFolder}：${figures.itemCount} 件证据，${figures.treeSize} 条账本`;
  const { writeProblem } = locker;
  return [
    { code: 'LOCKER', result: 'PASS', detail: summary },
    writeProblem === null
      ? { code: 'WRITABLE', result: 'PASS', detail: '可以写入。' }
      : { code: writeProblem.code, result: 'FAIL', detail: writeProblem.message },
    freeMib > FREE_MIB_NEEDED
      ? { code: 'DISK', result: 'PASS', detail: `剩余 ${freeMib} MiB` }
      : {
          code: 'DISK',
          result: 'FAIL',
          detail: `只剩 ${freeMib} MiB，录屏和截图会因空间不足而停下。请清理磁盘，或换到更大的磁盘。`,
        },
  ];
}

async function keyCheck(locker: Locker): Promise<CheckResult> {
  const key = await locker.signingKey();
  if (key === null) {
    const detail = '还没有签名密钥：第一次做检查点（timestamp 或导出）时会生成。';
    return { code: 'SIGNING_KEY', result: 'NOT_CHECKED', detail };
  }
  if (key.isEndorsed) {
    return { code: 'SIGNING_KEY', result: 'PASS', detail: `自 ${key.atUtc} 起使用同一把密钥。` };
  }
  const detail = `${key.atUtc} 换过一把没有旧密钥担保的新密钥（旧的不在这台电脑上）。如果不是恢复备份或换电脑造成的，请查明原因。`;
  return { code: 'SIGNING_KEY', result: 'NOT_CHECKED', detail };
}

async function timeChecks({ clock }: CommandContext, locker: Locker): Promise<readonly CheckResult[]> {
  const figures = await locker.stampingFigures();
  const behindMs = Date.parse(await locker.lastEntryAtUtc()) - clock.now();
  const newest = figures.newestTimestamp;
  return [
    behindMs > 2000
      ? {
          code: 'CLOCK',
          result: 'FAIL',
          detail: `系统时间比账本最后一条还早 ${Math.round(behindMs / 1000)} 秒。请先把系统时间对准，再取证。`,
        }
      : { code: 'CLOCK', result: 'PASS', detail: '系统时间不早于账本最后一条。' },
    figures.unstampedItemCount === 0
      ? {
          code: 'TRUSTED_TIME',
          result: 'PASS',
          detail: newest === null ? '还没有证据。' : `最近一次可信时间：${newest.token.genTimeUtc}`,
        }
      : {
          code: 'TRUSTED_TIME',
          result: 'NOT_CHECKED',
          detail: `${figures.unstampedItemCount} 件证据还没有可信时间（最早一件 ${figures.oldestUnstampedAtUtc ?? ''}）。联网后运行 timestamp，或在设置里打开可信时间。`,
        },
  ];
}

async function backupCheck({ clock }: CommandContext, locker: Locker): Promise<CheckResult> {
  const last = await locker.lastBackup();
  const { itemCount } = await locker.figures();
  if (last === null) {
    return itemCount === 0
      ? { code: 'BACKUP', result: 'PASS', detail: '还没有证据要备份。' }
      : {
          code: 'BACKUP',
          result: 'NOT_CHECKED',
          detail: '从来没有备份过。硬盘一坏就全没了：请运行 backup，备到另一块硬盘、U 盘或网盘。',
        };
  }
  const days = Math.floor((clock.now() - Date.parse(last.atUtc)) / DAY_MS);
  const detail = `上次备份：${last.atUtc}，之后又有 ${last.entriesSince} 条账本。`;
  return days > 30 && last.entriesSince > 0
    ? { code: 'BACKUP', result: 'NOT_CHECKED', detail: `${detail}已经 ${days} 天，请再备份一次。` }
    : { code: 'BACKUP', result: 'PASS', detail };
}

/** The quick check: everything but the bytes of the objects; each finding names what is damaged and stays untouched. */
async function evidenceChecks({ verification, lockerFolder, signal }: CommandContext) {
  const verified = await verification.locker({ directory: lockerFolder, extent: 'quick', signal });
  if (!verified.ok) {
    return [{ code: verified.error.code, result: 'FAIL' as const, detail: verified.error.message }];
  }
  const failures = verified.value.checks.filter(({ result }) => result === 'FAIL');
  const advice =
    '请不要改动证据库的文件夹，先整个复制一份，再运行 verify；有备份时可用 restore 恢复到新文件夹。';
  if (failures.length > 0) {
    return failures.map((check) => ({ ...check, detail: `${check.detail ?? ''}${advice}` }));
  }
  const detail = '账本、数据库和全部原件的大小都对得上（没有逐字节核对，那要用 verify）。';
  return [{ code: 'EVIDENCE', result: 'PASS' as const, detail }];
}
