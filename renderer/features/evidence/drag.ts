import { type DragEvent, useState } from 'react';
import type { ItemId } from '../../../core/evidence/index.ts';

const TYPE = 'application/x-liuhen-items';

// The ids travel in this window only; what another program drags in carries no such type and is not looked at.
let dragged: readonly ItemId[] = [];

/** Starts dragging items; `label` says how many under the pointer. */
export function startDrag(event: DragEvent, itemIds: readonly ItemId[], label: string): void {
  dragged = itemIds;
  event.dataTransfer.setData(TYPE, '');
  event.dataTransfer.effectAllowed = 'move';
  const chip = document.createElement('div');
  chip.className = 'drag-chip';
  chip.textContent = label;
  document.body.append(chip);
  event.dataTransfer.setDragImage(chip, -8, -8);
  // The browser copies the element's look while this event is handled; afterwards it may go.
  setTimeout(() => chip.remove());
}

/** Properties of something that items can be dropped on, and whether they hover over it. */
export function useDropTarget(onDrop: (itemIds: readonly ItemId[]) => void) {
  const [isOver, setOver] = useState(false);
  const isOurs = (event: DragEvent) => event.dataTransfer.types.includes(TYPE);
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!isOurs(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!isOurs(event)) return;
        event.preventDefault();
        onDrop(dragged);
        dragged = [];
      },
    },
  };
}
