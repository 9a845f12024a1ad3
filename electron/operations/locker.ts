import type { Handlers, VerificationReport } from '../../core/contract/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { JobContext } from '../jobs/index.ts';
import type { Locker } from '../locker/index.ts';
import type { VerificationError } from '../verification/index.ts';
import type { OperationDeps } from './ports.ts';

/** The locker as a whole: how it is, and checking it. */
export function lockerHandlers(deps: OperationDeps): Handlers['locker'] {
  const { locker, jobs, dialogs } = deps;
  return {
    getStatus: async () => {
      if (!locker.ok) return locker;
      const { directory, lockerId } = locker.value;
      return ok({ directory, lockerId, ...(await locker.value.figures()) });
    },
    verify: () => {
      if (!locker.ok) return locker;
      if (jobs.isRunning('verify')) return fail('JOB_RUNNING', '正在校验，请等它完成，或先取消。');
      return ok({
        jobId: jobs.start('verify', (context) => verifyAndRecord(deps, locker.value, context)).jobId,
      });
    },
    getReport: ({ jobId }) => {
      const found = jobs.resultOf('verify', jobId);
      return found.ok ? ok(found.value as VerificationReport) : found;
    },
    reveal: async () =>
      locker.ok
        ? await dialogs.openFolder(locker.value.directory)
        : fail('REVEAL_FAILED', '证据库没有打开，无法显示它的文件夹。'),
    getSelfChecks: async () => {
      if (!locker.ok) return locker;
      return ok({ checks: [...((await deps.selfCheck?.list()) ?? [])] });
    },
  };
}

async function verifyAndRecord(
  deps: OperationDeps,
  locker: Locker,
  { signal, progress }: JobContext,
): Promise<Result<VerificationReport, VerificationError>> {
  const verified = await deps.verify({ directory: locker.directory, signal, onProgress: progress });
  if (!verified.ok) return verified;
  const { verdict, checks, treeHead, itemsChecked } = verified.value;
  const failedChecks = checks.filter((check) => check.result === 'FAIL').length;
  if (treeHead !== null) {
    // A damaged or read-only locker may refuse the entry: the report says what was found all the same.
    await locker.recordVerification({ treeHead, verdict, failedChecks, itemsChecked });
  }
  return ok({ verdict, checks });
}
