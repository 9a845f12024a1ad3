import { Button } from 'antd';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { failureText, useLocale, useTexts } from '../../locales/index.ts';
import { formatBytes, UntrustedText, useReport } from '../../ui/index.ts';

/** Where the evidence will lie. */
export function WhereStep() {
  const texts = useTexts();
  const locale = useLocale();
  const report = useReport();
  const { value: status, failure } = useQuery('locker-status', () => client().locker.getStatus());
  return (
    <>
      <h1>{texts.firstRun.whereTitle}</h1>
      {failure !== undefined && <p role="alert">{failureText(failure, texts, locale)}</p>}
      {status !== undefined && (
        <div className="first-run-where">
          <span className="code grow">
            <UntrustedText text={status.directory} />
          </span>
          <Button
            size="small"
            onClick={() => void report.settled(client().locker.reveal())}
            data-testid="firstrun-reveal"
          >
            {texts.locker.reveal}
          </Button>
        </div>
      )}
      <p>{texts.firstRun.whereText}</p>
      {status !== undefined && (
        <p className="secondary">{texts.firstRun.whereFree(formatBytes(status.freeBytes))}</p>
      )}
    </>
  );
}
