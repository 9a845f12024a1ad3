import { type Ref, useState } from 'react';
import type { Item } from '../../../../core/evidence/index.ts';
import type { EnvironmentCheckFacts } from '../../../../core/surroundings/index.ts';
import { useTexts } from '../../../locales/index.ts';
import { formatBytes, LocalTime, SealMark, UntrustedText } from '../../../ui/index.ts';
import { FindingList } from '../../proof/index.ts';
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
  if (item.provenance.source === 'environment-check') {
    return (
      <div className="viewer-stage" ref={ref}>
        <EnvironmentSheet item={item} check={item.provenance.check} />
      </div>
    );
  }
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

/** The report of an environment check, to be read like a page. */
function EnvironmentSheet({ item, check }: { item: Item; check: EnvironmentCheckFacts }) {
  const { environment: words } = useTexts().session;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard as well
    <section className="panel viewer-sheet" aria-label={words.source} tabIndex={0} data-testid="viewer-sheet">
      <h2>{words.source}</h2>
      <p className="secondary figures">
        {words.domainLooked}{' '}
        {check.domain === null ? words.domainNone : <UntrustedText text={check.domain} />}
        {' · '}
        <LocalTime iso={item.capturedAtUtc} withZone />
      </p>
      <FindingList findings={check.findings} />
    </section>
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
