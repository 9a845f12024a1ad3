import { Button, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import type { LockerStatus, VerificationReport } from '../../../core/contract/index.ts';
import { client, settle } from '../../client.ts';
import { type LockerTab, lockerTabs, useJob, useLatest, useNavigation, useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import {
  CopyButton,
  FailedLine,
  FailureNotice,
  formatBytes,
  LocalTime,
  ProgressRow,
  UntrustedText,
  useReport,
} from '../../ui/index.ts';
import { BackupTab } from '../backup/index.ts';
import { SigningKeyTab, TrustedTimeTab } from '../proof/index.ts';
import { Overview } from './Overview.tsx';
import { ReportTable } from './ReportTable.tsx';
import { SelfCheckTable } from './SelfCheckTable.tsx';
import { StandingCard } from './StandingCard.tsx';
import './locker.css';

const FREE_LOW_BYTES = 5 * 1024 ** 3;

/** One reassuring page: where the evidence is, how much, whether it is intact, who vouches for its time, where copies are. */
export function LockerPage() {
  const texts = useTexts();
  const query = useQuery('locker-status', () => client().locker.getStatus());
  const status = useLatest(query.value);
  if (status === undefined) {
    return query.failure === undefined ? (
      <div className="empty-state secondary">{texts.app.loading}</div>
    ) : (
      <FailureNotice failure={query.failure} onRetry={query.refresh} />
    );
  }
  return (
    <div className="page-single stack locker-page">
      <h1>{texts.locker.title}</h1>
      <LockerTabs status={status} />
    </div>
  );
}

function LockerTabs({ status }: { status: LockerStatus }) {
  const texts = useTexts();
  const { place, go } = useNavigation();
  const tab = place.name === 'locker' ? (place.tab ?? 'overview') : 'overview';
  const names = texts.locker.tabs;
  return (
    <Tabs
      activeKey={tab}
      destroyOnHidden
      onChange={(key) => go({ name: 'locker', tab: lockerTabs.find((name) => name === key) ?? 'overview' })}
      items={lockerTabs.map((name) => ({
        key: name,
        label: <span data-testid={`locker-tab-${name}`}>{names[name]}</span>,
        children: (
          <div className="stack locker-tab">
            <TabContent tab={name} status={status} />
          </div>
        ),
      }))}
    />
  );
}

function TabContent({ tab, status }: { tab: LockerTab; status: LockerStatus }) {
  switch (tab) {
    case 'overview':
      return (
        <>
          <Verification status={status} />
          <Overview />
          <LockerFacts status={status} />
        </>
      );
    case 'time':
      return <TrustedTimeTab />;
    case 'backup':
      return <BackupTab />;
    case 'history':
      return <SelfCheckTable />;
    case 'key':
      return <SigningKeyTab />;
  }
}

function Verification({ status }: { status: LockerStatus }) {
  const texts = useTexts();
  const { settled } = useReport();
  const { jobId, progress, remember } = useJob('verify');
  const state = jobId === undefined ? undefined : (progress?.state ?? 'running');
  const report = useVerificationReport(jobId, state === 'done');
  const start = async () => {
    const started = await settled(client().locker.verify());
    if (started !== undefined) remember(started.value.jobId);
  };
  return (
    <>
      <StandingCard status={status} report={report}>
        <Button
          type="primary"
          size="large"
          disabled={state === 'running'}
          data-testid="verify-start"
          onClick={() => void start()}
        >
          {texts.locker.verify}
        </Button>
      </StandingCard>
      {state === 'running' && jobId !== undefined && (
        <ProgressRow
          title={texts.locker.verifying}
          job={progress}
          testId="verify-progress"
          onCancel={() => void settled(client().jobs.cancel({ jobId }))}
        />
      )}
      {state === 'failed' && progress?.failure !== undefined && <FailedLine failure={progress.failure} />}
      {state === 'cancelled' && <p className="secondary">{texts.locker.cancelled}</p>}
      {report !== undefined && <ReportTable report={report} />}
    </>
  );
}

function useVerificationReport(jobId: string | undefined, isDone: boolean): VerificationReport | undefined {
  const { failed } = useReport();
  const [found, setFound] = useState<{ readonly jobId: string; readonly report: VerificationReport }>();
  useEffect(() => {
    if (jobId === undefined || !isDone) return undefined;
    let isStale = false;
    void settle(client().locker.getReport({ jobId })).then((answer) => {
      if (isStale) return;
      if (answer.ok) setFound({ jobId, report: answer.value });
      else failed(answer.error);
    });
    return () => {
      isStale = true;
    };
  }, [jobId, isDone, failed]);
  return found !== undefined && found.jobId === jobId ? found.report : undefined;
}

function Where({ directory }: { directory: string }) {
  const texts = useTexts();
  const report = useReport();
  return (
    <>
      <dt>{texts.locker.where}</dt>
      <dd className="row row-wrap">
        <span className="code" data-testid="locker-directory">
          <UntrustedText text={directory} />
        </span>
        <CopyButton text={directory} what={texts.locker.where} />
        <Button
          size="small"
          data-testid="locker-reveal"
          onClick={() => void report.settled(client().locker.reveal())}
        >
          {texts.locker.reveal}
        </Button>
      </dd>
    </>
  );
}

function LockerFacts({ status }: { status: LockerStatus }) {
  const texts = useTexts();
  return (
    <section className="panel" aria-label={texts.locker.where}>
      <dl className="fact-list locker-facts">
        <Where directory={status.directory} />
        <dt>{texts.locker.items}</dt>
        <dd className="figures">
          <strong data-testid="locker-item-count">{texts.locker.itemsCount(status.itemCount)}</strong> ·{' '}
          {texts.locker.ordersCount(status.orderCount)} · {texts.locker.inboxCount(status.inboxCount)}
        </dd>
        <dt>{texts.locker.size}</dt>
        <dd className="figures">{formatBytes(status.sizeBytes)}</dd>
        <dt>{texts.locker.free}</dt>
        <dd className="figures">
          {formatBytes(status.freeBytes)}
          {status.freeBytes < FREE_LOW_BYTES && <span className="locker-low"> {texts.locker.freeLow}</span>}
        </dd>
        <dt>{texts.locker.entries}</dt>
        <dd className="figures">{status.treeSize}</dd>
        <dt>{texts.locker.lastVerified}</dt>
        <dd>
          {status.lastVerification === null ? (
            texts.locker.never
          ) : (
            <LocalTime iso={status.lastVerification.atUtc} withZone />
          )}
        </dd>
        <dt>{texts.locker.id}</dt>
        <dd>
          <span className="code">{status.lockerId}</span>
          <CopyButton text={status.lockerId} what={texts.locker.id} />
        </dd>
      </dl>
    </section>
  );
}
