import type { ItemId } from '../../../core/evidence/index.ts';

/** Which items are selected, where the keyboard is, and where a range starts. */
export interface Selection {
  readonly ids: ReadonlySet<ItemId>;
  readonly activeId: ItemId | undefined;
  readonly anchorId: ItemId | undefined;
}

export const emptySelection: Selection = { ids: new Set(), activeId: undefined, anchorId: undefined };

/** A click: alone it selects one, with Ctrl/⌘ it toggles, with Shift it selects from the anchor to here. */
export function clickItem(
  selection: Selection,
  order: readonly ItemId[],
  id: ItemId,
  keys: { readonly isToggle: boolean; readonly isRange: boolean },
): Selection {
  if (keys.isRange) return selectRange(selection, order, id);
  if (!keys.isToggle) return { ids: new Set([id]), activeId: id, anchorId: id };
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, activeId: id, anchorId: id };
}

/** An arrow key: the item `step` places on becomes active; `isRange` extends the selection to it. Stops at the ends. */
export function moveActive(
  selection: Selection,
  order: readonly ItemId[],
  step: number,
  isRange: boolean,
): Selection {
  const at = selection.activeId === undefined ? -1 : order.indexOf(selection.activeId);
  const target = at === -1 ? 0 : Math.min(Math.max(at + step, 0), order.length - 1);
  const id = order[target];
  if (id === undefined) return selection;
  return isRange ? selectRange(selection, order, id) : { ids: new Set([id]), activeId: id, anchorId: id };
}

/** Everything, the active item staying where it is. */
export function selectAll(selection: Selection, order: readonly ItemId[]): Selection {
  return { ids: new Set(order), activeId: selection.activeId ?? order[0], anchorId: selection.anchorId };
}

/**
 * After the list changed: what left it is no longer selected. When the active item left, the one now in its place becomes
 * active, so that filing one after the other needs no mouse.
 */
export function retainPresent(
  selection: Selection,
  before: readonly ItemId[],
  after: readonly ItemId[],
): Selection {
  const present = new Set(after);
  const ids = new Set([...selection.ids].filter((id) => present.has(id)));
  const { activeId, anchorId } = selection;
  const isActiveGone = activeId !== undefined && !present.has(activeId);
  if (!isActiveGone && ids.size === selection.ids.size) return selection;
  const successor = isActiveGone ? after[Math.min(before.indexOf(activeId), after.length - 1)] : activeId;
  return {
    ids,
    activeId: successor,
    anchorId: anchorId !== undefined && present.has(anchorId) ? anchorId : successor,
  };
}

function selectRange(selection: Selection, order: readonly ItemId[], id: ItemId): Selection {
  const anchorId = selection.anchorId ?? selection.activeId ?? id;
  const from = order.indexOf(anchorId);
  const to = order.indexOf(id);
  if (from === -1 || to === -1) return { ids: new Set([id]), activeId: id, anchorId: id };
  const ids = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  return { ids, activeId: id, anchorId };
}
