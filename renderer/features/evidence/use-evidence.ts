import { App } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EvidenceKind, Item, ItemId } from '../../../core/evidence/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { client } from '../../client.ts';
import { type Query, useNavigation } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { useReport } from '../../ui/index.ts';
import { emptySelection, retainPresent, type Selection } from './selection.ts';
import { useItems } from './use-items.ts';

/** A dialog about items: naming their kind, filing them, removing them. */
export interface ItemsDialog {
  readonly about: 'kind' | 'order' | 'remove';
  readonly itemIds: readonly ItemId[];
}

/** The evidence of one place: its items, what is selected, what is open, and what can be done. */
export interface Evidence {
  readonly orderId: OrderId | null;
  readonly query: Query<readonly Item[]>;
  readonly items: readonly Item[];
  readonly selection: Selection;
  readonly selected: readonly Item[];
  readonly search: string;
  readonly viewedId: ItemId | undefined;
  readonly dialog: ItemsDialog | undefined;
  setSearch(text: string): void;
  select(change: (selection: Selection, order: readonly ItemId[]) => Selection): void;
  view(itemId: ItemId | undefined): void;
  ask(about: ItemsDialog['about'], itemIds: readonly ItemId[]): void;
  closeDialog(): void;
  assign(itemIds: readonly ItemId[], orderId: OrderId | null): Promise<void>;
  label(itemIds: readonly ItemId[], kind: EvidenceKind | null): Promise<void>;
  remove(itemIds: readonly ItemId[], reason: string): Promise<void>;
}

/** Opens the evidence of an order, or of the inbox for `null`; `isNewestFirst` is the order on screen. */
export function useEvidence(orderId: OrderId | null, isNewestFirst: boolean): Evidence {
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<ItemsDialog>();
  const query = useItems(orderId, search);
  const items = useMemo(() => {
    const found = query.value ?? [];
    return isNewestFirst ? found.toReversed() : found;
  }, [query.value, isNewestFirst]);
  const { selection, select } = useSelection(items);
  const [viewedId, setViewedId] = useRequestedItem();
  const commands = useItemCommands();
  const selected = useMemo(() => items.filter((item) => selection.ids.has(item.id)), [items, selection.ids]);
  return {
    orderId,
    query,
    items,
    selection,
    selected,
    search,
    viewedId,
    dialog,
    setSearch,
    select,
    view: setViewedId,
    ask: (about, itemIds) => {
      if (itemIds.length > 0) setDialog({ about, itemIds });
    },
    closeDialog: () => setDialog(undefined),
    ...commands,
  };
}

function useSelection(items: readonly Item[]) {
  const [selection, setSelection] = useState<Selection>(emptySelection);
  const order = useMemo(() => items.map((item) => item.id), [items]);
  const orderBefore = useRef(order);
  useEffect(() => {
    const before = orderBefore.current;
    orderBefore.current = order;
    if (before !== order) setSelection((last) => retainPresent(last, before, order));
  }, [order]);
  const select = useCallback(
    (change: (selection: Selection, order: readonly ItemId[]) => Selection) =>
      setSelection((last) => change(last, orderBefore.current)),
    [],
  );
  return { selection, select };
}

function useRequestedItem() {
  const { place, arrival } = useNavigation();
  const requested = 'openItemId' in place ? place.openItemId : undefined;
  const [viewedId, setViewedId] = useState<ItemId | undefined>(requested);
  const seenArrival = useRef(arrival);
  useEffect(() => {
    if (seenArrival.current === arrival) return;
    seenArrival.current = arrival;
    setViewedId(requested);
  }, [arrival, requested]);
  return [viewedId, setViewedId] as const;
}

// Below the contract's limit of a bulk command, in count and in bytes.
const PART = 2000;

function inParts(itemIds: readonly ItemId[]): ItemId[][] {
  const count = Math.ceil(itemIds.length / PART);
  return Array.from({ length: count }, (_, index) => itemIds.slice(index * PART, (index + 1) * PART));
}

function useItemCommands() {
  const report = useReport();
  const texts = useTexts();
  const assign = useCallback(
    async (itemIds: readonly ItemId[], orderId: OrderId | null) => {
      for (const part of inParts(itemIds)) {
        if ((await report.settled(client().evidence.assign({ itemIds: part, orderId }))) === undefined)
          return;
      }
      report.done(texts.evidence.assigned(itemIds.length));
    },
    [report, texts],
  );
  const label = useCallback(
    async (itemIds: readonly ItemId[], kind: EvidenceKind | null) => {
      for (const part of inParts(itemIds)) {
        if ((await report.settled(client().evidence.label({ itemIds: part, kind }))) === undefined) return;
      }
      report.done(texts.evidence.labelled(itemIds.length));
    },
    [report, texts],
  );
  const remove = useRemoval();
  return { assign, label, remove };
}

/** Removes for good; says how many are gone, and stays with what could not be shredded yet. */
function useRemoval(): Evidence['remove'] {
  const report = useReport();
  const { notification } = App.useApp();
  const { removal } = useTexts().proof;
  return useCallback(
    async (itemIds, reason) => {
      let pendingObjects = 0;
      for (const part of inParts(itemIds)) {
        const removed = await report.settled(client().evidence.remove({ itemIds: part, reason }));
        if (removed === undefined) return;
        pendingObjects += removed.value.pendingObjects;
      }
      report.done(removal.done(itemIds.length));
      if (pendingObjects === 0) return;
      notification.warning({
        key: 'removal-pending',
        title: removal.pendingTitle(pendingObjects),
        description: removal.pendingText,
        duration: 0,
        placement: 'topRight',
        role: 'alert',
      });
    },
    [report, notification, removal],
  );
}
