import { type Ref, useState } from 'react';
import type { Item } from '../../../../core/evidence/index.ts';
import { useTexts } from '../../../locales/index.ts';
import { formatBytes, SealMark, UntrustedText } from '../../../ui/index.ts';
import { altText, isShownAsPicture, originalUrl, originName } from '../describe.ts';
import type { Zoom } from './use-zoom.ts';
import type { Size } from './zoom.ts';

/** From this enlargement on, pixels are shown as squares: an examiner wants to see them, not a guess between them. */
const PIXELATED_FROM = 2;

interface ViewerStageProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly item: Item;
  readonly zoom: Zoom;
  onPicture(size: Size | undefined): void;
}

/** The picture itself, or a card for what cannot be shown as one. */
export function ViewerStage({ ref, item, zoom, onPicture }: ViewerStageProps) {
  const texts = useTexts();
  const [hasFailed, setFailed] = useState(false);
  if (!isShownAsPicture(item) || hasFailed) {
    return (
      <div className="viewer-stage" ref={ref}>
        <FileCard item={item} text={hasFailed ? texts.viewer.imageFailed : texts.viewer.noImage} />
      </div>
    );
  }
  const { view } = zoom;
  return (
    <div className="viewer-stage" ref={ref} data-testid="viewer-stage" {...zoom.pointerHandlers}>
      <img
        src={originalUrl(item.id)}
        alt={altText(item, texts)}
        draggable={false}
        className={view !== undefined && view.scale >= PIXELATED_FROM ? 'is-pixelated' : undefined}
        style={
          view === undefined
            ? { visibility: 'hidden' }
            : { transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }
        }
        onLoad={(event) =>
          onPicture({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
        }
        onError={() => {
          onPicture(undefined);
          setFailed(true);
        }}
      />
    </div>
  );
}

function FileCard({ item, text }: { item: Item; text: string }) {
  return (
    <div className="panel viewer-file" data-testid="viewer-file">
      <SealMark size={22} />
      <strong>
        <UntrustedText text={originName(item) === '' ? item.id : originName(item)} />
      </strong>
      <span className="secondary">
        <UntrustedText text={item.mediaType} /> · {formatBytes(item.sizeBytes)}
      </span>
      <p>{text}</p>
    </div>
  );
}
