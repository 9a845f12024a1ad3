import { useEffect, useState } from 'react';
import { formatLocalTime } from '../../ui/index.ts';
import { frameUrl, type Pictures, spriteStyle } from './Filmstrip.tsx';
import { type Recorded, recordedUtcAt } from './recorded-time.ts';
import { percent } from './TimeTrack.tsx';
import { formatMediaTime } from './times.ts';

export interface Hover {
  readonly mediaMs: number;
  readonly share: number;
}

/** A pointer that rests this long is looking at one place: its real frame is worth decoding. */
const REST_MS = 150;

/** What is at the place under the pointer: at once from the filmstrip, then the frame itself; with its times. */
export function HoverPreview(props: {
  hover: Hover;
  pictures: Pictures | undefined;
  recorded: Recorded | undefined;
}) {
  const { hover, pictures, recorded } = props;
  const restedMs = useRested(Math.round(hover.mediaMs));
  const [loadedMs, setLoadedMs] = useState<number>();
  // Near the edges the box stays inside.
  const share = Math.min(0.92, Math.max(0.08, hover.share));
  return (
    <div className="hover-preview" style={{ left: percent(share) }} aria-hidden="true">
      {pictures !== undefined && (
        <div
          className="hover-picture"
          style={{
            aspectRatio: pictures.aspect,
            ...(pictures.count > 0 ? spriteStyle(pictures, hover.mediaMs) : {}),
          }}
        >
          {restedMs !== undefined && (
            <img
              key={restedMs}
              src={frameUrl(pictures.itemId, Math.min(restedMs, pictures.durationMs - 1))}
              alt=""
              style={{ visibility: loadedMs === restedMs ? 'visible' : 'hidden' }}
              onLoad={() => setLoadedMs(restedMs)}
            />
          )}
        </div>
      )}
      <span className="figures">{formatMediaTime(hover.mediaMs)}</span>
      {recorded !== undefined && (
        <span className="figures secondary">{formatLocalTime(recordedUtcAt(recorded, hover.mediaMs))}</span>
      )}
    </div>
  );
}

function useRested(mediaMs: number): number | undefined {
  const [rested, setRested] = useState<number>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(mediaMs), REST_MS);
    return () => clearTimeout(timer);
  }, [mediaMs]);
  return rested === mediaMs ? rested : undefined;
}
