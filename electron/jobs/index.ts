/**
 * Long work that goes on while the window stays usable: verifying, exporting, importing.
 *
 * Promise: every job ends in exactly one of done, failed, cancelled, and says so; its result stays until the app ends (the
 * newest 100). Cancelling asks, the work decides how soon it can stop. Knows nothing of what a job does.
 */
import type { JobProgress } from '../../core/contract/index.ts';
import { type Failure, fail, ok, type Result } from '../../core/result.ts';
import { randomId } from '../platform/index.ts';

const KEPT_JOBS = 100;
/** Windows are told at most this often how far a job is; its end is always told. */
const ANNOUNCE_EVERY_MS = 100;

/** What a job is given: when to stop, and where to say how far it is. */
export interface JobContext {
  readonly jobId: string;
  readonly signal: AbortSignal;
  progress(step: string, done: number, total: number): void;
}

/** One kind of job with the type of its result. */
export interface Jobs {
  /** Starts work at once and answers with the job's id; progress goes to the announcer. */
  start<Value, Code extends string>(
    job: JobProgress['job'],
    work: (context: JobContext) => Promise<Result<Value, Code>>,
  ): StartedJob<Value, Code>;
  /** Asks a running job to stop; an ended one is left as it is. `JOB_UNKNOWN`. */
  cancel(jobId: string): Result<undefined, 'JOB_UNKNOWN'>;
  /** What a job gave. `JOB_UNKNOWN` also for jobs of another kind and for jobs that failed. */
  resultOf(job: JobProgress['job'], jobId: string): Result<unknown, 'JOB_UNKNOWN' | 'JOB_RUNNING'>;
  isRunning(job: JobProgress['job']): boolean;
  /** Cancels everything and resolves when the last job has ended. */
  close(): Promise<void>;
}

/** A job on its way, for callers that wait for it. */
export interface StartedJob<Value, Code extends string> {
  readonly jobId: string;
  readonly ended: Promise<Result<Value, Code | 'UNEXPECTED'>>;
}

interface Entry {
  readonly job: JobProgress['job'];
  readonly controller: AbortController;
  latest: JobProgress;
  result: unknown;
  ended: Promise<unknown>;
}

/** A {@link Jobs} that announces through `announce`; `log` gets a line without content when work throws. */
export function createJobs(deps: {
  readonly announce: (progress: JobProgress) => void;
  readonly log: (line: string) => void;
  /** Milliseconds of a clock that is never set back. */
  readonly monotonicMs: () => number;
}): Jobs {
  const entries = new Map<string, Entry>();
  return {
    start: (job, work) => start(entries, deps, job, work),
    cancel: (jobId) => {
      const entry = entries.get(jobId);
      if (entry === undefined) return unknownJob();
      entry.controller.abort();
      return ok(undefined);
    },
    resultOf: (job, jobId) => {
      const entry = entries.get(jobId);
      if (entry === undefined || entry.job !== job) return unknownJob();
      if (entry.latest.state === 'running') return fail('JOB_RUNNING', '还在进行中，请等它完成。');
      return entry.result === undefined ? unknownJob() : ok(entry.result);
    },
    isRunning: (job) =>
      [...entries.values()].some((entry) => entry.job === job && entry.latest.state === 'running'),
    close: async () => {
      for (const entry of entries.values()) entry.controller.abort();
      await Promise.all([...entries.values()].map((entry) => entry.ended));
    },
  };
}

type JobDeps = Parameters<typeof createJobs>[0];

function start<Value, Code extends string>(
  entries: Map<string, Entry>,
  deps: JobDeps,
  job: JobProgress['job'],
  work: (context: JobContext) => Promise<Result<Value, Code>>,
): StartedJob<Value, Code> {
  const jobId = `j-${randomId()}`;
  const controller = new AbortController();
  const latest: JobProgress = { jobId, job, step: '', done: 0, total: 0, state: 'running' };
  const entry: Entry = { job, controller, latest, result: undefined, ended: Promise.resolve() };
  entries.set(jobId, entry);
  forgetOldest(entries);
  let announcedAtMs = Number.NEGATIVE_INFINITY;
  const report = (change: Partial<JobProgress>) => {
    entry.latest = { ...entry.latest, ...change };
    const nowMs = deps.monotonicMs();
    if (entry.latest.state === 'running' && nowMs - announcedAtMs < ANNOUNCE_EVERY_MS) return;
    announcedAtMs = nowMs;
    deps.announce(entry.latest);
  };
  const progress: JobContext['progress'] = (step, done, total) => {
    // A child process may still report while its answer is already here.
    if (entry.latest.state === 'running') report({ step, done, total });
  };
  const ended = run(work, { jobId, signal: controller.signal, progress }, deps).then((result) => {
    if (result.ok) entry.result = result.value;
    report(endOf(result, controller.signal));
    return result;
  });
  entry.ended = ended;
  return { jobId, ended };
}

async function run<Value, Code extends string>(
  work: (context: JobContext) => Promise<Result<Value, Code>>,
  context: JobContext,
  deps: JobDeps,
): Promise<Result<Value, Code | 'UNEXPECTED'>> {
  try {
    return await work(context);
  } catch (error) {
    // The message may quote evidence (P32): only where it happened is logged.
    deps.log(
      `job threw ${error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim()}` : ''}`,
    );
    return fail('UNEXPECTED', '程序内部出错，已记入日志。已固定的证据不受影响；请重启留痕再试。');
  }
}

function endOf(result: Result<unknown, string>, signal: AbortSignal): Partial<JobProgress> {
  if (result.ok) return { state: 'done' };
  const failure: Failure<string> = result.error;
  const wasCancelled = signal.aborted && failure.code.endsWith('CANCELLED');
  return {
    state: wasCancelled ? 'cancelled' : 'failed',
    failure: { code: failure.code, message: failure.message },
  };
}

function forgetOldest(entries: Map<string, Entry>): void {
  for (const [jobId, entry] of entries) {
    if (entries.size <= KEPT_JOBS) return;
    if (entry.latest.state !== 'running') entries.delete(jobId);
  }
}

function unknownJob(): Result<never, 'JOB_UNKNOWN'> {
  return fail('JOB_UNKNOWN', '找不到这次任务的结果，可能应用已经重启。请重新开始。');
}
