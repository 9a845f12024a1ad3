import { memo, useState } from 'react';
import { momentAt, type Stretch } from './stretch.ts';
import { useWidth } from './use-width.ts';

/** Where the pictures of a file come from. */
export interface Pictures {
  readonly itemId: string;
  /** Pictures side by side in the sprite; 0 where there is none. */
  readonly count: number;
  /** Width by height of one picture. */
  readonly aspect: number;
  readonly durationMs: number;
}

/** Path of the sprite of small pictures. */
export function filmstripUrl(itemId: string): string {
  return `/evidence/${itemId}/filmstrip`;
}

/** Path of the frame shown at a time. */
export function frameUrl(itemId: string, mediaMs: number): string {
  return `/evidence/${itemId}/frame/${Math.max(0, Math.floor(mediaMs))}`;
}

/** How the sprite is laid behind a box so that the picture of a moment fills it. */
export function spriteStyle({ itemId, count, durationMs }: Pictures, mediaMs: number) {
  const index = Math.min(count - 1, Math.max(0, Math.floor((mediaMs / Math.max(1, durationMs)) * count)));
  return {
    backgroundImage: `url("${filmstripUrl(itemId)}")`,
    backgroundSize: `${count * 100}% 100%`,
    backgroundPosition: count > 1 ? `${(index / (count - 1)) * 100}% 0` : '0 0',
  };
}

/** Small pictures along a stretch, as many as fit without being squeezed. */
export const Filmstrip = memo(function Filmstrip(props: {
  pictures: Pictures;
  stretch: Stretch;
  heightPx: number;
}) {
  const { pictures, stretch, heightPx } = props;
  const [box, setBox] = useState<HTMLElement | null>(null);
  const widthPx = useWidth(box);
  if (pictures.count === 0) return null;
  const count = Math.max(1, Math.round(widthPx / (heightPx * pictures.aspect)));
  return (
    <div ref={setBox} className="filmstrip" aria-hidden="true" data-testid="media-filmstrip">
      {widthPx > 0 &&
        Array.from({ length: count }, (_, index) => {
          const mediaMs = momentAt(stretch, (index + 0.5) / count);
          return <span key={mediaMs} style={spriteStyle(pictures, mediaMs)} />;
        })}
    </div>
  );
});
