import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react';
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
  const { evidence, rows, heightPx, columns } = props;
  const texts = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useRows(scroller, props);
  const { activeId } = evidence.selection;
  const activeRow = rows.findIndex((row) => 'items' in row && row.items.some((item) => item.id === activeId));
  // Only a change of the active item scrolls: one that lands above must not take the user away from where they are.
  const newestActiveRow = useRef(activeRow);
  newestActiveRow.current = activeRow;
  useEffect(() => {
    if (activeId !== undefined && newestActiveRow.current >= 0) {
      virtualizer.scrollToIndex(newestActiveRow.current, { align: 'auto' });
    }
  }, [virtualizer, activeId]);

  const pageItems = () => pageStep(scroller.current, rows, heightPx) * columns;
  const onKeyDown = useListKeys(evidence, columns, pageItems);
  const isActiveDrawn = virtualizer.getVirtualItems().some((row) => row.index === activeRow);
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-multiselectable="true"
      aria-label={texts.evidence.list}
      aria-activedescendant={isActiveDrawn ? `item-${activeId}` : undefined}
      tabIndex={0}
      className={`evidence-list ${props.className}`}
      data-testid="evidence-list"
      onKeyDown={onKeyDown}
    >
      <VisibleRows {...props} virtualizer={virtualizer} />
    </div>
  );
}

type Rows = Virtualizer<HTMLDivElement, Element>;

function useRows(
  scroller: RefObject<HTMLDivElement | null>,
  { rows, heightPx, columns }: VirtualListProps,
): Rows {
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightAt(rows, index, heightPx),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 3,
    paddingStart: 4,
    paddingEnd: 16,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are asked again when what decides them changes
  useEffect(() => virtualizer.measure(), [virtualizer, heightPx, columns]);
  return virtualizer;
}

function VisibleRows({ rows, evidence, renderItem, virtualizer }: VirtualListProps & { virtualizer: Rows }) {
  const positions = useMemo(() => positionsOf(rows), [rows]);
  const count = evidence.items.length;
  return (
    <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
      {virtualizer.getVirtualItems().map(({ index, key, size, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <div
            key={key}
            role="presentation"
            className="evidence-row"
            style={{ height: size, transform: `translateY(${start}px)` }}
          >
            {'heading' in row ? (
              <div className="evidence-heading figures">{row.heading}</div>
            ) : (
              row.items.map((item) => renderItem(item, { index: positions.get(item.id) ?? 0, count }))
            )}
          </div>
        );
      })}
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
