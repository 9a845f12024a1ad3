import { createRequire } from 'node:module';
import type { Image, Monitor, Window } from 'node-screenshots';
import type { Rectangle } from '../../core/evidence/index.ts';
import type { Display, Grabber, OnScreenWindow, Picture } from './grabber.ts';

interface NativeModule {
  readonly Monitor: typeof Monitor;
  readonly Window: typeof Window;
}

let loaded: Grabber | undefined;

/**
 * The `node-screenshots` library as a {@link Grabber}. Loaded at the first call, because it needs libraries of a
 * desktop (libxcb, libdbus) and verification must work without one; throws where they are missing.
 */
export function nativeGrabber(): Grabber {
  loaded ??= load();
  return loaded;
}

function load(): Grabber {
  const installed = createRequire(import.meta.url);
  const native = installed('node-screenshots') as NativeModule;
  const { version } = installed('node-screenshots/package.json') as { readonly version: string };
  return {
    name: 'node-screenshots',
    version,
    displays: () => native.Monitor.all().map(displayOf),
    windows: () =>
      native.Window.all()
        .map((window) => ({ window, z: factOf(() => window.z()) ?? 0 }))
        .sort((a, b) => b.z - a.z)
        .flatMap(({ window }) => windowOf(window) ?? []),
  };
}

function displayOf(monitor: Monitor): Display {
  const scaleFactor = monitor.scaleFactor();
  return {
    id: String(monitor.id()),
    name: monitor.name(),
    area: physical(monitor, scaleFactor),
    scaleFactor,
    isPrimary: monitor.isPrimary(),
    grab: async () => pictureOf(await monitor.captureImage()),
  };
}

function windowOf(window: Window): OnScreenWindow | undefined {
  // A window may close between being listed and being asked: it is then no candidate.
  const area = factOf(() => physical(window, window.currentMonitor().scaleFactor()));
  const isMinimized = factOf(() => window.isMinimized()) ?? true;
  if (area === undefined || isMinimized || area.width <= 0 || area.height <= 0) return undefined;
  return {
    title: factOf(() => window.title()) ?? '',
    application: factOf(() => window.appName()) ?? '',
    processId: factOf(() => window.pid()),
    isFocused: factOf(() => window.isFocused()) ?? false,
    area,
    grab: async () => pictureOf(await window.captureImage()),
  };
}

/** macOS measures in points, the other systems in pixels already. */
function physical(place: Monitor | Window, scaleFactor: number): Rectangle {
  const factor = process.platform === 'darwin' ? scaleFactor : 1;
  return {
    x: Math.round(place.x() * factor),
    y: Math.round(place.y() * factor),
    width: Math.round(place.width() * factor),
    height: Math.round(place.height() * factor),
  };
}

function pictureOf(image: Image): Picture {
  return {
    widthPx: image.width,
    heightPx: image.height,
    png: () => image.toPng(),
    crop: async ({ x, y, width, height }) => pictureOf(await image.crop(x, y, width, height)),
  };
}

/** A fact the platform may refuse to give (no _NET_WM_PID, a window just closed): absent, not guessed. */
function factOf<Value>(ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
