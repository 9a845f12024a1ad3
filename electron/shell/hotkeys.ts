import {
  type HotkeyAction,
  type HotkeyState,
  hotkeyActions,
  type Settings,
} from '../../core/contract/index.ts';

/** The part of Electron's `globalShortcut` that is used. */
export interface Shortcuts {
  register(accelerator: string, onPressed: () => void): boolean;
  unregister(accelerator: string): void;
}

/** The capture keys as they really are, not as they were wished. */
export interface Hotkeys {
  /** Gives up the keys held so far and takes these; a taken one is reported with a free one to offer. */
  apply(accelerators: Settings['hotkeys']): void;
  states(): HotkeyState[];
  /** Whether an action could have this key, without keeping it. */
  tryOut(action: HotkeyAction, accelerator: string): HotkeyState;
}

/** {@link Hotkeys} over the system's global shortcuts. */
export function createHotkeys(shortcuts: Shortcuts, onPressed: (action: HotkeyAction) => void): Hotkeys {
  const held = new Map<HotkeyAction, string>();
  let states: HotkeyState[] = [];
  const isHeld = (accelerator: string) => [...held.values()].some((each) => isSame(each, accelerator));
  const isFree = (accelerator: string) => {
    if (isHeld(accelerator)) return false;
    const state = grab(shortcuts, accelerator, () => undefined);
    if (state === 'active') shortcuts.unregister(accelerator);
    return state === 'active';
  };
  const suggest = (action: HotkeyAction) => alternatives(action).find(isFree) ?? null;
  const stateOf = (action: HotkeyAction, accelerator: string, state: HotkeyState['state']): HotkeyState => ({
    action,
    accelerator,
    state,
    suggestion: state === 'taken' ? suggest(action) : null,
  });
  return {
    apply: (accelerators) => {
      for (const accelerator of held.values()) shortcuts.unregister(accelerator);
      held.clear();
      const found = hotkeyActions.map((action) => {
        const accelerator = accelerators[action];
        if (accelerator === '') return { action, accelerator, state: 'off' as const };
        const state = isHeld(accelerator) ? 'taken' : grab(shortcuts, accelerator, () => onPressed(action));
        if (state === 'active') held.set(action, accelerator);
        return { action, accelerator, state };
      });
      // Suggestions come last, so that none is a key that another action is about to take.
      states = found.map(({ action, accelerator, state }) => stateOf(action, accelerator, state));
    },
    states: () => states,
    tryOut: (action, accelerator) => {
      if (accelerator === '') return stateOf(action, accelerator, 'off');
      const own = held.get(action);
      if (own !== undefined && isSame(own, accelerator)) return stateOf(action, accelerator, 'active');
      if (isHeld(accelerator)) return stateOf(action, accelerator, 'taken');
      const state = grab(shortcuts, accelerator, () => undefined);
      if (state === 'active') shortcuts.unregister(accelerator);
      return stateOf(action, accelerator, state);
    },
  };
}

function grab(
  shortcuts: Shortcuts,
  accelerator: string,
  onPressed: () => void,
): 'active' | 'taken' | 'invalid' {
  // A key without a modifier would be lost to every other program.
  if (
    !/^(?:(?:Control|Ctrl|Command|Cmd|CommandOrControl|CmdOrCtrl|Alt|Option|Shift|Super|Meta)\+)+[^+\s]+$/i.test(
      accelerator,
    )
  ) {
    return 'invalid';
  }
  try {
    return shortcuts.register(accelerator, onPressed) ? 'active' : 'taken';
  } catch {
    // Electron throws for what is no accelerator.
    return 'invalid';
  }
}

const digits: Readonly<Record<HotkeyAction, string>> = {
  screen: '1',
  window: '2',
  region: '3',
  record: '4',
  pause: '5',
  mark: '6',
};
const letters: Readonly<Record<HotkeyAction, string>> = {
  screen: 'S',
  window: 'W',
  region: 'R',
  record: 'V',
  pause: 'P',
  mark: 'M',
};

function alternatives(action: HotkeyAction): readonly string[] {
  const number = Number(digits[action]);
  return [
    `Control+Alt+${digits[action]}`,
    `Control+Shift+${digits[action]}`,
    `Control+Alt+Shift+${digits[action]}`,
    `Control+Alt+${letters[action]}`,
    `Control+Alt+Shift+${letters[action]}`,
    `Control+Alt+F${number + 5}`,
    `Control+Shift+F${number + 6}`,
  ];
}

function isSame(a: string, b: string): boolean {
  const canonical = (accelerator: string) =>
    accelerator
      .toLowerCase()
      .replace(/\bctrl\b/g, 'control')
      .split('+')
      .sort()
      .join('+');
  return canonical(a) === canonical(b);
}
