import { Table } from 'antd';
import { useState } from 'react';
import type { CheckpointView } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { afterAnyStamp, useLatest, useQuery } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { FailureNotice, LocalTime, UntrustedText } from '../../ui/index.ts';
import { formatSeconds } from './time-words.ts';

const PAGE = 10;

/** Every checkpoint, newest first, a page at a time: what it covers, who signed it, who stamped it. */
export function CheckpointTable({ isStampingOn }: { isStampingOn: boolean }) {
  const texts = useTexts();
  const { checkpoints: words } = texts.proof;
  const [page, setPage] = useState(1);
  const query = useQuery(
    `checkpoints ${page}`,
    () => client().proof.listCheckpoints({ offset: (page - 1) * PAGE, limit: PAGE }),
    afterAnyStamp,
  );
  const found = useLatest(query.value);
  if (found === undefined && query.failure !== undefined) {
    return <FailureNotice failure={query.failure} onRetry={query.refresh} />;
  }
  const total = found?.total ?? 0;
  return (
    <section className="panel stack" aria-label={words.title} data-testid="checkpoints">
      <div className="row row-wrap">
        <h2>{words.title}</h2>
        <span className="tertiary figures">{words.total(total)}</span>
      </div>
      <p className="secondary">{words.hint}</p>
      {total === 0 ? (
        <p className="tertiary">{words.empty}</p>
      ) : (
        <Table<CheckpointView>
          size="small"
          rowKey="seq"
          dataSource={[...(found?.checkpoints ?? [])]}
          pagination={
            total > PAGE
              ? { current: page, pageSize: PAGE, total, showSizeChanger: false, onChange: setPage }
              : false
          }
          columns={columns(texts, isStampingOn)}
        />
      )}
    </section>
  );
}

function columns({ proof }: Texts, isStampingOn: boolean) {
  const { checkpoints: words } = proof;
  return [
    {
      title: words.number,
      dataIndex: 'seq',
      width: 96,
      render: (seq: number) => <span className="code">#{seq}</span>,
    },
    {
      title: words.size,
      dataIndex: 'size',
      width: 110,
      render: (size: number) => <span className="figures">{size}</span>,
    },
    {
      title: words.time,
      dataIndex: 'atUtc',
      width: 176,
      render: (atUtc: string) => <LocalTime iso={atUtc} />,
    },
    {
      title: words.key,
      dataIndex: 'keyId',
      width: 110,
      render: (keyId: string) => <span className="code">{keyId}</span>,
    },
    {
      title: words.stamps,
      dataIndex: 'timestamps',
      render: (timestamps: CheckpointView['timestamps']) =>
        timestamps.length === 0 ? (
          <span className={isStampingOn ? 'fact-amber' : 'tertiary'}>{words.none}</span>
        ) : (
          timestamps.map((timestamp) => (
            <div key={`${timestamp.url} ${timestamp.serialHex}`} className="figures">
              <UntrustedText text={timestamp.authority} /> <LocalTime iso={timestamp.genTimeUtc} />
              {timestamp.accuracyMs !== null && (
                <span className="tertiary"> {proof.chain.accuracy(formatSeconds(timestamp.accuracyMs))}</span>
              )}
            </div>
          ))
        ),
    },
  ];
}
