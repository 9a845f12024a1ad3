import { type PointerEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { actualView, fitView, panBy, type Size, type View, ZOOM_STEP, zoomAt } from './zoom.ts';

/** What the viewer's buttons and keys do to the picture. */
export interface Zoom {
  readonly view: View | undefined;
  readonly isFit: boolean;
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  actual(): void;
  readonly pointerHandlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
  };
}

/** Keeps where a picture is drawn on a stage, by wheel, drag and buttons; refits on resize while it is fitted. */
export function useZoom(stage: RefObject<HTMLElement | null>, picture: Size | undefined): Zoom {
  const stageSize = useSize(stage);
  const [chosen, setChosen] = useState<View>();
  const dragged = useRef<{ x: number; y: number }>(undefined);
  useEffect(() => {
    if (picture !== undefined) setChosen(undefined);
  }, [picture]);

  const isReady = picture !== undefined && stageSize !== undefined;
  const fitted = isReady ? fitView(picture, stageSize, window.devicePixelRatio) : undefined;
  const view = chosen ?? fitted;
  const change = (next: (view: View, picture: Size, stage: Size) => View) => {
    if (isReady && fitted !== undefined) setChosen((last) => next(last ?? fitted, picture, stageSize));
  };
  const about = (factor: number) =>
    change((last, ofPicture, ofStage) =>
      zoomAt(last, factor, { x: ofStage.width / 2, y: ofStage.height / 2 }, ofPicture, ofStage),
    );
  useWheel(stage, (factor, point) =>
    change((last, ofPicture, ofStage) => zoomAt(last, factor, point, ofPicture, ofStage)),
  );

  return {
    view,
    isFit: chosen === undefined,
    zoomIn: () => about(ZOOM_STEP),
    zoomOut: () => about(1 / ZOOM_STEP),
    fit: () => setChosen(undefined),
    actual: () =>
      change((last, ofPicture, ofStage) => actualView(last, ofPicture, ofStage, window.devicePixelRatio)),
    pointerHandlers: {
      onPointerDown: (event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event) => {
        const from = dragged.current;
        if (from === undefined) return;
        const to = { x: event.clientX, y: event.clientY };
        dragged.current = to;
        change((last, ofPicture, ofStage) => panBy(last, to.x - from.x, to.y - from.y, ofPicture, ofStage));
      },
      onPointerUp: () => {
        dragged.current = undefined;
      },
    },
  };
}

function useSize(element: RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    const found = element.current;
    if (found === null) return undefined;
    const read = () => setSize({ width: found.clientWidth, height: found.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

// React listens to wheel events passively, where they cannot be kept from scrolling; hence a listener of our own.
function useWheel(
  element: RefObject<HTMLElement | null>,
  onZoom: (factor: number, point: { readonly x: number; readonly y: number }) => void,
): void {
  const newest = useRef(onZoom);
  newest.current = onZoom;
  useEffect(() => {
    const found = element.current;
    if (found === null) return undefined;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      const box = found.getBoundingClientRect();
      const factor = ZOOM_STEP ** Math.max(-2, Math.min(2, -event.deltaY / 100));
      newest.current(factor, { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    found.addEventListener('wheel', listen, { passive: false });
    return () => found.removeEventListener('wheel', listen);
  }, [element]);
}
