import { screen } from 'electron';
import type { Rectangle } from '../../core/evidence/index.ts';
import type { StripPort } from '../sessions/index.ts';
import type { IndicatorWindow } from './indicator-window.ts';
import { inDip } from './recording-screens.ts';
import type { AppWindows } from './windows.ts';

/** Room for one line that can be read in a picture of the whole screen. */
const HEIGHT = 46;
/** Time its page is given to ask for the session and to paint it. */
const PAINT_MS = 600;
/** A page that does not come up must not keep a session from beginning. */
const PATIENCE_MS = 5000;
/** Long enough for several frames of the slowest recording. */
const RECORDED_MS = 3000;
/** Time a compositor is given to paint it at another place. */
const REDRAW_MS = 150;

/** The strip with the not-before value: the one window of ours that is meant to be in the picture. */
export interface StripWindow extends StripPort {
  /** To be awaited before the screen is read: brings it to the display that the pointer is on. */
  beforeCapture(): Promise<void>;
  /** Frames come that show this area (pixels of the virtual desktop). */
  recordingBegan(recorded: Rectangle): void;
}

/** A {@link StripWindow} at the top of the display that the pointer is on; it exists only while it is wanted. */
export function createStripWindow(windows: AppWindows): StripWindow {
  let isPainted = false;
  let wasPainted = false;
  let timer: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void>();
  const isIn = (area: Rectangle) => {
    const bounds = windows.get('strip')?.getBounds();
    return bounds !== undefined && holds(inDip(area), bounds);
  };
  return {
    show: async () => {
      isPainted = false;
      windows.get('strip')?.destroy();
      const window = open(windows);
      await Promise.race([
        new Promise<void>((resolve) => window.once('ready-to-show', resolve)),
        elapsed(PATIENCE_MS),
      ]);
      if (window.isDestroyed()) return;
      window.showInactive();
      await elapsed(PAINT_MS);
      isPainted = !window.isDestroyed();
    },
    hide: () => {
      clearTimeout(timer);
      isPainted = false;
      windows.get('strip')?.destroy();
    },
    // A picture that was taken before the value was painted does not show it, whatever it covers.
    wasIn: (area) => wasPainted && isIn(area),
    onRecorded: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    beforeCapture: async () => {
      wasPainted = isPainted;
      const window = windows.get('strip');
      if (!isPainted || window === undefined) return;
      const { x, y, width } = place();
      const before = window.getBounds();
      if (before.x === x && before.y === y && before.width === width) return;
      window.setBounds(place());
      await elapsed(REDRAW_MS);
    },
    recordingBegan: (recorded) => {
      clearTimeout(timer);
      if (!isPainted || !isIn(recorded)) return;
      timer = setTimeout(() => {
        for (const listener of [...listeners]) listener();
      }, RECORDED_MS);
    },
  };
}

/** An indicator through which the strip learns of recordings too. */
export function indicatorBesideStrip(
  indicator: IndicatorWindow,
  strip: Pick<StripWindow, 'recordingBegan'>,
): IndicatorWindow {
  return {
    ...indicator,
    begin: (recorded) => {
      indicator.begin(recorded);
      strip.recordingBegan(recorded);
    },
  };
}

function open(windows: AppWindows) {
  return windows.open('strip', {
    ...place(),
    title: '留痕 取证会话',
    frame: false,
    resizable: false,
    focusable: false,
    alwaysOnTop: true,
    skipTaskbar: true,
    fullscreenable: false,
    backgroundColor: '#ffffff',
  });
}

function place(): Rectangle {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  return { x: workArea.x, y: workArea.y, width: workArea.width, height: HEIGHT };
}

function holds(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
