import type { XEvent } from 'x11';
import { type KeyCombination, parseAccelerator } from './accelerator.ts';
import { reply, type XConnection } from './x-connection.ts';

const SHIFT = 1;
const CAPS_LOCK = 2;
const NUM_LOCK = 16;

/** A grab holds for an exact set of modifiers, and the lock keys count as modifiers. */
const LOCK_COMBINATIONS = [0, CAPS_LOCK, NUM_LOCK, CAPS_LOCK | NUM_LOCK];
const RELEVANT_MODIFIERS = 0xff & ~(CAPS_LOCK | NUM_LOCK);

interface Grab {
  readonly keycode: number;
  readonly modifiers: number;
}

/** Exclusive, display-wide key combinations. */
export interface Hotkeys {
  /** True only when the X server now gives every variant of the combination to us. */
  grab(accelerator: string): Promise<boolean>;
  release(accelerator: string): void;
  /** The accelerator that a key press belongs to, if it is one of ours. */
  match(event: XEvent): string | null;
}

export function createHotkeys(connection: XConnection): Hotkeys {
  const { client, root } = connection;
  const grabs = new Map<string, Grab>();

  const attempt = (grab: Grab, lock: number) =>
    new Promise<boolean>((resolve) => {
      client.GrabKey(root, 1, grab.modifiers | lock, grab.keycode, 1, 1, (error) => {
        resolve(!error);
        return true;
      });
    });

  const releaseGrab = (grab: Grab) => {
    for (const lock of LOCK_COMBINATIONS) client.UngrabKey(root, grab.keycode, grab.modifiers | lock);
  };

  return {
    async grab(accelerator) {
      const combination = parseAccelerator(accelerator);
      const grab = combination && (await locate(connection, combination));
      if (!grab || [...grabs.values()].some((held) => isSame(held, grab))) return false;
      const outcomes = await Promise.all(LOCK_COMBINATIONS.map((lock) => attempt(grab, lock)));
      if (outcomes.includes(false)) {
        releaseGrab(grab);
        return false;
      }
      grabs.set(accelerator, grab);
      return true;
    },
    release(accelerator) {
      const grab = grabs.get(accelerator);
      if (!grab) return;
      grabs.delete(accelerator);
      releaseGrab(grab);
    },
    match(event) {
      const pressed = { keycode: event.keycode ?? 0, modifiers: (event.buttons ?? 0) & RELEVANT_MODIFIERS };
      for (const [accelerator, grab] of grabs) if (isSame(grab, pressed)) return accelerator;
      return null;
    },
  };
}

function isSame(one: Grab, other: Grab): boolean {
  return one.keycode === other.keycode && one.modifiers === other.modifiers;
}

/** The key that carries the symbol; the map is read afresh because it changes with the layout. */
async function locate(connection: XConnection, wanted: KeyCombination): Promise<Grab | null> {
  const { min_keycode: first, max_keycode: last } = connection.display;
  const rows = await reply<readonly (readonly number[])[]>((done) =>
    connection.client.GetKeyboardMapping(first, last - first + 1, done),
  );
  const plain = rows.findIndex((row) => row[0] === wanted.keysym);
  if (plain >= 0) return { keycode: first + plain, modifiers: wanted.modifiers };
  const shifted = rows.findIndex((row) => row[1] === wanted.keysym);
  return shifted >= 0 ? { keycode: first + shifted, modifiers: wanted.modifiers | SHIFT } : null;
}
