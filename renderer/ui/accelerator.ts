/** What of a key press decides an accelerator. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const namedKeys: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Space: 'Space',
  Enter: 'Return',
  Insert: 'Insert',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  PrintScreen: 'PrintScreen',
};

/**
 * Turns a key press into an Electron accelerator such as `Control+Alt+1`. `undefined` while only modifiers are held, and
 * for keys that would swallow typing: without Ctrl, Alt or Meta only function keys and PrintScreen are accepted.
 */
export function acceleratorOf(press: KeyPress, platform: string): string | undefined {
  const key = keyName(press.code);
  if (key === undefined) return undefined;
  const modifiers: string[] = [];
  if (press.ctrlKey) modifiers.push('Control');
  if (press.metaKey) modifiers.push(platform === 'darwin' ? 'Command' : 'Super');
  if (press.altKey) modifiers.push('Alt');
  const mayStandAlone = /^F\d+$/.test(key) || key === 'PrintScreen';
  if (modifiers.length === 0 && !mayStandAlone) return undefined;
  if (press.shiftKey) modifiers.push('Shift');
  return [...modifiers, key].join('+');
}

function keyName(code: string): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  const pad = /^Numpad(\d)$/.exec(code)?.[1];
  if (pad !== undefined) return `num${pad}`;
  if (/^F([1-9]|1\d|2[0-4])$/.test(code)) return code;
  return namedKeys[code];
}

/** The accelerator that works for an action now; empty when none does. */
export function activeKeys(
  hotkeys: readonly { readonly action: string; readonly accelerator: string; readonly state: string }[],
  action: string,
): string {
  const found = hotkeys.find((hotkey) => hotkey.action === action);
  return found?.state === 'active' ? found.accelerator : '';
}

const macSigns: Readonly<Record<string, string>> = {
  Control: '⌃',
  Alt: '⌥',
  Option: '⌥',
  Shift: '⇧',
  Command: '⌘',
  CommandOrControl: '⌘',
  Super: '⌘',
};
const otherNames: Readonly<Record<string, string>> = {
  Control: 'Ctrl',
  CommandOrControl: 'Ctrl',
  Super: 'Win',
  Return: 'Enter',
};

/** The keys of an accelerator as the user's keyboard names them, one a part; empty for an empty accelerator. */
export function keysOf(accelerator: string, platform: string): readonly string[] {
  if (accelerator === '') return [];
  const names = platform === 'darwin' ? macSigns : otherNames;
  return accelerator.split('+').map((part) => names[part] ?? part);
}
