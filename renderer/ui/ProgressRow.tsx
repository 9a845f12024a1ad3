import { Button, Progress } from 'antd';
import type { SeenJob } from '../hooks/index.ts';
import { useTexts } from '../locales/index.ts';
import { UntrustedText } from './UntrustedText.tsx';

const MIN_ELAPSED_MS = 2000;

/** Long work: what, how far, how long still, and a way out. */
export function ProgressRow(props: {
  title: string;
  job: SeenJob | undefined;
  onCancel: (() => void) | undefined;
  testId: string;
}) {
  const texts = useTexts();
  const { job } = props;
  const percent = job === undefined || job.total === 0 ? 0 : Math.floor((job.done / job.total) * 100);
  const left = job === undefined ? undefined : secondsLeft(job, performance.now());
  return (
    <div className="progress-row" data-testid={props.testId}>
      <div className="row">
        <span className="grow">{props.title}</span>
        {job !== undefined && job.total > 0 && (
          <span className="secondary figures">{texts.app.ofTotal(job.done, job.total)}</span>
        )}
        {props.onCancel !== undefined && (
          <Button size="small" onClick={props.onCancel} data-testid={`${props.testId}-cancel`}>
            {texts.app.cancel}
          </Button>
        )}
      </div>
      <Progress percent={percent} size="small" showInfo={false} aria-label={props.title} />
      <div className="row secondary" style={{ minHeight: 22 }}>
        <span className="grow ellipsis">{job !== undefined && <UntrustedText text={job.step} />}</span>
        {left !== undefined && <span className="figures">{texts.app.timeLeft(left)}</span>}
      </div>
    </div>
  );
}

/** Seconds the job will still take if it goes on as it went; undefined until there is something to go by. */
export function secondsLeft(job: SeenJob, nowMs: number): number | undefined {
  const elapsedMs = nowMs - job.firstSeenMs;
  if (job.done <= 0 || job.total <= job.done || elapsedMs < MIN_ELAPSED_MS) return undefined;
  return Math.max(1, Math.round(((elapsedMs / job.done) * (job.total - job.done)) / 1000));
}
