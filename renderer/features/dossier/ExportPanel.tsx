import { CheckCircleFilled, FilePdfOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { JobProgress, OutputOf } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { client, settle } from '../../client.ts';
import { useJob } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailedLine, HashText, ProgressRow, UntrustedText, useReport } from '../../ui/index.ts';

type ExportResult = OutputOf<'dossier', 'getResult'>;

/** The way out of the machine: one dossier, one package, what they show and what they do not. */
export function ExportPanel({ orderId, itemCount }: { orderId: OrderId; itemCount: number }) {
  const texts = useTexts();
  const report = useReport();
  const { jobId, progress, remember } = useJob(`export ${orderId}`);
  const isRunning = jobId !== undefined && (progress?.state ?? 'running') === 'running';
  return (
    <section className="side-section" aria-label={texts.export.title} data-testid="export-panel">
      <h2>{texts.export.title}</h2>
      {isRunning ? (
        <ProgressRow
          title={texts.export.running}
          job={progress}
          testId="export-progress"
          onCancel={() => void report.settled(client().jobs.cancel({ jobId }))}
        />
      ) : (
        <StartExport orderId={orderId} itemCount={itemCount} job={progress} onStarted={remember} />
      )}
      <Candour />
    </section>
  );
}

interface StartExportProps {
  readonly orderId: OrderId;
  readonly itemCount: number;
  /** The last export of this order, if there was one. */
  readonly job: JobProgress | undefined;
  onStarted(jobId: string): void;
}

function StartExport({ orderId, itemCount, job, onStarted }: StartExportProps) {
  const texts = useTexts();
  const report = useReport();
  const [isAsking, setAsking] = useState(false);
  const result = useExportResult(job?.jobId, job?.state === 'done');
  const start = async () => {
    setAsking(true);
    const started = await settle(client().dossier.export({ orderId }));
    setAsking(false);
    if (started.ok) onStarted(started.value.jobId);
    else if (started.error.code !== 'EXPORT_CANCELLED') report.failed(started.error);
  };
  return (
    <>
      {job?.state === 'cancelled' && <p className="secondary">{texts.export.cancelled}</p>}
      {job?.state === 'failed' && job.failure !== undefined && <FailedLine failure={job.failure} />}
      {result !== undefined && job !== undefined && <ExportDone result={result} jobId={job.jobId} />}
      <Button
        type={result === undefined ? 'primary' : 'default'}
        icon={<FilePdfOutlined />}
        disabled={itemCount === 0}
        loading={isAsking}
        data-testid="export-start"
        onClick={() => void start()}
      >
        {result === undefined ? texts.export.start : texts.export.again}
      </Button>
      <p className="secondary">{itemCount === 0 ? texts.export.empty : texts.export.hint}</p>
    </>
  );
}

function Candour() {
  const texts = useTexts();
  return (
    <div className="export-candour">
      <h3>{texts.export.provesTitle}</h3>
      <p className="secondary">{texts.export.proves}</p>
      <p className="secondary">{texts.export.provesNot}</p>
    </div>
  );
}

function ExportDone({ result, jobId }: { result: ExportResult; jobId: string }) {
  const texts = useTexts();
  const report = useReport();
  return (
    <div className="stack" data-testid="export-done" role="status">
      <div className="row">
        <CheckCircleFilled style={{ color: 'var(--lh-green)' }} aria-hidden />
        <strong>{texts.export.done}</strong>
        <span className="secondary figures">
          {texts.export.doneDetail(result.pageCount, result.exhibitCount)}
        </span>
      </div>
      <ExportedFile
        name={texts.export.dossier}
        fileName={result.dossierFileName}
        hash={result.dossierSha256}
      />
      <ExportedFile
        name={texts.export.package}
        fileName={result.packageFileName}
        hash={result.packageSha256}
      />
      <Button
        type="primary"
        data-testid="export-reveal"
        onClick={() => void report.settled(client().dossier.reveal({ jobId }))}
      >
        {texts.export.reveal}
      </Button>
    </div>
  );
}

function ExportedFile({ name, fileName, hash }: { name: string; fileName: string; hash: string }) {
  return (
    <div>
      <div>
        <span className="tertiary">{name}</span> <UntrustedText text={fileName} />
      </div>
      <HashText hash={hash} />
    </div>
  );
}

/** What a finished export gave; fetched once it is done. */
function useExportResult(jobId: string | undefined, isDone: boolean): ExportResult | undefined {
  const report = useReport();
  const [found, setFound] = useState<{ readonly jobId: string; readonly result: ExportResult }>();
  const { settled } = report;
  useEffect(() => {
    if (jobId === undefined || !isDone) return undefined;
    let isStale = false;
    void settled(client().dossier.getResult({ jobId })).then((answer) => {
      if (!isStale && answer !== undefined) setFound({ jobId, result: answer.value });
    });
    return () => {
      isStale = true;
    };
  }, [jobId, isDone, settled]);
  return found !== undefined && found.jobId === jobId && isDone ? found.result : undefined;
}
