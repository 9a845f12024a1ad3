import { client } from '../../client.ts';
import { useRunningJobs } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { ProgressRow, useReport } from '../../ui/index.ts';

/** Imports that are going on, each with a way to stop it. */
export function RunningImports() {
  const texts = useTexts();
  const report = useReport();
  const jobs = useRunningJobs('import');
  if (jobs.length === 0) return null;
  return (
    <div className="side-section">
      {jobs.map((job) => (
        <ProgressRow
          key={job.jobId}
          title={texts.imports.running}
          job={job}
          testId="import-progress"
          onCancel={() => void report.settled(client().jobs.cancel({ jobId: job.jobId }))}
        />
      ))}
    </div>
  );
}
