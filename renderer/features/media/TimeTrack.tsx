import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useTexts } from '../../locales/index.ts';
import { momentAt, type Stretch, shareOf } from './stretch.ts';
import { formatMediaTime } from './times.ts';

interface TimeTrackProps {
  readonly label: string;
  readonly testId: string;
  readonly stretch: Stretch;
  readonly mediaMs: number;
  readonly durationMs: number;
  readonly className?: string;
  /** Drawn under the playhead; never takes the pointer. */
  readonly children?: ReactNode;
  /** Drawn above, and can be clicked. */
  readonly above?: ReactNode;
  onSeek(mediaMs: number): void;
  /** Where the pointer is, for the preview. */
  onHover?(hover: { readonly mediaMs: number; readonly share: number } | undefined): void;
}

/** While Shift is held, dragging moves this many times less than the pointer. */
const FINE = 20;

/** A bar of time to seek in by pointer; by keyboard the player's own keys seek, wherever the focus is. */
export function TimeTrack(props: TimeTrackProps) {
  const { stretch, mediaMs, durationMs } = props;
  const texts = useTexts();
  const { handlers, dragged } = useSeekDrag(props);
  const shownMs = dragged ?? mediaMs;
  const isIn = shownMs >= stretch.fromMs && shownMs <= stretch.toMs;
  return (
    <div className={`time-track ${props.className ?? ''}`}>
      <div
        role="slider"
        tabIndex={0}
        className="time-track-slider"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={Math.round(durationMs)}
        aria-valuenow={Math.round(shownMs)}
        aria-valuetext={texts.media.positionText(formatMediaTime(shownMs), formatMediaTime(durationMs))}
        data-testid={props.testId}
        {...handlers}
      >
        {props.children}
        {isIn && <div className="time-playhead" style={{ left: percent(shareOf(stretch, shownMs)) }} />}
      </div>
      {props.above}
    </div>
  );
}

/** A share as CSS takes it. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(4)}%`;
}

interface Drag {
  readonly box: DOMRect;
  readonly stretch: Stretch;
  lastX: number;
  mediaMs: number;
}

function useSeekDrag({ stretch, onSeek, onHover }: TimeTrackProps) {
  const drag = useRef<Drag>(undefined);
  const [dragged, setDragged] = useState<number>();
  const move = (current: Drag, event: PointerEvent) => {
    const { box, stretch: over } = current;
    const widthMs = over.toMs - over.fromMs;
    current.mediaMs = event.shiftKey
      ? clamp(current.mediaMs + ((event.clientX - current.lastX) / box.width / FINE) * widthMs, over)
      : momentAt(over, (event.clientX - box.left) / box.width);
    current.lastX = event.clientX;
    setDragged(current.mediaMs);
    onSeek(current.mediaMs);
  };
  const end = () => {
    drag.current = undefined;
    setDragged(undefined);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const box = event.currentTarget.getBoundingClientRect();
      const at = momentAt(stretch, (event.clientX - box.left) / box.width);
      drag.current = { box, stretch, lastX: event.clientX, mediaMs: at };
      move(drag.current, event);
    },
    onPointerMove: (event: PointerEvent) => {
      const box = event.currentTarget.getBoundingClientRect();
      const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      onHover?.({ mediaMs: drag.current?.mediaMs ?? momentAt(stretch, share), share });
      if (drag.current !== undefined) move(drag.current, event);
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => onHover?.(undefined),
  };
  return { handlers, dragged };
}

function clamp(mediaMs: number, { fromMs, toMs }: Stretch): number {
  return Math.min(toMs, Math.max(fromMs, mediaMs));
}
