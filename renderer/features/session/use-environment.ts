import { useEffect, useState } from 'react';
import type { EnvironmentReportView } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useJob } from '../../hooks/index.ts';
import { useReport } from '../../ui/index.ts';

/** The purpose under which the window remembers its check. */
export const CHECK = 'environment-check';

/** The check that was started here, and its report once it is done. */
export function useEnvironment() {
  const { settled } = useReport();
  const { jobId, progress, remember } = useJob(CHECK);
  const [found, setFound] = useState<{ readonly jobId: string; readonly report: EnvironmentReportView }>();
  const state = jobId === undefined ? undefined : (progress?.state ?? 'running');
  useEffect(() => {
    if (jobId === undefined || state !== 'done') return undefined;
    let isStale = false;
    void settled(client().environment.getReport({ jobId })).then((answer) => {
      if (!isStale && answer !== undefined) setFound({ jobId, report: answer.value });
    });
    return () => {
      isStale = true;
    };
  }, [jobId, state, settled]);
  return {
    jobId,
    progress,
    state,
    report: found !== undefined && found.jobId === jobId ? found.report : undefined,
    remember,
  };
}
