import { screen } from 'electron';
import type { Rectangle } from '../../core/evidence/index.ts';
import type { FrozenDisplay } from '../capture/index.ts';
import type { Announce } from '../ipc/index.ts';
import { randomId } from '../platform/index.ts';
import type { AppWindows } from './windows.ts';

/** What the region window is told. */
export interface FrozenScreen {
  readonly pictureUrl: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scaleFactor: number;
}

/** Lets the user draw a rectangle on a frozen picture that covers its display. One at a time. */
export interface RegionChooser {
  /** Resolves with the rectangle on the desktop, or undefined when cancelled or the window went away. */
  choose(frozen: FrozenDisplay): Promise<Rectangle | undefined>;
  /** What is being shown now. */
  current(): FrozenScreen | undefined;
  /** The frozen picture, only for whoever was told its id. */
  picture(id: string): Uint8Array | undefined;
  /** Takes a rectangle in pixels of the picture; false when there is none or it lies outside. */
  accept(chosen: Rectangle): boolean;
  cancel(): void;
}

interface Choice {
  readonly id: string;
  readonly frozen: FrozenDisplay;
  readonly end: (area: Rectangle | undefined) => void;
}

/** A {@link RegionChooser} whose window exists only while a region is being chosen. */
export function createRegionChooser(windows: AppWindows, announce: Announce): RegionChooser {
  let choice: Choice | undefined;
  const finish = (area: Rectangle | undefined) => {
    const ending = choice;
    choice = undefined;
    windows.get('region')?.destroy();
    ending?.end(area);
  };
  const current = () => (choice === undefined ? undefined : screenOf(choice));
  return {
    choose: (frozen) =>
      new Promise((end) => {
        choice = { id: randomId(), frozen, end };
        const window = openOverlay(windows, frozen, () => finish(undefined));
        window.webContents.once('did-finish-load', () => {
          const shown = current();
          if (shown !== undefined) announce('frozenScreenReady', shown);
        });
      }),
    current,
    picture: (id) => (choice?.id === id ? choice.frozen.png : undefined),
    accept: (chosen) => {
      if (choice === undefined) return false;
      const { area } = choice.frozen;
      if (chosen.x + chosen.width > area.width || chosen.y + chosen.height > area.height) return false;
      finish({ ...chosen, x: area.x + chosen.x, y: area.y + chosen.y });
      return true;
    },
    cancel: () => finish(undefined),
  };
}

function openOverlay(windows: AppWindows, frozen: FrozenDisplay, closed: () => void) {
  const { bounds } = screen.getDisplayMatching(inDip(frozen));
  const window = windows.open(
    'region',
    {
      ...bounds,
      title: '留痕 截区域',
      frame: false,
      resizable: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      fullscreen: process.platform === 'linux',
      backgroundColor: '#1f1f1f',
    },
    closed,
  );
  window.once('ready-to-show', () => {
    window.show();
    window.focus();
  });
  return window;
}

function inDip({ area, scaleFactor }: FrozenDisplay): Rectangle {
  if (process.platform === 'win32') return screen.screenToDipRect(null, area);
  return {
    x: Math.round(area.x / scaleFactor),
    y: Math.round(area.y / scaleFactor),
    width: Math.max(1, Math.round(area.width / scaleFactor)),
    height: Math.max(1, Math.round(area.height / scaleFactor)),
  };
}

function screenOf({ id, frozen }: Choice): FrozenScreen {
  const { width, height } = frozen.area;
  return { pictureUrl: `/frozen/${id}`, widthPx: width, heightPx: height, scaleFactor: frozen.scaleFactor };
}
