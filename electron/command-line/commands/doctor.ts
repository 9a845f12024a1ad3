import { existsSync } from 'node:fs';
import type { CheckResult } from '../../../core/contract/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Outcome } from '../output.ts';
import { type CommandContext, settleInterrupted } from './command-context.ts';

/** `doctor`: what this machine can and cannot do, with reasons; opening the locker also settles what a crash left. */
export async function doctor(context: CommandContext): Promise<Outcome> {
  const checks = [nodeVersion(), displayServer(), ...(await lockerChecks(context))];
  const isBroken = checks.some((check) => check.result === 'FAIL');
  return {
    json: { environment: context.environment, checks },
    text: checks.map(({ code, result, detail }) => `${result}  ${code}  ${detail ?? ''}`).join('\n'),
    exitCode: isBroken ? exitCodes.environment : exitCodes.done,
  };
}

function nodeVersion(): CheckResult {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return { code: 'NODE', result: major >= 22 ? 'PASS' : 'FAIL', detail: process.versions.node };
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

async function lockerChecks(context: CommandContext): Promise<readonly CheckResult[]> {
  if (!existsSync(context.lockerFolder)) {
    return [{ code: 'LOCKER', result: 'NOT_CHECKED', detail: `还没有证据库：${context.lockerFolder}` }];
  }
  const opened = await context.openLocker(false);
  if (!opened.ok) return [{ code: opened.error.code, result: 'FAIL', detail: opened.error.message }];
  try {
    await settleInterrupted(context, opened.value);
    const figures = await opened.value.figures();
    const detail = `${context.lockerFolder}：${figures.itemCount} 件证据，${figures.treeSize} 条账本`;
    const freeMib = Math.floor(figures.freeBytes / 1024 / 1024);
    return [
      { code: 'LOCKER', result: 'PASS', detail },
      { code: 'DISK', result: freeMib > 500 ? 'PASS' : 'FAIL', detail: `剩余 ${freeMib} MiB` },
    ];
  } finally {
    await opened.value.close();
  }
}
