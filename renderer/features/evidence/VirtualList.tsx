import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Item } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import type { Evidence } from './use-evidence.ts';
import { useListKeys } from './use-list-keys.ts';

/** A row of the list: a heading, or items side by side. */
export type ListRow =
  | { readonly heading: string; readonly key: string }
  | { readonly items: readonly Item[]; readonly key: string };

interface VirtualListProps {
  readonly evidence: Evidence;
  readonly rows: readonly ListRow[];
  readonly columns: number;
  /** Height of a row in pixels, fixed by its sort. */
  readonly heightPx: (row: ListRow) => number;
  readonly className: string;
  renderItem(item: Item, position: { readonly index: number; readonly count: number }): ReactNode;
}

/**
 * A listbox of evidence of which only the visible rows are in the page. Focus stays on the list; the active item is named
 * by `aria-activedescendant`, which also survives its card being scrolled away.
 */
export function VirtualList(props: VirtualListProps) {
  const { evidence, rows } = props;
  const texts = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightAt(rows, index, props.heightPx),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 3,
    paddingStart: 4,
    paddingEnd: 16,
  });
  const { heightPx, columns } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are asked again when what decides them changes
  useEffect(() => virtualizer.measure(), [virtualizer, heightPx, columns]);

  const positions = positionsOf(rows);
  const activeRow = rows.findIndex(
    (row) => 'items' in row && row.items.some((item) => item.id === evidence.selection.activeId),
  );
  useEffect(() => {
    if (activeRow >= 0) virtualizer.scrollToIndex(activeRow, { align: 'auto' });
  }, [virtualizer, activeRow]);

  const onKeyDown = useListKeys(
    evidence,
    columns,
    () => pageStep(scroller.current, rows, heightPx) * columns,
  );
  const visible = virtualizer.getVirtualItems();
  const isActiveDrawn = visible.some((row) => row.index === activeRow);
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-multiselectable="true"
      aria-label={texts.evidence.list}
      aria-activedescendant={isActiveDrawn ? `item-${evidence.selection.activeId}` : undefined}
      tabIndex={0}
      className={`evidence-list ${props.className}`}
      data-testid="evidence-list"
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {visible.map((virtualRow) => {
          const row = rows[virtualRow.index];
          if (row === undefined) return null;
          return (
            <div
              key={virtualRow.key}
              role="presentation"
              className="evidence-row"
              style={{ height: virtualRow.size, transform: `translateY(${virtualRow.start}px)` }}
            >
              {'heading' in row ? (
                <div className="evidence-heading figures">{row.heading}</div>
              ) : (
                row.items.map((item) =>
                  props.renderItem(item, {
                    index: positions.get(item.id) ?? 0,
                    count: evidence.items.length,
                  }),
                )
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function heightAt(rows: readonly ListRow[], index: number, heightPx: (row: ListRow) => number): number {
  const row = rows[index];
  return row === undefined ? 0 : heightPx(row);
}

function positionsOf(rows: readonly ListRow[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const row of rows) {
    if ('items' in row) for (const item of row.items) positions.set(item.id, positions.size);
  }
  return positions;
}

function pageStep(
  scroller: HTMLElement | null,
  rows: readonly ListRow[],
  heightPx: (row: ListRow) => number,
): number {
  const row = rows.find((candidate) => 'items' in candidate);
  if (scroller === null || row === undefined) return 1;
  return Math.max(1, Math.floor(scroller.clientHeight / heightPx(row)) - 1);
}
