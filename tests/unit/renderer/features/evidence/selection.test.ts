import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clickItem,
  emptySelection,
  moveActive,
  retainPresent,
  type Selection,
  selectAll,
} from '../../../../../renderer/features/evidence/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const plain = { isToggle: false, isRange: false };
const ids = (selection: Selection) => [...selection.ids].toSorted().join('');

describe('a selection', () => {
  it('follows clicks: one, one more, a range from the anchor', () => {
    const one = clickItem(emptySelection, order, 'b', plain);
    expect(ids(one)).toBe('b');
    const two = clickItem(one, order, 'd', { isToggle: true, isRange: false });
    expect(ids(two)).toBe('bd');
    expect(ids(clickItem(two, order, 'd', { isToggle: true, isRange: false }))).toBe('b');
    const range = clickItem(one, order, 'd', { isToggle: false, isRange: true });
    expect(ids(range)).toBe('bcd');
    expect(ids(clickItem(range, order, 'a', { isToggle: false, isRange: true }))).toBe('ab');
  });

  it('follows the arrows, extends with Shift and back, and stops at the ends', () => {
    const first = moveActive(emptySelection, order, 1, false);
    expect(first.activeId).toBe('a');
    const extended = moveActive(moveActive(first, order, 2, true), order, -1, true);
    expect(ids(extended)).toBe('ab');
    expect(moveActive(first, order, 99, false).activeId).toBe('e');
    expect(moveActive(first, order, -99, false).activeId).toBe('a');
    expect(moveActive(emptySelection, [], 1, false)).toBe(emptySelection);
  });

  it('goes on at the same place when the active item has left the list', () => {
    const selection = clickItem(emptySelection, order, 'c', plain);
    const after = retainPresent(selection, order, ['a', 'b', 'd', 'e']);
    expect(ids(after)).toBe('');
    expect(after.activeId).toBe('d');
    expect(retainPresent(clickItem(emptySelection, order, 'e', plain), order, ['a']).activeId).toBe('a');
    expect(retainPresent(selection, order, []).activeId).toBeUndefined();
  });

  it('stays the same object when nothing of it has changed', () => {
    const selection = selectAll(emptySelection, order);
    expect(retainPresent(selection, order, [...order, 'f'])).toBe(selection);
  });

  it('never holds an item that is not in the list', () => {
    fc.assert(
      fc.property(fc.subarray(order), fc.subarray(order), (selected, after) => {
        const selection: Selection = { ids: new Set(selected), activeId: selected[0], anchorId: selected[0] };
        const retained = retainPresent(selection, order, after);
        for (const id of [...retained.ids, retained.activeId, retained.anchorId]) {
          if (id !== undefined) expect(after).toContain(id);
        }
      }),
    );
  });
});
