import { SolutionOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { SessionState } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useOpenItem, useSession } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatLocalTime, useReport } from '../../ui/index.ts';
import { OrderName } from '../recording/index.ts';
import './session.css';

/** Below the top bar while an evidence session is open: since when, for what, and its end. */
export function SessionBar() {
  const texts = useTexts();
  const { session: words } = texts.session;
  const state = useSession();
  if (state.phase === 'none') return null;
  return (
    <section
      className="session-bar"
      aria-label={words.open}
      data-testid="session-bar"
      data-phase={state.phase}
    >
      <SolutionOutlined className="session-icon" aria-hidden />
      <strong role="status">{phaseText(state, texts)}</strong>
      {state.phase === 'open' && state.session !== null && <OpenSession session={state.session} />}
    </section>
  );
}

function phaseText({ phase }: SessionState, { session }: ReturnType<typeof useTexts>): string {
  if (phase === 'starting') return session.session.starting;
  return phase === 'ending' ? session.session.ending : session.session.open;
}

function OpenSession({ session }: { session: NonNullable<SessionState['session']> }) {
  const { session: words } = useTexts().session;
  const report = useReport();
  const openItem = useOpenItem();
  const [isEnding, setEnding] = useState(false);
  const end = async () => {
    setEnding(true);
    const ended = await report.settled(client().session.end());
    setEnding(false);
    if (ended !== undefined) report.done(words.ended);
  };
  const open = async (itemId: string) => {
    const failure = await openItem(itemId);
    if (failure !== undefined) report.failed(failure);
  };
  const { environmentReport, notBefore } = session;
  return (
    <>
      <span className="figures session-since">
        <time dateTime={session.beganAtUtc}>{words.since(formatLocalTime(session.beganAtUtc))}</time>
      </span>
      <span className="ellipsis session-order secondary">
        <OrderName orderId={session.orderId} />
      </span>
      {notBefore !== null && (
        <span className="secondary session-strip">
          {session.isStripShown ? words.stripShown : words.stripWaiting}
        </span>
      )}
      <span className="grow" />
      {environmentReport !== null && (
        <Button
          size="small"
          type="text"
          data-testid="session-report"
          onClick={() => void open(environmentReport)}
        >
          {words.report}
        </Button>
      )}
      <Button size="small" loading={isEnding} data-testid="session-end" onClick={() => void end()}>
        {words.end}
      </Button>
    </>
  );
}
