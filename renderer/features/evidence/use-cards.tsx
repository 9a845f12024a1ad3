import { type DragEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Item, ItemId } from '../../../core/evidence/index.ts';
import { useEvent, useStamping } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { shownProof } from '../proof/index.ts';
import { startDrag } from './drag.ts';
import { EvidenceCard } from './EvidenceCard.tsx';
import { clickItem } from './selection.ts';
import type { Evidence } from './use-evidence.ts';

/** Draws cards of an evidence list with handlers that stay the same, so that scrolling draws no card twice. */
export function useCards(evidence: Evidence, shape: 'card' | 'line') {
  const texts = useTexts();
  const newest = useRef(evidence);
  newest.current = evidence;
  const landed = useLandedItems();
  const stamping = useStamping();

  const onClick = useCallback((item: Item, event: MouseEvent) => {
    const keys = { isToggle: event.ctrlKey || event.metaKey, isRange: event.shiftKey };
    newest.current.select((selection, order) => clickItem(selection, order, item.id, keys));
  }, []);
  const onOpen = useCallback((item: Item) => newest.current.view(item.id), []);
  const onDragStart = useCallback(
    (item: Item, event: DragEvent) => {
      const { selection, select } = newest.current;
      const isPartOfSelection = selection.ids.has(item.id);
      if (!isPartOfSelection) {
        select((last, order) => clickItem(last, order, item.id, { isToggle: false, isRange: false }));
      }
      const ids = isPartOfSelection ? [...selection.ids] : [item.id];
      startDrag(event, ids, texts.evidence.dragCount(ids.length));
    },
    [texts],
  );

  return (item: Item, position: { readonly index: number; readonly count: number }) => (
    <EvidenceCard
      key={item.id}
      item={item}
      index={position.index}
      count={position.count}
      shape={shape}
      proof={shownProof(item, stamping)}
      isSelected={evidence.selection.ids.has(item.id)}
      isActive={evidence.selection.activeId === item.id}
      hasLanded={landed.has(item.id)}
      onClick={onClick}
      onOpen={onOpen}
      onDragStart={onDragStart}
    />
  );
}

const HIGHLIGHT_MS = 2000;

/** Items sealed a moment ago: their cards show that they have just come. */
function useLandedItems(): ReadonlySet<ItemId> {
  const [landed, setLanded] = useState<ReadonlySet<ItemId>>(new Set());
  useEvent('itemSealed', ({ item }) => setLanded((last) => new Set(last).add(item.id)));
  useEffect(() => {
    if (landed.size === 0) return undefined;
    const timer = setTimeout(() => setLanded(new Set()), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [landed]);
  return landed;
}
