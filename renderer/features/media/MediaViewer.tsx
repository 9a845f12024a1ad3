import './media.css';
import './timeline.css';
import { useRef } from 'react';
import type { MediaDescription } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailureNotice } from '../../ui/index.ts';
import { ClockLine } from './ClockLine.tsx';
import { Controls } from './Controls.tsx';
import { MediaStage, Unplayable } from './MediaStage.tsx';
import { MediaTools } from './MediaTools.tsx';
import { PreparationLine } from './PreparationLine.tsx';
import { SealedNotice } from './SealedNotice.tsx';
import { Timeline } from './Timeline.tsx';
import { type OpenMedia, useOpenMedia } from './use-open-media.ts';

interface MediaViewerProps {
  readonly item: Item;
  /** Shows the item before (-1) or after (1) this one. */
  onTurn?: (step: 1 | -1) => void;
}

const never = [] as const;

/** Plays a recording or an imported sound or video file, with everything known of it along its time. */
export function MediaViewer({ item, onTurn }: MediaViewerProps) {
  const texts = useTexts();
  const query = useQuery(`media ${item.id}`, () => client().media.describe({ itemId: item.id }), never);
  if (query.value !== undefined) {
    return (
      <DescribedMedia
        key={item.id}
        item={item}
        media={query.value}
        onPrepared={query.refresh}
        onTurn={(step) => onTurn?.(step)}
      />
    );
  }
  return (
    <section className="media-viewer is-empty" aria-label={texts.media.player} data-testid="media-viewer">
      {query.failure === undefined ? (
        <p className="secondary">{texts.media.loading}</p>
      ) : (
        <FailureNotice failure={query.failure} onRetry={query.refresh} />
      )}
    </section>
  );
}

interface DescribedMediaProps {
  readonly item: Item;
  readonly media: MediaDescription;
  onPrepared(): void;
  onTurn(step: 1 | -1): void;
}

function DescribedMedia(props: DescribedMediaProps) {
  const texts = useTexts();
  const root = useRef<HTMLElement>(null);
  const open = useOpenMedia({ ...props, root });
  return (
    <section
      ref={root}
      className={`media-viewer is-${open.media.kind}${open.isTall ? ' is-tall' : ''}`}
      aria-label={texts.media.player}
      data-testid="media-viewer"
    >
      <div className="media-layout">
        <MainPart open={open} />
        {!open.isTall && <MediaTools open={open} />}
      </div>
    </section>
  );
}

function MainPart({ open }: { open: OpenMedia }) {
  const { item, media, player, sealFrame, problem } = open;
  const timeline = (
    <Timeline
      {...open}
      clip={open.isTrimming ? open.clip : undefined}
      onSeek={player.seek}
      mediaMs={player.state.mediaMs}
    />
  );
  return (
    <div className="media-main">
      {problem === undefined ? (
        <MediaStage item={item} media={media} player={player} turn={open.turn} sound={timeline} />
      ) : (
        <Unplayable item={item} media={media} isReadingProblem={problem === 'reading'} onRetry={open.retry} />
      )}
      {problem === undefined && <PreparationLine preparation={open.preparation} media={media} />}
      {sealFrame.sealed !== undefined && (
        <SealedNotice sealed={sealFrame.sealed} original={item} onClose={sealFrame.dismiss} />
      )}
      {problem === undefined && (
        <div className="media-desk">
          {media.kind === 'video' && timeline}
          <ClockLine
            item={item}
            recorded={open.recorded}
            mediaMs={player.state.mediaMs}
            durationMs={open.durationMs}
          />
          <Controls
            state={player.state}
            hasFrames={media.kind === 'video'}
            hasSound={media.sound !== null}
            canSeal={media.kind === 'video' && open.isOriginal}
            isTall={open.isTall}
            isSealing={sealFrame.isBusy}
            run={open.run}
            setRate={player.setRate}
            setVolume={player.setVolume}
          />
        </div>
      )}
    </div>
  );
}
