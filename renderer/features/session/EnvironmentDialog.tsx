import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { EnvironmentReportView } from '../../../core/contract/index.ts';
import { type AnyFailure, client, settle } from '../../client.ts';
import { useAppState, useOpenItem } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import {
  Dialog,
  FailedLine,
  focusedFirst,
  LocalTime,
  ProgressRow,
  UntrustedText,
  useReport,
} from '../../ui/index.ts';
import { FindingList } from '../proof/index.ts';
import { OrderName } from '../recording/index.ts';
import { domainOf } from './domain.ts';
import { useEnvironment } from './use-environment.ts';
import './session.css';

/** The environment check: what it looks at and asks, how far it is, what it found. */
export function EnvironmentDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const words = texts.session.environment;
  const report = useReport();
  const { jobId, progress, state, report: found, remember } = useEnvironment();
  const isRunning = state === 'running';
  return (
    <Dialog title={words.title} width={640} footer={null} onCancel={onClose}>
      <div className="stack environment" data-testid="environment-dialog">
        {found === undefined ? (
          <>
            {isRunning && jobId !== undefined ? (
              <ProgressRow
                title={words.running}
                job={progress}
                testId="environment-progress"
                onCancel={() => void report.settled(client().jobs.cancel({ jobId }))}
              />
            ) : (
              <StartForm onStarted={remember} />
            )}
            {state === 'cancelled' && <p className="secondary">{words.cancelled}</p>}
            {state === 'failed' && progress?.failure !== undefined && (
              <FailedLine failure={progress.failure} />
            )}
          </>
        ) : (
          <Found report={found} onAgain={() => remember(undefined)} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

function StartForm({ onStarted }: { onStarted: (jobId: string) => void }) {
  const texts = useTexts();
  const words = texts.session.environment;
  const { activeOrderId } = useAppState().state.settings;
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<AnyFailure>();
  const [isBusy, setBusy] = useState(false);
  const domain = domainOf(typed);
  const start = async () => {
    if (domain === undefined) return;
    setBusy(true);
    const started = await settle(client().environment.check({ orderId: activeOrderId, domain }));
    setBusy(false);
    if (started.ok) onStarted(started.value.jobId);
    else setFailure(started.error);
  };
  return (
    <Form layout="vertical" onFinish={() => void start()}>
      <p className="secondary">{words.what}</p>
      <DomainField typed={typed} onType={setTyped} />
      <dl className="environment-about">
        <dt>{words.looksAt}</dt>
        <dd>{words.looksAtText}</dd>
        <dt>{words.asksTitle}</dt>
        <dd data-testid="environment-asks">
          {typeof domain === 'string' ? words.asksDomain(domain) : words.asksNothing}
        </dd>
        <dt>{words.goesTo}</dt>
        <dd className="ellipsis">
          <OrderName orderId={activeOrderId} />
        </dd>
      </dl>
      {failure !== undefined && <FailedLine failure={failure} />}
      <Button
        type="primary"
        htmlType="submit"
        loading={isBusy}
        disabled={domain === undefined}
        data-testid="environment-start"
      >
        {words.start}
      </Button>
    </Form>
  );
}

/** The platform's domain; nothing is filled in beforehand. */
export function DomainField(props: { typed: string; hint?: string; onType: (text: string) => void }) {
  const { typed } = props;
  const words = useTexts().session.environment;
  const isInvalid = domainOf(typed) === undefined;
  return (
    <Form.Item
      label={words.domain}
      validateStatus={isInvalid ? 'warning' : ''}
      help={isInvalid ? words.domainInvalid : undefined}
      extra={props.hint}
      htmlFor="session-domain"
    >
      <Input
        {...focusedFirst}
        id="session-domain"
        value={typed}
        maxLength={253}
        placeholder={words.domainPlaceholder}
        autoComplete="off"
        spellCheck={false}
        data-testid="environment-domain"
        onChange={(event) => props.onType(event.target.value)}
      />
    </Form.Item>
  );
}

function Found(props: { report: EnvironmentReportView; onAgain: () => void; onClose: () => void }) {
  const texts = useTexts();
  const words = texts.session.environment;
  const report = useReport();
  const openItem = useOpenItem();
  const { facts, atUtc, itemId } = props.report;
  const open = async () => {
    props.onClose();
    const failure = await openItem(itemId);
    if (failure !== undefined) report.failed(failure);
  };
  return (
    <div className="stack environment" data-testid="environment-report">
      <Summary report={props.report} />
      <p className="tertiary figures">
        {words.domainLooked}{' '}
        {facts.domain === null ? words.domainNone : <UntrustedText text={facts.domain} />}
        {' · '}
        <LocalTime iso={atUtc} withZone />
        {' · '}
        {words.sealed}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard as well */}
      <section className="environment-findings" aria-label={texts.locker.result} tabIndex={0}>
        <FindingList findings={facts.findings} />
      </section>
      <div className="row">
        <Button type="primary" data-testid="environment-open-report" onClick={() => void open()}>
          {words.openReport}
        </Button>
        <Button data-testid="environment-again" onClick={props.onAgain}>
          {words.again}
        </Button>
      </div>
    </div>
  );
}

function Summary({ report }: { report: EnvironmentReportView }) {
  const words = useTexts().session.environment;
  const count = (outcome: string) =>
    report.facts.findings.filter((finding) => finding.outcome === outcome).length;
  const noticed = count('noticed');
  const unchecked = count('not-checked');
  const isClear = noticed === 0 && unchecked === 0;
  return (
    <div className={isClear ? 'environment-summary is-clear' : 'environment-summary'} role="status">
      {isClear ? (
        <CheckCircleFilled className="summary-icon" aria-hidden />
      ) : (
        <ExclamationCircleFilled className="summary-icon" aria-hidden />
      )}
      <div>
        <strong>
          {noticed > 0 ? words.summaryNoticed(noticed) : words.summaryClear}
          {unchecked > 0 && ` · ${words.summaryUnchecked(unchecked)}`}
        </strong>
        {noticed > 0 && <p className="secondary">{words.noticedHelp}</p>}
      </div>
    </div>
  );
}
