import { CheckCircleFilled, ClockCircleFilled, MinusCircleOutlined, WarningFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { CheckpointView, ItemProofView, TimestampView } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { client } from '../../client.ts';
import { afterAnyStamp, useLatest, useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { CopyButton, FailedLine, LocalTime, UntrustedText } from '../../ui/index.ts';
import { formatSeconds, timeWords } from './time-words.ts';
import './proof.css';

/** The full chain of facts behind an item, and how good its time is. Follows every new checkpoint and stamp. */
export function ItemProof({ item }: { item: Item }) {
  const texts = useTexts();
  const query = useQuery(
    `proof ${item.id}`,
    () => client().proof.getItemProof({ itemId: item.id }),
    afterAnyStamp,
  );
  // Another item's chain must never be shown under this one.
  const proof = useLatest(query.value === undefined ? undefined : { itemId: item.id, view: query.value });
  if (proof?.itemId !== item.id) {
    return query.failure === undefined ? null : <FailedLine failure={query.failure} />;
  }
  return (
    <>
      <section className="stack" aria-label={texts.proof.time.title} data-testid="item-time">
        <h3>{texts.proof.time.title}</h3>
        <TimeLines proof={proof.view} />
      </section>
      <section className="stack" aria-label={texts.proof.chain.title} data-testid="item-proof">
        <h3>{texts.proof.chain.title}</h3>
        <span className="tertiary">{texts.proof.chain.hint}</span>
        <Chain proof={proof.view} />
      </section>
    </>
  );
}

function TimeLines({ proof }: { proof: ItemProofView }) {
  const texts = useTexts();
  return (
    <ul className="time-words">
      {timeWords(proof.time, texts).map(({ text, isWarning }) => (
        <li key={text} className={isWarning ? 'is-warning figures' : 'figures'}>
          {isWarning && <WarningFilled className="time-warning" aria-hidden />} {text}
        </li>
      ))}
    </ul>
  );
}

function Chain({ proof }: { proof: ItemProofView }) {
  const texts = useTexts();
  const { chain } = texts.proof;
  const { checkpoint, lastVerification } = proof;
  return (
    <ol className="proof-chain">
      <Link name={chain.sealed} state="done" time={proof.sealedAtUtc}>
        {chain.sealedText(proof.seq)}
      </Link>
      {checkpoint === null ? (
        <Link name={chain.checkpoint} state="waiting">
          {chain.checkpointNone}
        </Link>
      ) : (
        <Link name={chain.checkpoint} state="done" time={checkpoint.atUtc}>
          {chain.checkpointText(checkpoint.seq, checkpoint.size)}
        </Link>
      )}
      <Stamps proof={proof} />
      {lastVerification === null ? (
        <Link name={chain.verified} state="none">
          {chain.neverVerified}
        </Link>
      ) : (
        <Link
          name={chain.verified}
          state={lastVerification.verdict === 'failed' ? 'bad' : 'done'}
          time={lastVerification.atUtc}
        >
          {texts.locker.verdicts[lastVerification.verdict]}
        </Link>
      )}
    </ol>
  );
}

function Stamps({ proof }: { proof: ItemProofView }) {
  const { chain } = useTexts().proof;
  const { stamped, checkpoint, isPending } = proof;
  if (stamped === null) {
    return isPending ? (
      <Link name={chain.pending} state="waiting" testId="proof-pending">
        {chain.pendingText}
      </Link>
    ) : (
      <Link name={chain.notStamped} state="none">
        {chain.notStampedText}
      </Link>
    );
  }
  return stamped.timestamps.map((timestamp) => (
    <Link
      key={`${timestamp.url} ${timestamp.serialHex}`}
      name={<UntrustedText text={chain.stampedBy(timestamp.authority)} />}
      state="done"
      time={timestamp.genTimeUtc}
      testId="proof-stamp"
    >
      <StampFacts timestamp={timestamp} stamped={stamped} isLater={stamped.seq !== checkpoint?.seq} />
    </Link>
  ));
}

function StampFacts(props: { timestamp: TimestampView; stamped: CheckpointView; isLater: boolean }) {
  const { chain } = useTexts().proof;
  const { accuracyMs, serialHex } = props.timestamp;
  return (
    <>
      <span>{accuracyMs === null ? chain.accuracyNone : chain.accuracy(formatSeconds(accuracyMs))}</span>
      {props.isLater && <span>{chain.stampedIn(props.stamped.seq)}</span>}
      <span>
        {chain.serial} <span className="code proof-serial">{serialHex}</span>
        <CopyButton text={serialHex} what={chain.serial} />
      </span>
    </>
  );
}

type LinkState = 'done' | 'waiting' | 'none' | 'bad';

const icons: Readonly<Record<LinkState, ReactNode>> = {
  done: <CheckCircleFilled className="proof-icon" aria-hidden />,
  waiting: <ClockCircleFilled className="proof-icon" aria-hidden />,
  none: <MinusCircleOutlined className="proof-icon" aria-hidden />,
  bad: <WarningFilled className="proof-icon" aria-hidden />,
};

function Link(props: {
  name: ReactNode;
  state: LinkState;
  time?: string;
  testId?: string;
  children: ReactNode;
}) {
  return (
    <li className={`proof-link is-${props.state}`} data-testid={props.testId}>
      {icons[props.state]}
      <div>
        <strong>{props.name}</strong>
        {props.time !== undefined && (
          <div className="figures">
            <LocalTime iso={props.time} withZone />
          </div>
        )}
        <div className="secondary figures proof-link-text">{props.children}</div>
      </div>
    </li>
  );
}
