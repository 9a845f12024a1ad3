import { Table } from 'antd';
import type { SelfCheckView } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useLatest, useQuery } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { FailureNotice, LocalTime } from '../../ui/index.ts';

const PAGE = 20;
const looks: Readonly<Record<SelfCheckView['verdict'], string>> = {
  verified: 'check-PASS',
  'integrity-only': 'check-PASS',
  failed: 'check-FAIL',
};

/** Every verification on record, newest first. */
export function SelfCheckTable() {
  const texts = useTexts();
  const { selfChecks: words } = texts.proof;
  const query = useQuery('self-checks', () => client().locker.getSelfChecks());
  const found = useLatest(query.value);
  if (found === undefined && query.failure !== undefined) {
    return <FailureNotice failure={query.failure} onRetry={query.refresh} />;
  }
  const checks = (found?.checks ?? []).map((check, index) => ({ ...check, key: index }));
  return (
    <section className="panel stack" aria-label={words.title} data-testid="self-checks">
      <h2>{words.title}</h2>
      <p className="secondary">{words.hint}</p>
      {found !== undefined && checks.length === 0 ? (
        <p className="tertiary">{words.empty}</p>
      ) : (
        <Table<SelfCheckView>
          size="small"
          loading={found === undefined}
          dataSource={checks}
          pagination={checks.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
          columns={columns(texts)}
        />
      )}
    </section>
  );
}

function columns({ proof, locker }: Texts) {
  const { selfChecks: words } = proof;
  return [
    { title: words.time, dataIndex: 'atUtc', render: (atUtc: string) => <LocalTime iso={atUtc} /> },
    {
      title: words.extent,
      dataIndex: 'extent',
      render: (extent: SelfCheckView['extent']) => words.extents[extent],
    },
    {
      title: words.items,
      dataIndex: 'itemsChecked',
      render: (count: number) => <span className="figures">{locker.itemsCount(count)}</span>,
    },
    {
      title: words.verdict,
      dataIndex: 'verdict',
      render: (verdict: SelfCheckView['verdict'], { failedChecks }: SelfCheckView) => (
        <span className={`check ${looks[verdict]}`}>
          {locker.verdicts[verdict]}
          {failedChecks > 0 && ` · ${words.failed(failedChecks)}`}
        </span>
      ),
    },
  ];
}
