import './evidence.css';
import { SoundOutlined } from '@ant-design/icons';
import { type DragEvent, type MouseEvent, memo, useState } from 'react';
import type { Item } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { LocalTime, ProofMark, type ShownProof, UntrustedText } from '../../ui/index.ts';
import { altText, kindName, originName, thumbnailUrl } from './describe.ts';
import { ItemBadges, sortName } from './ItemBadges.tsx';

export interface CardProps {
  readonly item: Item;
  readonly index: number;
  readonly count: number;
  readonly proof: ShownProof;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly hasLanded: boolean;
  /** `card` in the grid, `line` in the timeline. */
  readonly shape: 'card' | 'line';
  onClick(item: Item, event: MouseEvent): void;
  onOpen(item: Item): void;
  onDragStart(item: Item, event: DragEvent): void;
}

/** One item: picture, kind, time, proof level. Not focusable by itself: the list holds the focus. */
export const EvidenceCard = memo(function EvidenceCard(props: CardProps) {
  const { item, shape } = props;
  const texts = useTexts();
  const classes = ['evidence-card', `is-${shape}`];
  if (props.isSelected) classes.push('is-selected');
  if (props.isActive) classes.push('is-active');
  if (props.hasLanded) classes.push('has-landed');
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and names its active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox handles the keys
    <div
      id={`item-${item.id}`}
      role="option"
      aria-selected={props.isSelected}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
      className={classes.join(' ')}
      data-testid={`evidence-card-${item.id}`}
      data-item-kind={item.kind ?? ''}
      draggable
      onClick={(event) => props.onClick(item, event)}
      onDoubleClick={() => props.onOpen(item)}
      onDragStart={(event) => props.onDragStart(item, event)}
    >
      <div className="evidence-picture">
        <Thumbnail item={item} />
        <ItemBadges item={item} />
        {shape === 'card' && <ProofMark level={props.proof} isPlain />}
      </div>
      <div className="evidence-caption">
        <div className={item.kind === null ? 'ellipsis tertiary' : 'ellipsis evidence-kind'}>
          {kindName(item.kind, texts)}
        </div>
        <div className="secondary evidence-time">
          <LocalTime iso={item.capturedAtUtc} />
          {shape === 'line' && <ProofMark level={props.proof} isPlain />}
        </div>
        {shape === 'line' && <LineDetails item={item} />}
      </div>
    </div>
  );
});

function LineDetails({ item }: { item: Item }) {
  const origin = originName(item);
  return (
    <>
      {origin !== '' && (
        <div className="secondary ellipsis">
          <UntrustedText text={origin} />
        </div>
      )}
      {item.note !== '' && (
        <div className="ellipsis">
          <UntrustedText text={item.note} />
        </div>
      )}
    </>
  );
}

/** The small picture of an item, fetched when it comes into view; a file that has none says what it is. */
export function Thumbnail({ item }: { item: Item }) {
  const texts = useTexts();
  const [isMissing, setMissing] = useState(false);
  if (item.mediaType.startsWith('audio/')) {
    return (
      <span className="evidence-no-picture" role="img" aria-label={altText(item, texts)}>
        <SoundOutlined className="evidence-sound" />
      </span>
    );
  }
  if (isMissing) {
    return (
      <span className="evidence-no-picture" role="img" aria-label={altText(item, texts)}>
        <span className="code">{sortName(item, texts) ?? item.mediaType}</span>
        <span>{texts.evidence.noPicture}</span>
      </span>
    );
  }
  return (
    <img
      src={thumbnailUrl(item.id)}
      alt={altText(item, texts)}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setMissing(true)}
    />
  );
}
