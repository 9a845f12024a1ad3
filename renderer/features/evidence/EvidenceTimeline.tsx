import { useMemo } from 'react';
import { type Texts, useTexts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';
import { useCards } from './use-cards.tsx';
import type { Evidence } from './use-evidence.ts';
import { type ListRow, VirtualList } from './VirtualList.tsx';

const HEADING_PX = 40;
const LINE_PX = 104;
const heightPx = (row: ListRow) => ('heading' in row ? HEADING_PX : LINE_PX);

/** Items one below the other, oldest first, under the day they were sealed on. */
export function EvidenceTimeline({ evidence }: { evidence: Evidence }) {
  const texts = useTexts();
  const rows = useMemo(() => rowsByDay(evidence.items, texts), [evidence.items, texts]);
  const renderItem = useCards(evidence, 'line');
  return (
    <div className="evidence-frame">
      <VirtualList
        evidence={evidence}
        rows={rows}
        columns={1}
        heightPx={heightPx}
        className="evidence-timeline"
        renderItem={renderItem}
      />
    </div>
  );
}

function rowsByDay(items: Evidence['items'], texts: Texts): readonly ListRow[] {
  const days = new Map<string, Evidence['items'][number][]>();
  for (const item of items) {
    const day = formatLocalTime(item.capturedAtUtc).slice(0, 10);
    const ofDay = days.get(day);
    if (ofDay === undefined) days.set(day, [item]);
    else ofDay.push(item);
  }
  return [...days].flatMap(([day, ofDay]): ListRow[] => [
    { heading: texts.evidence.day(day, ofDay.length), key: `day ${day}` },
    ...ofDay.map((item) => ({ items: [item], key: item.id })),
  ]);
}
