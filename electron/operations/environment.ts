import { invariant } from '../../core/assert.ts';
import type { EnvironmentReportView, Handlers } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { EnvironmentChecker } from '../environment/index.ts';
import type { OperationDeps } from './ports.ts';

/** 清洁性检查: a job whose result is the sealed report. */
export function environmentHandlers(deps: OperationDeps): Handlers['environment'] {
  const { locker, jobs, announce } = deps;
  return {
    check: ({ orderId, domain }) => {
      if (!locker.ok) return locker;
      const checker = checkerOf(deps);
      const read = checker.readDomain(domain);
      if (!read.ok) return read;
      if (jobs.isRunning('environment-check')) {
        return fail('JOB_RUNNING', '正在检查环境，请等它完成，或先取消。');
      }
      const { jobId } = jobs.start('environment-check', async ({ signal, progress }) => {
        const onDone = (done: number, total: number) => progress('', done, total);
        const checked = await checker.check({ domain, orderId, assignedBy: 'user' }, { signal, onDone });
        if (!checked.ok) return checked;
        announce('itemSealed', { item: checked.value });
        return ok(viewOf(checked.value));
      });
      return ok({ jobId });
    },
    getReport: ({ jobId }) => {
      const found = jobs.resultOf('environment-check', jobId);
      return found.ok ? ok(found.value as EnvironmentReportView) : found;
    },
  };
}

function checkerOf({ environmentChecker }: OperationDeps): EnvironmentChecker {
  invariant(environmentChecker !== undefined, 'whoever has a locker can check the environment');
  return environmentChecker;
}

function viewOf({ id, capturedAtUtc, provenance }: Item): EnvironmentReportView {
  invariant(provenance.source === 'environment-check', 'the checker seals reports');
  return { itemId: id, atUtc: capturedAtUtc, facts: provenance.check };
}
