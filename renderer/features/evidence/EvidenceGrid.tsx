import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useCards } from './use-cards.tsx';
import type { Evidence } from './use-evidence.ts';
import { type ListRow, VirtualList } from './VirtualList.tsx';

const MIN_CARD_PX = 176;
const GAP_PX = 12;
const PADDING_PX = 20;
const CAPTION_PX = 52;
const PICTURE_RATIO = 10 / 16;

/** Cards in as many columns as fit. */
export function EvidenceGrid({ evidence }: { evidence: Evidence }) {
  const [widthPx, setWidthPx] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    setWidthPx(element.clientWidth);
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const columns = Math.max(1, Math.floor((widthPx - 2 * PADDING_PX + GAP_PX) / (MIN_CARD_PX + GAP_PX)));
  const cardPx = (widthPx - 2 * PADDING_PX - (columns - 1) * GAP_PX) / columns;
  const rowPx = Math.round(cardPx * PICTURE_RATIO) + CAPTION_PX + GAP_PX;
  const rows = useMemo(() => rowsOf(evidence.items, columns), [evidence.items, columns]);
  const heightPx = useCallback(() => rowPx, [rowPx]);
  const renderItem = useCards(evidence, 'card');
  return (
    <div ref={frame} className="evidence-frame" style={{ ['--columns' as string]: columns }}>
      {widthPx > 0 && (
        <VirtualList
          evidence={evidence}
          rows={rows}
          columns={columns}
          heightPx={heightPx}
          className="evidence-grid"
          renderItem={renderItem}
        />
      )}
    </div>
  );
}

function rowsOf(items: Evidence['items'], columns: number): readonly ListRow[] {
  const rows: ListRow[] = [];
  for (let start = 0; start < items.length; start += columns) {
    const rowItems = items.slice(start, start + columns);
    rows.push({ items: rowItems, key: rowItems[0]?.id ?? String(start) });
  }
  return rows;
}
