import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { JobProgress } from '../../core/contract/index.ts';
import { useEvent } from './use-event.ts';

/** A job with the moment its first progress was seen, for the estimate of what is left. */
export interface SeenJob extends JobProgress {
  readonly firstSeenMs: number;
}

interface Jobs {
  readonly jobs: ReadonlyMap<string, SeenJob>;
  /** Remembers which job belongs to what, such as an order's export, across pages. */
  remember(purpose: string, jobId: string | undefined): void;
  readonly purposes: ReadonlyMap<string, string>;
}

const JobsContext = createContext<Jobs>({ jobs: new Map(), purposes: new Map(), remember: () => undefined });
const KEPT_JOBS = 50;

/** Keeps the progress of every job while the window is open, whichever page is shown. */
export function JobsProvider({ children }: { children: ReactNode }) {
  const [jobs, setJobs] = useState<ReadonlyMap<string, SeenJob>>(new Map());
  const [purposes, setPurposes] = useState<ReadonlyMap<string, string>>(new Map());
  useEvent('jobProgressed', (progress) => {
    setJobs((last) => {
      const next = new Map(last);
      const firstSeenMs = last.get(progress.jobId)?.firstSeenMs ?? performance.now();
      next.set(progress.jobId, { ...progress, firstSeenMs });
      const [oldest] = next.keys();
      if (next.size > KEPT_JOBS && oldest !== undefined) next.delete(oldest);
      return next;
    });
  });
  const remember = useCallback((purpose: string, jobId: string | undefined) => {
    setPurposes((last) => {
      const next = new Map(last);
      if (jobId === undefined) next.delete(purpose);
      else next.set(purpose, jobId);
      return next;
    });
  }, []);
  const value = useMemo(() => ({ jobs, purposes, remember }), [jobs, purposes, remember]);
  return <JobsContext value={value}>{children}</JobsContext>;
}

/** The job of a purpose: its id once started, its progress once announced. */
export function useJob(purpose: string): {
  readonly jobId: string | undefined;
  readonly progress: SeenJob | undefined;
  remember(jobId: string | undefined): void;
} {
  const { jobs, purposes, remember } = useContext(JobsContext);
  const jobId = purposes.get(purpose);
  return {
    jobId,
    progress: jobId === undefined ? undefined : jobs.get(jobId),
    remember: (id) => remember(purpose, id),
  };
}

/** Jobs of one sort that are running now. */
export function useRunningJobs(sort: JobProgress['job']): readonly SeenJob[] {
  const { jobs } = useContext(JobsContext);
  return [...jobs.values()].filter((job) => job.job === sort && job.state === 'running');
}
