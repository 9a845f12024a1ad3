import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Pixel } from './geometry.ts';

/** Pixels shown on each side of the one under the pointer. */
const REACH = 9;
const SIDE = REACH * 2 + 1;
const ZOOM = 8;
const BOX_PX = SIDE * ZOOM;
const GAP_PX = 20;

interface MagnifierProps {
  readonly picture: RefObject<HTMLImageElement | null>;
  readonly pointer: Pixel;
  readonly frozen: { readonly widthPx: number; readonly heightPx: number };
}

/** The pixels around the pointer, as squares, with the coordinates and colour of the one in the middle. */
export function Magnifier({ picture, pointer, frozen }: MagnifierProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [colour, setColour] = useState('');
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    const source = picture.current;
    if (!context || source === null || !source.complete || source.naturalWidth === 0) return;
    context.imageSmoothingEnabled = false;
    context.fillStyle = '#000';
    context.fillRect(0, 0, SIDE, SIDE);
    context.drawImage(source, pointer.x - REACH, pointer.y - REACH, SIDE, SIDE, 0, 0, SIDE, SIDE);
    const [red = 0, green = 0, blue = 0] = context.getImageData(REACH, REACH, 1, 1).data;
    setColour(`#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`);
  }, [picture, pointer]);

  const ratio = window.devicePixelRatio;
  const x = pointer.x / ratio;
  const y = pointer.y / ratio;
  const height = BOX_PX + 44;
  const isLeft = x + GAP_PX + BOX_PX > frozen.widthPx / ratio;
  const isAbove = y + GAP_PX + height > frozen.heightPx / ratio;
  return (
    <div
      className="region-magnifier"
      aria-hidden="true"
      style={{
        left: isLeft ? x - GAP_PX - BOX_PX : x + GAP_PX,
        top: isAbove ? y - GAP_PX - height : y + GAP_PX,
        width: BOX_PX,
      }}
    >
      <canvas ref={canvas} width={SIDE} height={SIDE} style={{ width: BOX_PX, height: BOX_PX }} />
      <div
        className="region-target"
        style={{ left: REACH * ZOOM, top: REACH * ZOOM, width: ZOOM, height: ZOOM }}
      />
      <div className="region-readout">
        <span data-testid="region-pointer">
          {pointer.x}, {pointer.y}
        </span>
        <span className="row">
          <span className="region-colour" style={{ background: colour }} />
          {colour}
        </span>
      </div>
    </div>
  );
}
