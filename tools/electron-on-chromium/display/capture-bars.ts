import { setTimeout as delay } from 'node:timers/promises';
import type { XEvent } from 'x11';
import type { DisplayEvent } from './messages.ts';
import { PREDEFINED, WM_NAME, type XConnection } from './x-connection.ts';

const PROPERTY_CHANGE = 0x400000;
const STRUCTURE_NOTIFY = 0x20000;

/** A window manager that was faster has put a frame around it, which goes when it gets to it. */
const FRAME_PATIENCE_MS = 50;

/** How Chromium names the bar that says a page is sharing the screen, in every language: by the page's address. */
const PAGE_ADDRESS = /\.localhost:\d+/;

/** Keeps off the screen the bar that Chromium shows about a capture: it would be in the picture that is captured. */
export interface CaptureBars {
  /** To be told of every new window of Chromium's and of what happens to those. */
  handle(event: XEvent): Promise<void>;
  /** Leaves a window to whoever has taken it over. */
  forget(window: number): void;
}

/**
 * Chromium creates the bar empty, names it and maps it at once. Whoever waits for its name comes too late, so every
 * such window is put into the unmapped holder when it is created and given back when it turns out to be another.
 */
export function createCaptureBars(
  x: XConnection,
  holder: number,
  isWindowAwaited: () => boolean,
  report: (event: DisplayEvent) => void,
): CaptureBars {
  const { client, root } = x;
  const parked = new Set<number>();
  const dismissed = new Set<number>();

  const judge = async (window: number) => {
    const name = (await x.property(window, WM_NAME)).toString('utf8');
    const hasClass = (await x.property(window, PREDEFINED.WM_CLASS)).length > 0;
    if (!parked.has(window) || (!hasClass && name === '')) return;
    // It may be the application's, which is about to be taken over.
    if (hasClass && isWindowAwaited()) return;
    parked.delete(window);
    if (!hasClass && PAGE_ADDRESS.test(name)) {
      dismissed.add(window);
      await client.sync();
      await delay(FRAME_PATIENCE_MS);
      report({ kind: 'capture-bar-dismissed' });
    }
    // A window that was mapped meanwhile is mapped again by this, and then the window manager hears of it.
    else client.ReparentWindow(window, root, 0, 0);
  };

  return {
    forget: (window) => {
      parked.delete(window);
    },
    async handle(event) {
      const { name, wid } = event;
      if (name === 'CreateNotify' && event.width === 1 && event.height === 1 && !event.overrideRedirect) {
        client.ReparentWindow(wid, holder, 0, 0);
        client.ChangeWindowAttributes(wid, { eventMask: PROPERTY_CHANGE | STRUCTURE_NOTIFY });
        parked.add(wid);
        await judge(wid);
      } else if (name === 'DestroyNotify') {
        parked.delete(wid);
        dismissed.delete(wid);
      } else if (name === 'PropertyNotify' && parked.has(wid)) await judge(wid);
      else if (
        name === 'ReparentNotify' &&
        event.parent !== holder &&
        (dismissed.has(wid) || parked.has(wid))
      )
        // The window manager was faster.
        client.ReparentWindow(wid, holder, 0, 0);
    },
  };
}
