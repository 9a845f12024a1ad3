import { Table } from 'antd';
import type { CheckResult, VerificationReport } from '../../../core/contract/index.ts';
import { type Texts, useLocale, useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';

const PAGE = 50;
const order: Readonly<Record<CheckResult['result'], number>> = { FAIL: 0, NOT_CHECKED: 1, PASS: 2 };

/** Every check with its code: failures first, then what was not checked, then what passed. */
export function ReportTable({ report }: { report: VerificationReport }) {
  const texts = useTexts();
  const locale = useLocale();
  const rows = report.checks
    .map((check, index) => ({ ...check, key: index }))
    .toSorted((one, other) => order[one.result] - order[other.result]);
  const count = (result: CheckResult['result']) => rows.filter((row) => row.result === result).length;
  return (
    <section className="panel stack" aria-label={texts.locker.report} data-testid="verify-report">
      <div className="row">
        <h2>{texts.locker.report}</h2>
        <span className="secondary figures">
          {texts.locker.verdicts[report.verdict]} ·{' '}
          {texts.locker.reportCounts(count('PASS'), count('FAIL'), count('NOT_CHECKED'))}
        </span>
      </div>
      <Table
        size="small"
        dataSource={rows}
        pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        columns={[
          {
            title: texts.locker.result,
            dataIndex: 'result',
            width: 90,
            render: (result: CheckResult['result']) => (
              <span className={`check check-${result}`}>{texts.locker.results[result]}</span>
            ),
          },
          {
            title: texts.locker.check,
            dataIndex: 'code',
            render: (code: string) => <CheckName code={code} texts={texts} />,
          },
          {
            title: texts.locker.subject,
            dataIndex: 'subject',
            render: (subject?: string) => subject !== undefined && <UntrustedText text={subject} />,
          },
          // Main writes the details in Chinese, as reports and papers have them; the code's name says the same.
          ...(locale === 'zh-CN' ? [detailColumn(texts.locker.detail)] : []),
        ]}
      />
    </section>
  );
}

function detailColumn(title: string) {
  return {
    title,
    dataIndex: 'detail',
    render: (detail?: string) => detail !== undefined && <UntrustedText text={detail} />,
  };
}

function CheckName({ code, texts }: { code: string; texts: Texts }) {
  const names: Readonly<Record<string, string>> = texts.checks;
  const name = Object.hasOwn(names, code) ? names[code] : undefined;
  return (
    <>
      {name} <code className="tertiary">{code}</code>
    </>
  );
}
