/** What a key does in the player. */
export type MediaAction =
  | 'toggle'
  | 'back'
  | 'forward'
  | 'far-back'
  | 'far-forward'
  | 'previous-frame'
  | 'next-frame'
  | 'previous-mark'
  | 'next-mark'
  | 'start'
  | 'end'
  | 'slower'
  | 'faster'
  | 'louder'
  | 'quieter'
  | 'mute'
  | 'seal'
  | 'tall'
  | 'trim-from'
  | 'trim-to'
  | 'previous-item'
  | 'next-item';

const plain: Readonly<Record<string, MediaAction>> = {
  ' ': 'toggle',
  k: 'toggle',
  arrowleft: 'back',
  arrowright: 'forward',
  j: 'far-back',
  l: 'far-forward',
  ',': 'previous-frame',
  '.': 'next-frame',
  '<': 'slower',
  '>': 'faster',
  home: 'start',
  end: 'end',
  arrowup: 'louder',
  arrowdown: 'quieter',
  m: 'mute',
  s: 'seal',
  f: 'tall',
  pageup: 'previous-item',
  pagedown: 'next-item',
};
const withShift: Readonly<Record<string, MediaAction>> = {
  arrowleft: 'previous-mark',
  arrowright: 'next-mark',
  // Layouts where Shift gives another character than < and >.
  ',': 'slower',
  '.': 'faster',
};

/** What a key press asks for. `I` and `O` only while a clip is being chosen: elsewhere `O` files an item. */
export function mediaActionOf(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  isTrimming: boolean,
): MediaAction | undefined {
  const name = key.toLowerCase();
  if (isTrimming && name === 'i') return 'trim-from';
  if (isTrimming && name === 'o') return 'trim-to';
  return (shiftKey ? withShift[name] : undefined) ?? plain[name];
}

/** Roles that use the arrows themselves. */
const OWN_ARROWS = '[role="tab"], [role="radio"], [role="combobox"], [role="listbox"], [role="menu"], select';
const FIELDS = 'input:not([type="radio"]), textarea, [contenteditable="true"]';

/** Whether a key belongs to the control it was pressed in, and not to the player. */
export function isForControl(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(FIELDS) !== null) return true;
  if (event.key === ' ') return target.closest('button, a, [role="tab"], [role="radio"], input') !== null;
  const usesArrows = target.closest(`${OWN_ARROWS}, input[type="radio"]`) !== null;
  if (usesArrows) return /^(?:Arrow|Home|End|Page)/.test(event.key);
  // A list that scrolls is scrolled by the Page keys and the upright arrows.
  return target.closest('[data-scrolls]') !== null && /^(?:ArrowUp|ArrowDown|Page)/.test(event.key);
}
