import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Item } from '../../../../core/evidence/index.ts';
import { useTexts } from '../../../locales/index.ts';
import { isMedia, MediaViewer } from '../../media/index.ts';
import type { Evidence } from '../use-evidence.ts';
import { useZoom, type Zoom } from './use-zoom.ts';
import { ViewerBar } from './ViewerBar.tsx';
import { ViewerPanel } from './ViewerPanel.tsx';
import { ViewerStage } from './ViewerStage.tsx';
import type { Size } from './zoom.ts';
import './viewer.css';

/** Shows one item of the list at full size; the arrows go through the list as it is on screen. */
export function Viewer({ evidence, itemId }: { evidence: Evidence; itemId: string }) {
  const at = evidence.items.findIndex((item) => item.id === itemId);
  const item = evidence.items[at];
  const { view, select } = evidence;
  const isGone = item === undefined && evidence.query.value !== undefined;
  useEffect(() => {
    // Filed elsewhere while it was open.
    if (isGone) view(undefined);
  }, [isGone, view]);
  useEffect(() => {
    select(() => ({ ids: new Set([itemId]), activeId: itemId, anchorId: itemId }));
  }, [itemId, select]);
  if (item === undefined) return null;
  return createPortal(<OpenViewer evidence={evidence} item={item} at={at} />, document.body);
}

function OpenViewer({ evidence, item, at }: { evidence: Evidence; item: Item; at: number }) {
  const texts = useTexts();
  const frame = useRef<HTMLDivElement>(null);
  // Each item has a stage of its own, and sound and video have none: a new one must be measured and listened to anew.
  const [stageElement, setStage] = useState<HTMLDivElement | null>(null);
  const stage = useMemo(() => ({ current: stageElement }), [stageElement]);
  const [loaded, setLoaded] = useState<{ readonly itemId: string; readonly size: Size | undefined }>();
  // The size of the item before would draw this one wrong until it is loaded.
  const picture = loaded?.itemId === item.id ? loaded.size : undefined;
  const [isPanelOpen, setPanelOpen] = useState(true);
  const zoom = useZoom(stage, picture);
  useAlone(frame);

  const close = () => evidence.view(undefined);
  const turn = (step: number) => {
    const target = evidence.items[at + step];
    if (target !== undefined) evidence.view(target.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (runViewerKey(event, { zoom, evidence, item, close, turn })) event.preventDefault();
  };
  return (
    <div
      ref={frame}
      className="viewer"
      role="dialog"
      aria-modal="true"
      aria-label={texts.viewer.title}
      tabIndex={-1}
      data-testid="viewer"
      onKeyDown={onKeyDown}
    >
      <ViewerBar
        evidence={evidence}
        item={item}
        at={at}
        zoom={zoom}
        isPanelOpen={isPanelOpen}
        onPanel={() => setPanelOpen((isOpen) => !isOpen)}
        onTurn={turn}
        onClose={close}
      />
      {isMedia(item) ? (
        <MediaViewer item={item} onTurn={turn} />
      ) : (
        <ViewerStage
          key={item.id}
          ref={setStage}
          item={item}
          zoom={zoom}
          onPicture={(size) => setLoaded({ itemId: item.id, size })}
        />
      )}
      {isPanelOpen && <ViewerPanel evidence={evidence} item={item} />}
    </div>
  );
}

/** Takes the focus, keeps everything behind out of reach, and gives the focus back. */
function useAlone(frame: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = document.getElementById('root');
    const focusedBefore = document.activeElement;
    root?.setAttribute('inert', '');
    frame.current?.focus();
    return () => {
      root?.removeAttribute('inert');
      if (focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true });
    };
  }, [frame]);
}

interface ViewerKeys {
  readonly zoom: Zoom;
  readonly evidence: Evidence;
  readonly item: Item;
  close(): void;
  turn(step: number): void;
}

function runViewerKey(event: KeyboardEvent, keys: ViewerKeys): boolean {
  const isTyping = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
  if (event.key !== 'Escape' && (isTyping || event.ctrlKey || event.metaKey || event.altKey)) return false;
  // Space on a button presses it; anywhere else it closes what it opened.
  if (event.key === ' ' && event.target instanceof HTMLButtonElement) return false;
  const action = viewerAction(event.key, keys);
  action?.();
  return action !== undefined;
}

function viewerAction(
  key: string,
  { zoom, evidence, item, close, turn }: ViewerKeys,
): (() => void) | undefined {
  switch (key.toLowerCase()) {
    case 'escape':
    case ' ':
      return close;
    case 'arrowleft':
    case 'arrowup':
      return () => turn(-1);
    case 'arrowright':
    case 'arrowdown':
      return () => turn(1);
    case '+':
    case '=':
      return zoom.zoomIn;
    case '-':
      return zoom.zoomOut;
    case '0':
      return zoom.fit;
    case '1':
      return zoom.actual;
    case 'delete':
      return () => evidence.ask('remove', [item.id]);
    case 'e':
      return () => evidence.ask('kind', [item.id]);
    case 'o':
      return () => evidence.ask('order', [item.id]);
    default:
      return undefined;
  }
}
