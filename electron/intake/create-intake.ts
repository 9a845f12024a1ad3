import { fail, ok, type Result } from '../../core/result.ts';
import { type ForkChild, siblingModule } from '../platform/index.ts';
import type { Inspection, Intake, IntakeError } from './intake.ts';
import { ProcessPool } from './process-pool.ts';
import { type IntakeAnswer, type Picture, REQUEST_TIMEOUT_MS } from './protocol.ts';

const messages: Readonly<Record<IntakeError, string>> = {
  INTAKE_UNSUPPORTED: '这种格式不能显示预览。原文件仍会原样保存。',
  INTAKE_TOO_LARGE: '图片太大（超过 1 亿像素或 256 MB），不能显示预览。原文件仍会原样保存。',
  INTAKE_DAMAGED: '文件不完整或打不开，不能显示预览。原文件仍会原样保存。',
  INTAKE_CRASHED:
    '查看这个文件的进程意外退出，没有影响已保存的证据。请再试一次；若总是如此，请把它作为附件保存。',
  INTAKE_TIMEOUT: '查看这个文件超过 30 秒，已停止。原文件仍会原样保存。',
};

export interface IntakeOptions {
  readonly fork: ForkChild;
  /** Most processes at a time; each takes one request at a time. */
  readonly processes?: number;
  readonly timeoutMs?: number;
  /** Time without requests after which a process is let go: decoders keep memory that nothing else gives back. */
  readonly idleMs?: number;
}

/**
 * {@link Intake} in processes of their own, started at the first call and let go when idle. A process that crashes, is
 * killed or takes too long fails only the request that it was busy with; the next request gets a new one.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { fork, processes = 2, timeoutMs = REQUEST_TIMEOUT_MS, idleMs = 20_000 } = options;
  const modulePath = siblingModule(import.meta.url, './process.ts', './intake-process.js');
  const pool = new ProcessPool({ start: () => fork(modulePath, 'intake'), processes, timeoutMs, idleMs });
  return {
    inspect: async (bytes) => inspectionOf(await pool.ask({ operation: 'inspect', bytes })),
    inspectFile: async (path) => inspectionOf(await pool.ask({ operation: 'inspectFile', path })),
    thumbnail: async (bytes, maxEdgePx) => {
      const picture = pictureOf(await pool.ask({ operation: 'thumbnail', bytes, maxEdgePx }));
      return picture.ok ? ok(picture.value.bytes) : picture;
    },
    printable: async (bytes, maxEdgePx) => {
      const picture = pictureOf(await pool.ask({ operation: 'printable', bytes, maxEdgePx }));
      if (!picture.ok) return picture;
      const { bytes: jpeg, widthPx, heightPx } = picture.value;
      return ok({ jpeg, widthPx, heightPx });
    },
    close: async () => pool.close(),
  };
}

function inspectionOf(answer: IntakeAnswer): Result<Inspection, IntakeError> {
  if (!answer.ok) return refused(answer.code, answer.reason);
  return 'inspection' in answer ? ok(answer.inspection) : refused('INTAKE_CRASHED', 'malformed answer');
}

function pictureOf(answer: IntakeAnswer): Result<Picture, IntakeError> {
  if (!answer.ok) return refused(answer.code, answer.reason);
  return 'picture' in answer ? ok(answer.picture) : refused('INTAKE_CRASHED', 'malformed answer');
}

function refused(code: IntakeError, reason: string) {
  return fail(code, messages[code], { reason });
}
