import { BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron';
import type { WindowKind } from '../../core/contract/index.ts';
import type { AnnounceTarget, Frame, KnownWindow } from '../ipc/index.ts';
import { hideFromCaptures, type OwnOrigins, windowPreferences } from './security.ts';

/** Every window of the app, at most one of a kind. */
export interface AppWindows {
  /** Opens a window with the page of its kind; `closed` is called once it is gone, however it went. */
  open(kind: WindowKind, options: BrowserWindowConstructorOptions, closed?: () => void): BrowserWindow;
  get(kind: WindowKind): BrowserWindow | undefined;
  /** Calls `listener` whenever a window comes onto the screen or to the front. */
  onShown(listener: (kind: WindowKind) => void): void;
  /** Those a person can see now. */
  visible(): readonly { readonly kind: WindowKind; readonly window: BrowserWindow }[];
  /** The names under which the system would offer our own windows for recording. */
  mediaSourceIds(): readonly string[];
  windowOf(frame: Frame): KnownWindow | undefined;
  targets(): Iterable<AnnounceTarget>;
}

interface OpenWindow extends KnownWindow, AnnounceTarget {
  readonly window: BrowserWindow;
}

const pages = {
  main: 'index',
  region: 'region',
  toast: 'toast',
  indicator: 'indicator',
  recorder: 'recorder',
  strip: 'strip',
} as const;

/** {@link AppWindows} whose pages come from `origins` and reach main only through `preload`. */
export function createWindows(preload: string, session: Session, origins: OwnOrigins): AppWindows {
  const open = new Map<WindowKind, OpenWindow>();
  const shownListeners: ((kind: WindowKind) => void)[] = [];
  return {
    open: (kind, options, closed) => {
      const window = new BrowserWindow({
        ...options,
        show: false,
        autoHideMenuBar: true,
        webPreferences: {
          ...windowPreferences(preload, session),
          // A hidden page's timers would be slowed down to one a second.
          ...(kind === 'recorder' ? { backgroundThrottling: false } : {}),
        },
      });
      // The strip is made to be in the picture.
      if (kind !== 'strip') hideFromCaptures(window);
      const shown = () => {
        for (const listener of shownListeners) listener(kind);
      };
      window.on('show', shown);
      window.on('restore', shown);
      window.on('focus', shown);
      open.set(kind, openWindow(kind, window));
      window.on('closed', () => {
        if (open.get(kind)?.window === window) open.delete(kind);
        closed?.();
      });
      void load(window, origins.pageUrl(pages[kind]));
      return window;
    },
    get: (kind) => open.get(kind)?.window,
    onShown: (listener) => shownListeners.push(listener),
    visible: () => [...open.values()].filter(({ window }) => window.isVisible() && !window.isMinimized()),
    mediaSourceIds: () => [...open.values()].map(({ window }) => window.getMediaSourceId()),
    // SECURITY: P13 (checklist 17, sender) identity of the frame object, not its URL.
    windowOf: (frame) => [...open.values()].find(({ window }) => mainFrameOf(window) === frame),
    targets: () => open.values(),
  };
}

function openWindow(kind: WindowKind, window: BrowserWindow): OpenWindow {
  return {
    kind,
    window,
    close: () => window.destroy(),
    send: (channel, payload) => {
      if (!window.isDestroyed()) window.webContents.send(channel, payload);
    },
  };
}

function mainFrameOf(window: BrowserWindow): Frame | undefined {
  return window.isDestroyed() ? undefined : window.webContents.mainFrame;
}

async function load(window: BrowserWindow, url: string): Promise<void> {
  try {
    await window.loadURL(url);
  } catch (error) {
    // A window closed while it loads has nothing left to load.
    if (!window.isDestroyed()) throw error;
  }
}
