import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Bounds, WindowWishes } from '../display/messages.ts';
import { host } from '../host.ts';
import { TITLE_SUFFIX } from '../runtime-identity.ts';
import { refuse } from '../unsupported/refusal.ts';

/** Everything a window tells; listening for anything else throws. */
export const BROWSER_WINDOW_EVENTS = [
  'blur',
  'closed',
  'focus',
  'hide',
  'minimize',
  'page-title-updated',
  'ready-to-show',
  'restore',
  'show',
] as const;

const DEFAULT_WIDTH = 800;
const DEFAULT_HEIGHT = 600;

/** Options that are acted upon, and those whose Electron default is what a window here is anyway. */
const KNOWN_OPTIONS = new Set([
  'alwaysOnTop',
  'autoHideMenuBar',
  'backgroundColor',
  'center',
  'focusable',
  'frame',
  'fullscreen',
  'fullscreenable',
  'height',
  'icon',
  'maxHeight',
  'maxWidth',
  'minHeight',
  'minWidth',
  'resizable',
  'show',
  'skipTaskbar',
  'title',
  'useContentSize',
  'webPreferences',
  'width',
  'x',
  'y',
]);

const KNOWN_PREFERENCES = new Set([
  'additionalArguments',
  'allowRunningInsecureContent',
  'backgroundThrottling',
  'contextIsolation',
  'devTools',
  'navigateOnDragDrop',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'nodeIntegrationInWorker',
  'partition',
  'preload',
  'safeDialogs',
  'sandbox',
  'session',
  'spellcheck',
  'v8CacheOptions',
  'webSecurity',
  'webviewTag',
  'experimentalFeatures',
  'disableDialogs',
  'autoplayPolicy',
]);

/** Preferences that have only one faithful value here. */
const REQUIRED_PREFERENCES: Readonly<Record<string, boolean>> = {
  allowRunningInsecureContent: false,
  contextIsolation: true,
  experimentalFeatures: false,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
};

/** Throws for an option whose effect could not be had, rather than open a window that differs from Electron's. */
export function checkOptions(options: BrowserWindowConstructorOptions): void {
  for (const name of Object.keys(options)) {
    if (!KNOWN_OPTIONS.has(name)) refuse(`BrowserWindow option '${name}'`);
  }
  for (const [name, value] of Object.entries(options.webPreferences ?? {})) {
    if (!KNOWN_PREFERENCES.has(name)) refuse(`webPreferences '${name}'`);
    const required = REQUIRED_PREFERENCES[name];
    if (required !== undefined && value !== undefined && value !== required) {
      refuse(`webPreferences '${name}: ${String(value)}'`);
    }
  }
}

export function initialBounds(options: BrowserWindowConstructorOptions): Bounds {
  const width = options.width ?? DEFAULT_WIDTH;
  const height = options.height ?? DEFAULT_HEIGHT;
  const [primary] = host('BrowserWindow').display.call('monitors', null);
  const area = primary ?? { x: 0, y: 0, width, height };
  return {
    x: options.x ?? Math.max(area.x, area.x + Math.round((area.width - width) / 2)),
    y: options.y ?? Math.max(area.y, area.y + Math.round((area.height - height) / 2)),
    width,
    height,
  };
}

export function initialWishes(options: BrowserWindowConstructorOptions, title: string): WindowWishes {
  const isResizable = options.resizable ?? true;
  const size = { width: options.width ?? DEFAULT_WIDTH, height: options.height ?? DEFAULT_HEIGHT };
  const maximum =
    options.maxWidth || options.maxHeight
      ? { width: options.maxWidth || 32767, height: options.maxHeight || 32767 }
      : undefined;
  return {
    title: title + TITLE_SUFFIX,
    isFramed: options.frame ?? true,
    isFocusable: options.focusable ?? true,
    minimumSize: isResizable ? { width: options.minWidth ?? 1, height: options.minHeight ?? 1 } : size,
    ...(isResizable ? maximum && { maximumSize: maximum } : { maximumSize: size }),
    isAlwaysOnTop: options.alwaysOnTop ?? false,
    isSkippingTaskbar: options.skipTaskbar ?? false,
    isFullScreen: options.fullscreen ?? false,
  };
}

/** X places windows on whole pixels. */
export function roundBounds(bounds: Partial<Rectangle>, present: Bounds): Bounds {
  return {
    x: Math.round(bounds.x ?? present.x),
    y: Math.round(bounds.y ?? present.y),
    width: Math.max(1, Math.round(bounds.width ?? present.width)),
    height: Math.max(1, Math.round(bounds.height ?? present.height)),
  };
}
