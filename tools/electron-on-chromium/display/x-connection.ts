import { createClient, type RandrExtension, type XClient, type XDisplay, type XError } from 'x11';

const ATOM_NAMES = [
  'UTF8_STRING',
  'WM_CHANGE_STATE',
  'WM_PROTOCOLS',
  'WM_STATE',
  'WM_TAKE_FOCUS',
  '_MOTIF_WM_HINTS',
  '_NET_ACTIVE_WINDOW',
  '_NET_CLIENT_LIST_STACKING',
  '_NET_RESTACK_WINDOW',
  '_NET_SUPPORTING_WM_CHECK',
  '_NET_WM_NAME',
  '_NET_WM_STATE',
  '_NET_WM_STATE_ABOVE',
  '_NET_WM_STATE_FULLSCREEN',
  '_NET_WM_STATE_HIDDEN',
  '_NET_WM_STATE_SKIP_PAGER',
  '_NET_WM_STATE_SKIP_TASKBAR',
  '_NET_WM_USER_TIME',
] as const;

export type AtomName = (typeof ATOM_NAMES)[number];

/** Atoms that the core protocol itself numbers. */
export const PREDEFINED = {
  ATOM: 4,
  CARDINAL: 6,
  STRING: 31,
  WINDOW: 33,
  WM_CLASS: 67,
  WM_HINTS: 35,
} as const;
export const WM_NAME = 39;
export const WM_NORMAL_HINTS = 40;
export const WM_SIZE_HINTS = 41;

/** One connection to an X server with its requests as promises. */
export interface XConnection {
  readonly client: XClient;
  readonly display: XDisplay;
  readonly root: number;
  readonly atoms: Readonly<Record<AtomName, number>>;
  readonly randr: RandrExtension | null;
  /** Reads a property of at most 64 KiB; empty when the property, or the window, does not exist. */
  property(window: number, atom: number): Promise<Buffer>;
  /** Reads a property that is a list of 32-bit numbers. */
  numbers(window: number, atom: number): Promise<number[]>;
}

/** Runs one request that has a reply. */
export function reply<T>(
  send: (callback: (error: XError | null | undefined, value: T) => boolean) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    send((error, value) => {
      if (error) reject(error);
      else resolve(value);
      return true;
    });
  });
}

/** Connects; rejects when the display cannot be reached. Errors about windows that have gone are expected and dropped. */
export async function connectToDisplay(displayName: string): Promise<XConnection> {
  const display = await new Promise<XDisplay>((resolve, reject) => {
    createClient({ display: displayName, shm: false }, (error, ready) =>
      error ? reject(error) : resolve(ready),
    );
  });
  const client = display.client;
  client.on('error', () => {
    // A window may be destroyed by its owner between any two of our requests.
  });
  const screen = display.screen[0];
  if (!screen) throw new Error(`The display ${displayName} has no screen.`);
  const property = async (window: number, atom: number) => {
    try {
      return (await reply<{ data: Buffer }>((done) => client.GetProperty(0, window, atom, 0, 0, 16384, done)))
        .data;
    } catch {
      return Buffer.alloc(0);
    }
  };
  return {
    client,
    display,
    root: screen.root,
    atoms: await internAtoms(client),
    randr: await reply<RandrExtension>((done) => client.require('randr', done)).catch(() => null),
    property,
    numbers: async (window, atom) => toNumbers(await property(window, atom)),
  };
}

async function internAtoms(client: XClient): Promise<Record<AtomName, number>> {
  const entries = await Promise.all(
    ATOM_NAMES.map(
      async (name) => [name, await reply<number>((done) => client.InternAtom(false, name, done))] as const,
    ),
  );
  // Every name of the list has just been given a number.
  return Object.fromEntries(entries) as Record<AtomName, number>;
}

function toNumbers(data: Buffer): number[] {
  const numbers: number[] = [];
  for (let offset = 0; offset + 4 <= data.length; offset += 4) numbers.push(data.readUInt32LE(offset));
  return numbers;
}
