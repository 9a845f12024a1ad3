import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { MediaDescription } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { formatBytes, SealMark, UntrustedText, useReport } from '../../ui/index.ts';
import { frameUrl } from './Filmstrip.tsx';
import { mediaName } from './media-name.ts';
import type { Player } from './use-player.ts';

/** Path of what is played: the copy where there is one, else the original. */
function playbackUrl(itemId: string): string {
  return `/evidence/${itemId}/playback`;
}

interface MediaStageProps {
  readonly item: Item;
  readonly media: MediaDescription;
  readonly player: Player;
  /** Set while another element must be made: a copy is ready, or reading is tried again. */
  readonly turn: string;
  /** Shown instead of a picture where there is none. */
  readonly sound: ReactNode;
}

/** The picture, or the sound drawn large. */
export function MediaStage({ item, media, player, turn, sound }: MediaStageProps) {
  const texts = useTexts();
  const name = mediaName(item, texts);
  if (media.kind === 'audio') {
    return (
      <div className="media-stage is-audio">
        {/* biome-ignore lint/a11y/useMediaCaption: evidence has no captions; a transcript stands beside it */}
        <audio
          key={turn}
          ref={player.attach}
          src={playbackUrl(item.id)}
          preload="auto"
          aria-label={texts.media.audio(name)}
          data-testid="media-element"
        />
        {sound}
      </div>
    );
  }
  return (
    <div className="media-stage">
      {/* biome-ignore lint/a11y/useMediaCaption: evidence has no captions; a transcript stands beside it */}
      <video
        key={turn}
        ref={player.attach}
        src={playbackUrl(item.id)}
        preload="auto"
        playsInline
        disablePictureInPicture
        aria-label={texts.media.video(name)}
        data-testid="media-element"
        onClick={player.toggle}
      />
      {!player.state.hasPicture && (
        <>
          <img
            className="media-still"
            src={frameUrl(item.id, Math.floor(player.state.mediaMs / 1000) * 1000)}
            alt=""
          />
          <p className="media-banner" role="status" data-testid="media-no-picture">
            {texts.media.noPicture}
          </p>
        </>
      )}
    </div>
  );
}

/** What cannot be played here: that it is safe, why, and what can be done. */
export function Unplayable(props: {
  item: Item;
  media: MediaDescription;
  isReadingProblem: boolean;
  onRetry: () => void;
}) {
  const { item, media, isReadingProblem } = props;
  const texts = useTexts();
  const report = useReport();
  return (
    <div className="media-stage">
      <div className="panel media-unplayable" role="alert" data-testid="media-unplayable">
        <SealMark size={22} />
        <strong>{mediaName(item, texts)}</strong>
        <span className="secondary">
          <UntrustedText text={media.contentType === '' ? item.mediaType : media.contentType} /> ·{' '}
          {formatBytes(item.sizeBytes)}
        </span>
        <p>{isReadingProblem ? texts.media.unreadable : texts.media.unplayable}</p>
        {!isReadingProblem && <p className="secondary">{texts.media.unplayableHelp}</p>}
        {media.problem !== null && (
          <p className="tertiary">
            <UntrustedText text={media.problem.message} /> <code>{media.problem.code}</code>
          </p>
        )}
        {isReadingProblem ? (
          <Button data-testid="media-retry" onClick={props.onRetry}>
            {texts.media.retry}
          </Button>
        ) : (
          <Button
            data-testid="media-open-folder"
            onClick={() => void report.settled(client().locker.reveal())}
          >
            {texts.media.openFolder}
          </Button>
        )}
      </div>
    </div>
  );
}
