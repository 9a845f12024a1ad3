import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import {
  areaBetween,
  type Handle,
  middleArea,
  moveArea,
  type PictureSize,
  type Pixel,
  type PixelArea,
  pixelAt,
  resizeArea,
} from './geometry.ts';

type Drag =
  | { readonly does: 'draw'; readonly from: Pixel }
  | { readonly does: 'move'; readonly from: Pixel; readonly area: PixelArea }
  | { readonly does: 'resize'; readonly from: Pixel; readonly area: PixelArea; readonly handle: Handle };

/** What is being selected and with what. */
export interface Region {
  readonly area: PixelArea | undefined;
  /** The pixel under the pointer; undefined until it has moved. */
  readonly pointer: Pixel | undefined;
  readonly isDragging: boolean;
  startDraw(event: PointerEvent): void;
  startMove(event: PointerEvent): void;
  startResize(event: PointerEvent, handle: Handle): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(): void;
  /** Arrow keys; true when the key was one of them. */
  onArrow(event: KeyboardEvent): boolean;
}

/** Lets a rectangle be drawn, moved and resized by pointer and keyboard, in whole pixels of the picture. */
export function useRegion(picture: PictureSize): Region {
  const [area, setArea] = useState<PixelArea>();
  const [pointer, setPointer] = useState<Pixel>();
  const [isDragging, setDragging] = useState(false);
  const drag = useRef<Drag>(undefined);
  const at = (event: PointerEvent) => pixelAt(event.clientX, event.clientY, window.devicePixelRatio, picture);

  const start = (event: PointerEvent, next: Drag) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    drag.current = next;
    setDragging(true);
  };
  return {
    area,
    pointer,
    isDragging,
    startDraw: (event) => start(event, { does: 'draw', from: at(event) }),
    startMove: (event) => {
      if (area !== undefined) start(event, { does: 'move', from: at(event), area });
    },
    startResize: (event, handle) => {
      if (area !== undefined) start(event, { does: 'resize', from: at(event), area, handle });
    },
    onPointerMove: (event) => {
      const pixel = at(event);
      setPointer(pixel);
      if (drag.current !== undefined) setArea(areaOf(drag.current, pixel, picture));
    },
    onPointerUp: () => {
      drag.current = undefined;
      setDragging(false);
    },
    onArrow: (event) => {
      const direction = directions[event.key];
      if (direction === undefined) return false;
      const step = event.shiftKey ? 10 : 1;
      const [dx, dy] = [direction[0] * step, direction[1] * step];
      setArea((last) => {
        if (last === undefined) return middleArea(picture);
        return event.ctrlKey || event.metaKey
          ? resizeArea(last, { horizontal: 1, vertical: 1 }, dx, dy, picture)
          : moveArea(last, dx, dy, picture);
      });
      return true;
    },
  };
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function areaOf(drag: Drag, to: Pixel, picture: PictureSize): PixelArea {
  const dx = to.x - drag.from.x;
  const dy = to.y - drag.from.y;
  switch (drag.does) {
    case 'draw':
      return areaBetween(drag.from, to);
    case 'move':
      return moveArea(drag.area, dx, dy, picture);
    case 'resize':
      return resizeArea(drag.area, drag.handle, dx, dy, picture);
  }
}
