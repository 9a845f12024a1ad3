import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { BackupState } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useJob, useLatest, useRunningJobs } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailedLine, FailureNotice, ProgressRow, UntrustedText, useReport } from '../../ui/index.ts';
import { BackupStanding } from './BackupStanding.tsx';
import { useBackup } from './use-backup.ts';
import { WebDavDialog } from './WebDavDialog.tsx';

type Target = 'folder' | 'webdav';

/** The last backup, its places, and doing one now. */
export function BackupTab() {
  const texts = useTexts();
  const query = useBackup();
  const [changed, setChanged] = useState<{ readonly over: unknown; readonly state: BackupState }>();
  const asked = useLatest(query.value);
  // What a command answered holds until the next question is answered.
  const backup = changed !== undefined && changed.over === asked ? changed.state : asked;
  if (backup === undefined) {
    return query.failure === undefined ? (
      <p className="secondary">{texts.app.loading}</p>
    ) : (
      <FailureNotice failure={query.failure} onRetry={query.refresh} />
    );
  }
  return (
    <>
      <BackupStanding backup={backup} />
      <RunningBackup onDone={query.refresh} />
      <Places backup={backup} onChanged={(state) => setChanged({ over: asked, state })} />
    </>
  );
}

function RunningBackup({ onDone }: { onDone: () => void }) {
  const texts = useTexts();
  const report = useReport();
  const { jobId, progress } = useJob('backup');
  const [elsewhere] = useRunningJobs('backup');
  const state = progress?.state;
  useEffect(() => {
    if (state === 'done') onDone();
  }, [state, onDone]);
  // A backup that started by itself is shown as well.
  const running = state === 'running' ? progress : elsewhere;
  const isStarting = jobId !== undefined && progress === undefined;
  if (running !== undefined || isStarting) {
    const runningId = running?.jobId ?? jobId;
    return (
      <ProgressRow
        title={texts.backup.runningAny}
        job={running}
        testId="backup-progress"
        onCancel={
          runningId === undefined
            ? undefined
            : () => void report.settled(client().jobs.cancel({ jobId: runningId }))
        }
      />
    );
  }
  if (state === 'failed' && progress?.failure !== undefined) return <FailedLine failure={progress.failure} />;
  if (state === 'cancelled') return <p className="secondary">{texts.backup.cancelled}</p>;
  return state === 'done' ? (
    <p role="status" data-testid="backup-done">
      {texts.backup.done}
    </p>
  ) : null;
}

interface PlacesProps {
  readonly backup: BackupState;
  onChanged(state: BackupState): void;
}

function Places({ backup, onChanged }: PlacesProps) {
  const texts = useTexts();
  const words = texts.backup;
  const report = useReport();
  const [isSettingUp, setSettingUp] = useState(false);
  const { folder, webDav } = backup;
  const choose = async () => {
    const chosen = await report.settled(client().backup.chooseFolder());
    if (chosen !== undefined) onChanged(chosen.value);
  };
  return (
    <>
      <section className="panel backup-place" aria-label={words.folder}>
        <h2>{words.folder}</h2>
        <div className="row">
          <Button data-testid="backup-choose-folder" onClick={() => void choose()}>
            {folder === null ? words.chooseFolder : words.changeFolder}
          </Button>
          <RunButton target="folder" isReady={folder !== null} />
        </div>
        <span data-testid="backup-folder">
          {folder === null ? (
            <span className="tertiary">{words.folderNone}</span>
          ) : (
            <UntrustedText text={folder.name} />
          )}
        </span>
        <p className="secondary" style={{ gridColumn: '1 / -1' }}>
          {words.folderHint}
        </p>
      </section>
      <section className="panel backup-place" aria-label={words.webDav}>
        <h2>{words.webDav}</h2>
        <div className="row">
          <Button data-testid="backup-webdav-set-up" onClick={() => setSettingUp(true)}>
            {webDav === null ? words.setUp : words.change}
          </Button>
          <RunButton target="webdav" isReady={webDav?.hasPassword === true} />
        </div>
        <WebDavFacts webDav={webDav} />
        <p className="secondary" style={{ gridColumn: '1 / -1' }}>
          {words.webDavHint}
        </p>
      </section>
      {isSettingUp && (
        <WebDavDialog webDav={webDav} onChanged={onChanged} onClose={() => setSettingUp(false)} />
      )}
    </>
  );
}

function WebDavFacts({ webDav }: Pick<BackupState, 'webDav'>) {
  const words = useTexts().backup;
  if (webDav === null) return <span className="tertiary">{words.webDavNone}</span>;
  return (
    <span data-testid="backup-webdav">
      <span className="code">
        <UntrustedText text={webDav.url} />
      </span>{' '}
      <span className="secondary">
        <UntrustedText text={webDav.user} />
      </span>
      {!webDav.hasPassword && <p className="fact-amber">{words.passwordMissing}</p>}
    </span>
  );
}

function RunButton({ target, isReady }: { target: Target; isReady: boolean }) {
  const texts = useTexts();
  const report = useReport();
  const { progress, remember } = useJob('backup');
  const [elsewhere] = useRunningJobs('backup');
  const run = async () => {
    const started = await report.settled(client().backup.run({ target }));
    if (started !== undefined) remember(started.value.jobId);
  };
  return (
    <Button
      type={isReady ? 'primary' : 'default'}
      disabled={!isReady || progress?.state === 'running' || elsewhere !== undefined}
      data-testid={`backup-run-${target}`}
      onClick={() => void run()}
    >
      {texts.backup.run}
    </Button>
  );
}
