import { Tooltip } from 'antd';
import { useTexts } from '../../locales/index.ts';
import { formatDuration, UntrustedText, visibleText } from '../../ui/index.ts';
import { gapText, noticeText } from './journal-texts.ts';
import type { Recorded } from './recorded-time.ts';
import { type Stretch, shareOf } from './stretch.ts';
import { percent } from './TimeTrack.tsx';

/** More marks than this are reached by keyboard in their list only: Tab must not take a hundred presses. */
const FOCUSABLE_MARKS = 12;

/** Marks, pauses and notices of a recording above its bar, each at its time. */
export function TrackMarks(props: {
  recorded: Recorded;
  stretch: Stretch;
  isFocusable: boolean;
  onSeek: (mediaMs: number) => void;
}) {
  const { recorded, stretch } = props;
  const texts = useTexts();
  const { marks, gaps, notices } = recorded.facts;
  const isIn = ({ mediaMs }: { readonly mediaMs: number }) =>
    mediaMs >= stretch.fromMs && mediaMs <= stretch.toMs;
  const at = (mediaMs: number) => ({ left: percent(shareOf(stretch, mediaMs)) });
  const isFocusable = props.isFocusable && marks.length <= FOCUSABLE_MARKS;
  return (
    <>
      {gaps.filter(isIn).map((gap) => (
        <Tooltip key={`gap ${gap.fromUtc}`} title={gapText(gap, texts)}>
          <span
            role="img"
            aria-label={gapText(gap, texts)}
            className="time-gap"
            style={at(gap.mediaMs)}
            data-testid="media-gap"
          />
        </Tooltip>
      ))}
      {notices.filter(isIn).map((notice) => (
        <Tooltip
          key={`notice ${notice.utc} ${notice.code}`}
          title={<UntrustedText text={noticeText(notice, texts)} />}
        >
          <span
            role="img"
            aria-label={visibleText(noticeText(notice, texts))}
            className="time-notice"
            style={at(notice.mediaMs)}
          />
        </Tooltip>
      ))}
      {marks.filter(isIn).map((mark) => (
        <Tooltip
          key={`mark ${mark.utc} ${mark.mediaMs}`}
          trigger={['hover', 'focus']}
          title={
            <>
              <UntrustedText text={mark.label} /> · {formatDuration(mark.mediaMs)}
            </>
          }
        >
          <button
            type="button"
            className="time-mark"
            style={at(mark.mediaMs)}
            tabIndex={isFocusable ? 0 : -1}
            aria-label={texts.media.jumpTo(
              texts.media.mark(visibleText(mark.label), formatDuration(mark.mediaMs)),
            )}
            data-testid={`media-mark-${mark.mediaMs}`}
            onClick={() => props.onSeek(mark.mediaMs)}
          />
        </Tooltip>
      ))}
    </>
  );
}
