import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { EventPayload } from '../../../../core/contract/index.ts';
import { client, settle } from '../../../client.ts';
import { useEvent } from '../../../hooks/index.ts';
import { useTexts } from '../../../locales/index.ts';
import type { PixelArea } from './geometry.ts';
import { Magnifier } from './Magnifier.tsx';
import { SelectedArea } from './SelectedArea.tsx';
import { type Region, useRegion } from './use-region.ts';

type Frozen = EventPayload<'frozenScreenReady'>;

/** The screen as it was when the key was pressed, and a rectangle to be chosen on it. */
export function RegionPage() {
  const texts = useTexts();
  const [frozen, setFrozen] = useState<Frozen>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    void settle(client().capture.getFrozenScreen()).then((result) => {
      if (result.ok) setFrozen(result.value);
      else setFailed(true);
    });
  }, []);
  useEvent('frozenScreenReady', (next) => {
    setFailed(false);
    setFrozen(next);
  });
  useCancelByEscape(frozen === undefined);
  if (frozen !== undefined) return <FrozenScreen key={frozen.pictureUrl} frozen={frozen} />;
  return <p className="region-notice">{hasFailed ? texts.region.failed : texts.region.loading}</p>;
}

function FrozenScreen({ frozen }: { frozen: Frozen }) {
  const texts = useTexts();
  const region = useRegion({ width: frozen.widthPx, height: frozen.heightPx });
  const frame = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const { confirm, cancel } = useAnswer(region.area);
  useEffect(() => frame.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') cancel();
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) confirm();
    else if (!region.onArrow(event)) return;
    event.preventDefault();
  };
  const ratio = window.devicePixelRatio;
  return (
    <div
      ref={frame}
      role="application"
      aria-label={texts.region.help}
      tabIndex={-1}
      className="region"
      data-testid="region"
      onKeyDown={onKeyDown}
      onPointerDown={region.startDraw}
      onPointerMove={region.onPointerMove}
      onPointerUp={region.onPointerUp}
      onDoubleClick={confirm}
      onContextMenu={(event) => {
        event.preventDefault();
        cancel();
      }}
    >
      <img
        ref={picture}
        src={frozen.pictureUrl}
        alt={texts.region.picture}
        draggable={false}
        style={{ width: frozen.widthPx / ratio, height: frozen.heightPx / ratio }}
        onError={cancel}
      />
      {region.area === undefined ? (
        <div className="region-veil" />
      ) : (
        <SelectedArea area={region.area} region={region} onConfirm={confirm} onCancel={cancel} />
      )}
      <Aim picture={picture} region={region} frozen={frozen} />
      {!region.isDragging && region.area === undefined && <p className="region-help">{texts.region.help}</p>}
    </div>
  );
}

/** Tells the main process once: the window is taken away after the first answer, a second would reach the next capture. */
function useAnswer(area: PixelArea | undefined): { confirm(): void; cancel(): void } {
  const isAnswered = useRef(false);
  const answer = (call: () => Promise<unknown>) => {
    if (isAnswered.current) return;
    isAnswered.current = true;
    void call();
  };
  return {
    confirm: () => {
      if (area !== undefined) answer(() => settle(client().capture.chooseRegion(area)));
    },
    cancel: () => answer(() => settle(client().capture.cancelRegion())),
  };
}

interface AimProps {
  readonly picture: RefObject<HTMLImageElement | null>;
  readonly region: Region;
  readonly frozen: Frozen;
}

/** Crosshair and magnifier, while a corner is being chosen. */
function Aim({ picture, region, frozen }: AimProps) {
  const { pointer } = region;
  if (pointer === undefined || (region.area !== undefined && !region.isDragging)) return null;
  const ratio = window.devicePixelRatio;
  return (
    <>
      <Crosshair x={pointer.x / ratio} y={pointer.y / ratio} />
      <Magnifier picture={picture} pointer={pointer} frozen={frozen} />
    </>
  );
}

function Crosshair({ x, y }: { x: number; y: number }) {
  return (
    <>
      <div className="region-line" style={{ left: x, top: 0, width: 1, height: '100%' }} />
      <div className="region-line" style={{ left: 0, top: y, width: '100%', height: 1 }} />
    </>
  );
}

/** While there is no picture to hold the focus, Esc must still lead out. */
function useCancelByEscape(isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return undefined;
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape') void settle(client().capture.cancelRegion());
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isActive]);
}
