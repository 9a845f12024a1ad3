import type { KeyboardEvent } from 'react';
import { emptySelection, moveActive, selectAll } from './selection.ts';
import type { Evidence } from './use-evidence.ts';

/**
 * The keyboard of a list of evidence: arrows, Home, End and Page keys move (with Shift they select), Ctrl/⌘+A selects all,
 * Esc clears, Space and Enter open the viewer, E names the kind, O files under an order, Delete asks to remove.
 */
export function useListKeys(evidence: Evidence, columns: number, pageStep: () => number) {
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = stepOf(event.key, columns, pageStep, evidence.items.length);
    if (step !== undefined) {
      evidence.select((selection, order) => moveActive(selection, order, step, event.shiftKey));
    } else if (!runCommand(event, evidence)) {
      return;
    }
    event.preventDefault();
  };
}

function stepOf(key: string, columns: number, pageStep: () => number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return -1;
    case 'ArrowRight':
      return 1;
    case 'ArrowUp':
      return -columns;
    case 'ArrowDown':
      return columns;
    case 'PageUp':
      return -pageStep();
    case 'PageDown':
      return pageStep();
    case 'Home':
      return -count;
    case 'End':
      return count;
    default:
      return undefined;
  }
}

function runCommand(event: KeyboardEvent, evidence: Evidence): boolean {
  const withCommandKey = event.ctrlKey || event.metaKey;
  const chosen = [...evidence.selection.ids];
  switch (event.key.toLowerCase()) {
    case 'a':
      if (!withCommandKey) return false;
      evidence.select(selectAll);
      return true;
    case 'e':
      if (withCommandKey) return false;
      evidence.ask('kind', chosen);
      return true;
    case 'o':
      if (withCommandKey) return false;
      evidence.ask('order', chosen);
      return true;
    case 'delete':
      evidence.ask('remove', chosen);
      return true;
    case ' ':
    case 'enter':
      evidence.view(evidence.selection.activeId ?? evidence.items[0]?.id);
      return true;
    case 'escape':
      evidence.select(() => emptySelection);
      return true;
    default:
      return false;
  }
}
