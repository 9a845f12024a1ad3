import { isUnderWay, useRecording } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatDuration, UntrustedText } from '../../ui/index.ts';
import { OrderName } from './OrderName.tsx';
import { RecordingNotices } from './RecordingNotices.tsx';
import { openGap } from './sources.ts';

const SHOWN_MARKS = 3;

/** Below the top bar while recording: where it goes, marks and pauses so far, what needs a look. */
export function RecordingStrip() {
  const texts = useTexts();
  const state = useRecording();
  if (!isUnderWay(state)) return null;
  const { marks, gaps } = state;
  const isHeldByOwnWindow = state.phase === 'paused' && openGap(state)?.reason === 'own-window-shown';
  return (
    <section className="recording-strip" aria-label={texts.recording.running} data-testid="recording-strip">
      <div className="recording-line">
        <span className="ellipsis recording-goes-to">
          <span className="tertiary">{texts.recording.goesTo}</span> <OrderName orderId={state.orderId} />
        </span>
        {gaps.length > 0 && (
          <span className="figures" data-testid="recording-pauses">
            {texts.recording.pauses(gaps.length)}
          </span>
        )}
        {marks.length > 0 && <span data-testid="recording-marks">{texts.recording.marks(marks.length)}</span>}
        <ol className="mark-list">
          {marks.slice(-SHOWN_MARKS).map((mark) => (
            <li key={`${mark.mediaMs} ${mark.utc}`} className="ellipsis">
              <span className="figures tertiary">{formatDuration(mark.mediaMs)}</span>{' '}
              <UntrustedText text={mark.label} />
            </li>
          ))}
        </ol>
        {marks.length > SHOWN_MARKS && (
          <span className="tertiary">{texts.recording.marksEarlier(marks.length - SHOWN_MARKS)}</span>
        )}
      </div>
      {isHeldByOwnWindow && (
        <p className="recording-notice" role="status" data-testid="recording-own-window">
          {texts.recording.pausedByOwnWindow}
        </p>
      )}
      <RecordingNotices state={state} />
    </section>
  );
}
