import type { PointerEvent } from 'react';
import { useTexts } from '../../../locales/index.ts';
import { handles, type PixelArea } from './geometry.ts';
import type { Region } from './use-region.ts';

const TOOLBAR_PX = 44;

interface SelectedAreaProps {
  readonly area: PixelArea;
  readonly region: Region;
  onConfirm(): void;
  onCancel(): void;
}

/** The chosen rectangle: bright among the veiled rest, with its size, handles, and what to do with it. */
export function SelectedArea({ area, region, onConfirm, onCancel }: SelectedAreaProps) {
  const texts = useTexts();
  const ratio = window.devicePixelRatio;
  const place = {
    left: area.x / ratio,
    top: area.y / ratio,
    width: area.width / ratio,
    height: area.height / ratio,
  };
  const isBelow = place.top + place.height + TOOLBAR_PX < window.innerHeight;
  const stop = (event: PointerEvent) => event.stopPropagation();
  return (
    <div className="region-area" style={place} data-testid="region-area" onPointerDown={region.startMove}>
      <output className={place.top > 26 ? 'region-size' : 'region-size is-inside'} data-testid="region-size">
        {texts.region.size(area.width, area.height)}
      </output>
      {!region.isDragging && (
        <>
          {handles.map((handle) => (
            <div
              key={`${handle.horizontal} ${handle.vertical}`}
              className="region-handle"
              style={{
                left: `${(handle.horizontal + 1) * 50}%`,
                top: `${(handle.vertical + 1) * 50}%`,
                cursor: cursorOf(handle.horizontal, handle.vertical),
              }}
              onPointerDown={(event) => region.startResize(event, handle)}
            />
          ))}
          <div
            role="toolbar"
            aria-label={texts.region.help}
            className={isBelow ? 'region-toolbar' : 'region-toolbar is-inside'}
            onPointerDown={stop}
            onDoubleClick={(event) => event.stopPropagation()}
          >
            <button type="button" data-testid="region-cancel" onClick={onCancel}>
              {texts.region.cancel}
            </button>
            <button type="button" className="is-primary" data-testid="region-confirm" onClick={onConfirm}>
              {texts.region.confirm}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

function cursorOf(horizontal: number, vertical: number): string {
  if (horizontal === 0) return 'ns-resize';
  if (vertical === 0) return 'ew-resize';
  return horizontal === vertical ? 'nwse-resize' : 'nesw-resize';
}
