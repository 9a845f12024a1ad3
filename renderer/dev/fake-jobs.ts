import type { JobProgress } from '../../core/contract/index.ts';
import { fakeId } from './fake-evidence.ts';
import type { FakeWorld } from './fake-main.ts';

/** Runs jobs that only take time. */
export interface FakeJobs {
  start(job: JobProgress['job'], steps: readonly string[], onDone: () => void): string;
  cancel(jobId: string): void;
}

const STEP_MS = 60;

/** Jobs that announce a step every 60 ms and can be cancelled. */
export function createFakeJobs(world: FakeWorld): FakeJobs {
  let started = 0;
  const cancelled = new Set<string>();
  return {
    start: (job, steps, onDone) => {
      started += 1;
      const jobId = fakeId('j', started);
      let done = 0;
      const announce = (state: JobProgress['state']) =>
        world.emit('jobProgressed', {
          jobId,
          job,
          step: steps[done] ?? '',
          done,
          total: steps.length,
          state,
        });
      const timer = setInterval(() => {
        if (cancelled.has(jobId)) {
          clearInterval(timer);
          announce('cancelled');
        } else if (done < steps.length) {
          announce('running');
          done += 1;
        } else {
          clearInterval(timer);
          onDone();
          announce('done');
        }
      }, STEP_MS);
      return jobId;
    },
    cancel: (jobId) => cancelled.add(jobId),
  };
}
