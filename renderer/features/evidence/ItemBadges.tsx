import type { Item } from '../../../core/evidence/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { formatDuration } from '../../ui/index.ts';

/** What an item is where it is not a picture: recording, video, sound, or taken from one; how long; whether interrupted. */
export function ItemBadges({ item }: { item: Item }) {
  const texts = useTexts();
  const sort = sortName(item, texts);
  if (sort === undefined) return null;
  const lengthMs = lengthOf(item);
  const isInterrupted =
    item.provenance.source === 'recording' && item.provenance.recording.ending === 'interrupted';
  return (
    <span className="item-badges" data-testid="item-badges">
      <span className="item-badge">
        {sort}
        {lengthMs !== undefined && <span className="figures">{formatDuration(lengthMs)}</span>}
      </span>
      {isInterrupted && <span className="item-badge is-interrupted">{texts.recording.interruptedBadge}</span>}
    </span>
  );
}

/** `录屏`, `视频`, `音频`, `取自录屏`; nothing for pictures and documents. */
export function sortName({ provenance, mediaType }: Item, texts: Texts): string | undefined {
  const { badges } = texts.recording;
  if (provenance.source === 'recording') return badges.recording;
  if (provenance.source === 'derivative') {
    return provenance.derivative.ofSource === 'import' ? badges.derivedImport : badges.derived;
  }
  if (provenance.source === 'environment-check') return texts.session.environment.badge;
  if (mediaType.startsWith('video/')) return badges.video;
  return mediaType.startsWith('audio/') ? badges.audio : undefined;
}

/** How long it is, where that is sealed with it. */
function lengthOf({ provenance }: Item): number | undefined {
  if (provenance.source === 'recording') return provenance.recording.mediaDurationMs;
  if (provenance.source !== 'derivative' || provenance.derivative.how !== 'trim') return undefined;
  return provenance.derivative.toMs - provenance.derivative.fromMs;
}
