import type { WindowWishes } from './messages.ts';
import { PREDEFINED, WM_NAME, WM_NORMAL_HINTS, WM_SIZE_HINTS, type XConnection } from './x-connection.ts';

const REPLACE = 0;
/** Position and size given by the user (1, 2) and the program (4), minimum (16), maximum (32), gravity (512). */
const SIZE_HINT_FLAGS = 1 | 2 | 4 | 16 | 512;
const HAS_MAXIMUM = 32;
/** With static gravity a position means the window's own corner, not its frame's. */
const STATIC_GRAVITY = 10;
const NORMAL_HINTS_LENGTH = 18;
const UNLIMITED: Pick<WindowWishes, 'minimumSize' | 'maximumSize'> = { minimumSize: { width: 1, height: 1 } };
const INPUT_HINT = 1;
const STATE_HINT = 2;
const NORMAL_STATE = 1;
const DECORATIONS_HINT = 2;

/** Writes the properties that differ from the wishes; writing equal ones again would answer Chromium's writes for ever. */
export async function writeWishes(x: XConnection, window: number, wishes: WindowWishes): Promise<void> {
  await Promise.all([
    writeTitle(x, window, wishes.title),
    writeSizes(x, window, wishes),
    writeNumbers(x, window, x.atoms._MOTIF_WM_HINTS, x.atoms._MOTIF_WM_HINTS, [
      DECORATIONS_HINT,
      0,
      wishes.isFramed ? 1 : 0,
      0,
      0,
    ]),
    wishes.isFocusable ? undefined : refuseFocus(x, window),
  ]);
}

async function writeTitle(x: XConnection, window: number, title: string): Promise<void> {
  const bytes = Buffer.from(title, 'utf8');
  for (const atom of [WM_NAME, x.atoms._NET_WM_NAME]) {
    if ((await x.property(window, atom)).equals(bytes)) continue;
    x.client.ChangeProperty(REPLACE, window, atom, x.atoms.UTF8_STRING, 8, bytes);
  }
}

async function writeSizes(x: XConnection, window: number, wishes: WindowWishes): Promise<void> {
  const hints = new Array<number>(NORMAL_HINTS_LENGTH).fill(0);
  // A window manager does not fill the screen with a window that must not grow.
  const { minimumSize: least, maximumSize: most } = wishes.isFullScreen ? UNLIMITED : wishes;
  hints[0] = SIZE_HINT_FLAGS | (most ? HAS_MAXIMUM : 0);
  hints[5] = least.width;
  hints[6] = least.height;
  hints[7] = most?.width ?? 0;
  hints[8] = most?.height ?? 0;
  hints[17] = STATIC_GRAVITY;
  await writeNumbers(x, window, WM_NORMAL_HINTS, WM_SIZE_HINTS, hints);
}

/** A window that also takes no part in WM_TAKE_FOCUS is one no window manager gives the keyboard to. */
async function refuseFocus(x: XConnection, window: number): Promise<void> {
  const hints = [INPUT_HINT | STATE_HINT, 0, NORMAL_STATE, 0, 0, 0, 0, 0, 0];
  await writeNumbers(x, window, PREDEFINED.WM_HINTS, PREDEFINED.WM_HINTS, hints);
  const protocols = await x.numbers(window, x.atoms.WM_PROTOCOLS);
  const kept = protocols.filter((atom) => atom !== x.atoms.WM_TAKE_FOCUS);
  await writeNumbers(x, window, x.atoms.WM_PROTOCOLS, PREDEFINED.ATOM, kept);
}

async function writeNumbers(
  x: XConnection,
  window: number,
  atom: number,
  type: number,
  wanted: readonly number[],
): Promise<void> {
  const present = await x.numbers(window, atom);
  if (present.length === wanted.length && present.every((value, index) => value === wanted[index])) return;
  x.client.ChangeProperty(REPLACE, window, atom, type, 32, wanted);
}

/** The window-manager states that the wishes ask for. */
export function wishedStates({ atoms }: XConnection, wishes: WindowWishes): ReadonlyMap<number, boolean> {
  return new Map([
    [atoms._NET_WM_STATE_ABOVE, wishes.isAlwaysOnTop],
    [atoms._NET_WM_STATE_SKIP_TASKBAR, wishes.isSkippingTaskbar],
    [atoms._NET_WM_STATE_SKIP_PAGER, wishes.isSkippingTaskbar],
    [atoms._NET_WM_STATE_FULLSCREEN, wishes.isFullScreen],
  ]);
}

/** Sets the states of a window that no window manager manages at the moment. */
export function writeInitialStates(x: XConnection, window: number, wishes: WindowWishes): void {
  const states = [...wishedStates(x, wishes)].filter(([, isWanted]) => isWanted).map(([atom]) => atom);
  x.client.ChangeProperty(REPLACE, window, x.atoms._NET_WM_STATE, PREDEFINED.ATOM, 32, states);
}

/** Asks the window manager to change the states of a window it manages. */
export async function requestStates(x: XConnection, window: number, wishes: WindowWishes): Promise<void> {
  const present = new Set(await x.numbers(window, x.atoms._NET_WM_STATE));
  for (const [atom, isWanted] of wishedStates(x, wishes)) {
    if (present.has(atom) === isWanted) continue;
    x.client.SendClientMessage(x.root, window, x.atoms._NET_WM_STATE, 32, [isWanted ? 1 : 0, atom, 0, 1, 0]);
  }
}

/** 0 as the time of the user's last action tells the window manager not to give the window the keyboard. */
export function writeUserTime(x: XConnection, window: number, isInactive: boolean): void {
  if (isInactive)
    x.client.ChangeProperty(REPLACE, window, x.atoms._NET_WM_USER_TIME, PREDEFINED.CARDINAL, 32, [0]);
  else x.client.DeleteProperty(window, x.atoms._NET_WM_USER_TIME);
}
