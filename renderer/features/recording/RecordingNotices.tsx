import { CloseOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { RecordingState } from '../../../core/contract/index.ts';
import type { Notice } from '../../../core/recording/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatDuration, UntrustedText } from '../../ui/index.ts';

const SHOWN_NOTICES = 2;
const TOLD_SILENCE_MS = 10_000;

/** What needs a look, newest first, one line a sort: what it means and what to do. */
export function RecordingNotices({ state }: { state: RecordingState }) {
  const texts = useTexts();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setAll] = useState(false);
  const open = newestOfEach(state.notices).filter((notice) => !hidden.has(keyOf(notice)));
  const shown = isAll ? open : open.slice(0, SHOWN_NOTICES);
  const isSilent = state.phase === 'recording' && state.silentForMs >= TOLD_SILENCE_MS;
  return (
    <div role="status">
      {isSilent && (
        <p className="recording-notice" data-testid="recording-silent-help">
          {texts.recording.silentHelp}
        </p>
      )}
      {shown.map((notice) => (
        <NoticeLine
          key={keyOf(notice)}
          notice={notice}
          onHide={() => setHidden((last) => new Set(last).add(keyOf(notice)))}
        />
      ))}
      {open.length > shown.length && (
        <Button size="small" type="link" onClick={() => setAll(true)} data-testid="recording-notices-more">
          {texts.recording.moreNotices(open.length - shown.length)}
        </Button>
      )}
    </div>
  );
}

function NoticeLine({ notice, onHide }: { notice: Notice; onHide: () => void }) {
  const texts = useTexts();
  const { what, todo } = texts.recording.notices[notice.code];
  return (
    <div className="recording-notice row" data-testid={`recording-notice-${notice.code}`}>
      <ExclamationCircleOutlined className="recording-amber" aria-hidden />
      <span className="grow">
        <strong>{what}</strong>{' '}
        <span className="figures tertiary">
          {formatDuration(notice.mediaMs)}
          {notice.detail !== '' && (
            <>
              {' · '}
              <UntrustedText text={notice.detail} />
            </>
          )}
        </span>{' '}
        {todo}
      </span>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={`${texts.recording.hideNotice}: ${what}`}
        onClick={onHide}
      />
    </div>
  );
}

function keyOf({ code, utc }: Notice): string {
  return `${code} ${utc}`;
}

function newestOfEach(notices: readonly Notice[]): readonly Notice[] {
  const byCode = new Map(notices.map((notice) => [notice.code, notice]));
  return [...byCode.values()].toSorted((one, other) => other.mediaMs - one.mediaMs);
}
