import type { XEvent } from 'x11';
import { createCaptureBars } from './capture-bars.ts';
import type { Bounds, DisplayEvent, MapMode, WindowWishes } from './messages.ts';
import {
  requestStates,
  wishedStates,
  writeInitialStates,
  writeUserTime,
  writeWishes,
} from './window-properties.ts';
import { PREDEFINED, reply, type XConnection } from './x-connection.ts';

const PROPERTY_CHANGE = 0x400000;
const STRUCTURE_NOTIFY = 0x20000;
const FOCUS_CHANGE = 0x200000;
const SUBSTRUCTURE_NOTIFY = 0x80000;
const SUBSTRUCTURE_MASK = 0x180000;
const ICONIC_STATE = 3;
const FROM_PAGER = 2;
const BELOW = 1;
const WITHDRAW_PATIENCE_MS = 150;
const MAP_PATIENCE_MS = 500;
const CONFIGURE_PATIENCE_MS = 150;
const POLL_MS = 2;

interface Expected {
  readonly mark: string;
  readonly wishes: WindowWishes;
  readonly bounds: Bounds;
}

interface Managed {
  wishes: WindowWishes;
  bounds: Bounds;
  /** Kept in the unmapped holder until it is shown for the first time. */
  isInHolder: boolean;
  isMapped: boolean;
  /** The window that was directly above when this one was last withdrawn. */
  windowAbove: number | null;
}

/** Chromium's windows, taken over before Chromium maps them and from then on shown and hidden only from here. */
export interface ManagedWindows {
  expect(expected: Expected): void;
  forget(window: number): void;
  applyWishes(window: number, wishes: WindowWishes): Promise<void>;
  map(window: number, mode: MapMode): Promise<void>;
  withdraw(window: number): Promise<void>;
  activate(window: number): Promise<void>;
  iconify(window: number): void;
  configure(window: number, bounds: Bounds): Promise<void>;
  bounds(window: number): Promise<Bounds>;
  isIconic(window: number): Promise<boolean>;
  isFocused(window: number): Promise<boolean>;
  handle(event: XEvent): Promise<void>;
}

function clientOf({ display }: XConnection, window: number): number {
  return window & ~display.resource_mask;
}

export async function hasWindowManager(x: XConnection): Promise<boolean> {
  const [check] = await x.numbers(x.root, x.atoms._NET_SUPPORTING_WM_CHECK);
  if (check === undefined) return false;
  // The property outlives a window manager that was killed; its check window does not.
  return (await x.numbers(check, x.atoms._NET_SUPPORTING_WM_CHECK))[0] === check;
}

export function createManagedWindows(x: XConnection, report: (event: DisplayEvent) => void): ManagedWindows {
  const { client, root } = x;
  const expected = new Map<string, Expected>();
  const candidates = new Set<number>();
  const managed = new Map<number, Managed>();

  const holder = client.AllocID();
  client.CreateWindow(holder, root, -10, -10, 1, 1, 0, 0, 1, 0, { overrideRedirect: 1 });
  client.ChangeWindowAttributes(root, { eventMask: SUBSTRUCTURE_NOTIFY | STRUCTURE_NOTIFY });

  const bars = createCaptureBars(x, holder, () => expected.size > 0, report);

  const find = (window: number): Managed => {
    const found = managed.get(window);
    if (!found) throw new Error(`The window 0x${window.toString(16)} is gone.`);
    return found;
  };

  /** Chromium names a window before it maps it; in between is the one moment to take it off the screen. */
  const adopt = async (window: number) => {
    const windowClass = (await x.property(window, PREDEFINED.WM_CLASS)).toString('latin1');
    const match = [...expected.values()].find(({ mark }) => windowClass.includes(mark));
    if (!match || !expected.delete(match.mark)) return;
    candidates.clear();
    client.ReparentWindow(window, holder, 0, 0);
    client.ChangeWindowAttributes(window, { eventMask: PROPERTY_CHANGE | STRUCTURE_NOTIFY | FOCUS_CHANGE });
    const { wishes, bounds } = match;
    client.ConfigureWindow(window, { width: bounds.width, height: bounds.height });
    managed.set(window, { wishes, bounds, isInHolder: true, isMapped: false, windowAbove: null });
    await writeWishes(x, window, wishes);
    report({ kind: 'adopted', mark: match.mark, window });
  };

  /** Every client of the X server numbers its windows in a range of its own. */
  const isOfChromium = (window: number) => {
    const [known] = managed.keys();
    return known !== undefined && clientOf(x, known) === clientOf(x, window);
  };

  return {
    expect: (entry) => {
      expected.set(entry.mark, entry);
    },
    forget: (window) => {
      managed.delete(window);
    },
    async applyWishes(window, wishes) {
      const entry = find(window);
      entry.wishes = wishes;
      await writeWishes(x, window, wishes);
      if (entry.isMapped) await requestStates(x, window, wishes);
    },
    async map(window, mode) {
      const entry = find(window);
      if (!entry.isMapped) {
        const { x: left, y: top, width, height } = entry.bounds;
        if (entry.isInHolder) {
          client.UnmapWindow(window);
          client.ReparentWindow(window, root, left, top);
          entry.isInHolder = false;
        }
        await writeWishes(x, window, entry.wishes);
        writeInitialStates(x, window, entry.wishes);
        writeUserTime(x, window, mode === 'inactive');
        client.ConfigureWindow(window, { x: left, y: top, width, height });
        client.MapWindow(window);
        entry.isMapped = true;
        await until(MAP_PATIENCE_MS, () => isViewable(x, window));
        if (!(await hasWindowManager(x))) await fillScreenWithoutManager(x, window, entry);
        if (mode === 'inactive') await putBelow(x, window, entry.windowAbove);
      }
      if (mode === 'activate' && entry.wishes.isFocusable) await activate(x, window);
    },
    async withdraw(window) {
      const entry = find(window);
      if (!entry.isMapped) return;
      entry.bounds = await readBounds(x, window);
      entry.windowAbove = await findWindowAbove(x, window);
      entry.isMapped = false;
      client.UnmapWindow(window);
      client.SendEvent(root, 0, SUBSTRUCTURE_MASK, { name: 'UnmapNotify', event: root, wid: window, seq: 0 });
      // The frame is the window manager's; only when it has let go is nothing of the window left on the screen.
      await until(WITHDRAW_PATIENCE_MS, async () => (await parentOf(x, window)) === root);
    },
    async activate(window) {
      if (find(window).isMapped) await activate(x, window);
    },
    iconify(window) {
      if (!find(window).isMapped) return;
      client.SendClientMessage(root, window, x.atoms.WM_CHANGE_STATE, 32, [ICONIC_STATE]);
    },
    async configure(window, bounds) {
      const entry = find(window);
      entry.bounds = bounds;
      if (entry.isInHolder) client.ConfigureWindow(window, { width: bounds.width, height: bounds.height });
      else client.ConfigureWindow(window, { ...bounds });
      // A window manager does it when it gets to it; Electron's next getBounds() tells the new bounds all the same.
      if (entry.isMapped) await until(CONFIGURE_PATIENCE_MS, () => hasBounds(x, window, bounds));
      await client.sync();
    },
    async bounds(window) {
      const entry = find(window);
      return entry.isMapped ? readBounds(x, window) : entry.bounds;
    },
    isIconic: async (window) => (await x.numbers(window, x.atoms.WM_STATE))[0] === ICONIC_STATE,
    async isFocused(window) {
      const { focus } = await reply<{ focus: number }>((done) => client.GetInputFocus(done));
      return focus === window;
    },
    async handle(event) {
      const entry = managed.get(event.wid);
      if (entry) return handleManaged(x, event, entry, report);
      if (expected.size === 0) {
        // No window of the application's is about to come.
      } else if (event.name === 'CreateNotify' && event.parent === root) {
        candidates.add(event.wid);
        client.ChangeWindowAttributes(event.wid, { eventMask: PROPERTY_CHANGE });
        await adopt(event.wid);
      } else if (
        event.name === 'PropertyNotify' &&
        event.atom === PREDEFINED.WM_CLASS &&
        candidates.has(event.wid)
      ) {
        await adopt(event.wid);
      }
      if (managed.has(event.wid)) bars.forget(event.wid);
      else if (isOfChromium(event.wid)) await bars.handle(event);
    },
  };
}

async function handleManaged(
  x: XConnection,
  event: XEvent,
  entry: Managed,
  report: (event: DisplayEvent) => void,
): Promise<void> {
  const isByGrab = event.mode === 1 || event.mode === 2;
  if (event.name === 'PropertyNotify') {
    if (event.atom === x.atoms._NET_WM_NAME) {
      const title = (await x.property(event.wid, event.atom)).toString('utf8');
      if (title !== entry.wishes.title) report({ kind: 'title', window: event.wid, title });
    }
    await writeWishes(x, event.wid, entry.wishes);
    if (event.atom === x.atoms.WM_STATE && entry.isMapped) {
      const isIconic = (await x.numbers(event.wid, x.atoms.WM_STATE))[0] === ICONIC_STATE;
      report({ kind: isIconic ? 'unviewable' : 'viewable', window: event.wid });
    }
  } else if (event.name === 'FocusIn' && !isByGrab) report({ kind: 'focus', window: event.wid });
  else if (event.name === 'FocusOut' && !isByGrab) report({ kind: 'blur', window: event.wid });
}

async function activate(x: XConnection, window: number): Promise<void> {
  if (await hasWindowManager(x)) {
    x.client.SendClientMessage(x.root, window, x.atoms._NET_ACTIVE_WINDOW, 32, [FROM_PAGER, 0, 0]);
  } else {
    x.client.ConfigureWindow(window, { stackMode: 0 });
    x.client.SetInputFocus(window, 1);
  }
  await x.client.sync();
}

async function fillScreenWithoutManager(x: XConnection, window: number, entry: Managed): Promise<void> {
  const screen = x.display.screen[0];
  const isFullScreen = wishedStates(x, entry.wishes).get(x.atoms._NET_WM_STATE_FULLSCREEN);
  if (!screen || !isFullScreen) return;
  x.client.ConfigureWindow(window, { x: 0, y: 0, width: screen.pixel_width, height: screen.pixel_height });
}

/** Showing a window without activating it should also not lift it over what covered it before. */
async function putBelow(x: XConnection, window: number, above: number | null): Promise<void> {
  if (above === null) return;
  if (await hasWindowManager(x)) {
    if (!(await stacking(x)).includes(above)) return;
    x.client.SendClientMessage(x.root, window, x.atoms._NET_RESTACK_WINDOW, 32, [FROM_PAGER, above, BELOW]);
  } else x.client.ConfigureWindow(window, { sibling: above, stackMode: BELOW });
  await x.client.sync();
}

async function findWindowAbove(x: XConnection, window: number): Promise<number | null> {
  const order = await stacking(x);
  const position = order.indexOf(window);
  return position < 0 ? null : (order[position + 1] ?? null);
}

/** The managed windows from the lowest to the topmost. */
async function stacking(x: XConnection): Promise<readonly number[]> {
  if (await hasWindowManager(x)) return x.numbers(x.root, x.atoms._NET_CLIENT_LIST_STACKING);
  const tree = await reply<{ children: readonly number[] }>((done) => x.client.QueryTree(x.root, done));
  return tree.children;
}

async function readBounds(x: XConnection, window: number): Promise<Bounds> {
  const size = await reply<{ width: number; height: number }>((done) => x.client.GetGeometry(window, done));
  const corner = await reply<{ destX: number; destY: number }>((done) =>
    x.client.TranslateCoordinates(window, x.root, 0, 0, done),
  );
  return { x: corner.destX, y: corner.destY, width: size.width, height: size.height };
}

async function hasBounds(x: XConnection, window: number, wanted: Bounds): Promise<boolean> {
  const present = await readBounds(x, window);
  return (
    present.width === wanted.width &&
    present.height === wanted.height &&
    present.x === wanted.x &&
    present.y === wanted.y
  );
}

async function parentOf(x: XConnection, window: number): Promise<number> {
  return (await reply<{ parent: number }>((done) => x.client.QueryTree(window, done))).parent;
}

async function isViewable(x: XConnection, window: number): Promise<boolean> {
  const { mapState } = await reply<{ mapState: number }>((done) =>
    x.client.GetWindowAttributes(window, done),
  );
  return mapState === 2;
}

async function until(patienceMs: number, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isTrue().catch(() => true)) && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
