/** X modifier bits: Control, Shift, Mod1 (Alt) and Mod4 (Super) as every common keyboard map assigns them. */
const MODIFIERS: Readonly<Record<string, number>> = {
  shift: 1,
  control: 4,
  ctrl: 4,
  commandorcontrol: 4,
  cmdorctrl: 4,
  alt: 8,
  option: 8,
  super: 64,
  meta: 64,
  command: 64,
  cmd: 64,
};

/** Keysyms of the key names that Electron's accelerators use. */
const NAMED_KEYS: Readonly<Record<string, number>> = {
  plus: 0x2b,
  space: 0x20,
  tab: 0xff09,
  backspace: 0xff08,
  delete: 0xffff,
  insert: 0xff63,
  return: 0xff0d,
  enter: 0xff0d,
  up: 0xff52,
  down: 0xff54,
  left: 0xff51,
  right: 0xff53,
  home: 0xff50,
  end: 0xff57,
  pageup: 0xff55,
  pagedown: 0xff56,
  escape: 0xff1b,
  esc: 0xff1b,
  printscreen: 0xff61,
};

const FIRST_FUNCTION_KEY = 0xffbe;

export interface KeyCombination {
  readonly modifiers: number;
  readonly keysym: number;
}

/** Reads an Electron accelerator such as `CommandOrControl+Shift+S`; null when it is not one this runtime knows. */
export function parseAccelerator(accelerator: string): KeyCombination | null {
  let modifiers = 0;
  let keysym: number | null = null;
  for (const part of accelerator.split('+')) {
    const name = part.toLowerCase();
    const modifier = MODIFIERS[name];
    if (modifier !== undefined) {
      modifiers |= modifier;
      continue;
    }
    const symbol = keysymOf(name);
    if (symbol === null || keysym !== null) return null;
    keysym = symbol;
  }
  return keysym === null ? null : { modifiers, keysym };
}

function keysymOf(name: string): number | null {
  const named = NAMED_KEYS[name];
  if (named !== undefined) return named;
  const functionKey = /^f([1-9]|1\d|2[0-4])$/.exec(name);
  if (functionKey) return FIRST_FUNCTION_KEY + Number(functionKey[1]) - 1;
  // Latin-1 keysyms equal their characters.
  return /^[!-~]$/.test(name) ? name.charCodeAt(0) : null;
}
