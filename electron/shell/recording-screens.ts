import { type Display, desktopCapturer, screen } from 'electron';
import type { Rectangle } from '../../core/evidence/index.ts';
import { nativeGrabber } from '../capture/index.ts';
import type { RecordableDisplay, RecordableWindow, Screens } from '../recording/index.ts';
import type { RegionChooser } from './region-window.ts';
import { areOwnWindowsLeftOut } from './security.ts';
import { whereSupportedAsync } from './where-supported.ts';
import type { AppWindows } from './windows.ts';

/** Time a compositor is given to paint the screen without the overlay on which a region was drawn. */
const REDRAW_MS = 150;

/** What this machine can record; regions are drawn on the overlay that stills use, where there is one. */
export function createScreens(
  windows: AppWindows,
  region: Pick<RegionChooser, 'choose'> | undefined,
): Screens {
  const { platform } = process;
  return {
    displays,
    windows: () => otherWindows(windows),
    displayAtPointer: () => String(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).id),
    chooseRegion: region === undefined ? undefined : (display) => chooseOn(display, region),
    // macOS can since its version 13, but fails in ways that cannot be told beforehand (electron/electron#52738).
    canRecordSystemSound: platform === 'win32',
    areOwnWindowsLeftOut: areOwnWindowsLeftOut(),
  };
}

/** Pixels of the virtual desktop to Electron's own measure, for the display they are on. */
export function inDip(area: Rectangle): Rectangle {
  if (process.platform === 'win32') return screen.screenToDipRect(null, area);
  const { scaleFactor } = screen.getAllDisplays().find((display) => contains(inPixels(display), area)) ?? {
    scaleFactor: 1,
  };
  return scaled(area, 1 / scaleFactor);
}

async function displays(): Promise<readonly RecordableDisplay[]> {
  const all = screen.getAllDisplays();
  const primary = screen.getPrimaryDisplay().id;
  const sources = await sourcesOf('screen');
  return all.map((display, index) => ({
    id: String(display.id),
    name: display.label || `${index + 1}`,
    area: inPixels(display),
    scaleFactor: display.scaleFactor,
    isPrimary: display.id === primary,
    sourceId: sourceOf(display, sources, all.length),
  }));
}

/** Some systems do not say which display a source is; of one display there is no doubt. */
function sourceOf({ id }: Display, sources: readonly Electron.DesktopCapturerSource[], count: number) {
  const named = sources.find((source) => source.display_id === String(id));
  return (named ?? (count === 1 && sources.length === 1 ? sources[0] : undefined))?.id;
}

async function otherWindows(windows: AppWindows): Promise<readonly RecordableWindow[] | null> {
  const sources = await whereSupportedAsync(() => sourcesOf('window'));
  if (sources === undefined) return null;
  const own = new Set(windows.mediaSourceIds());
  return sources
    .filter(({ id, name }) => name !== '' && !own.has(id))
    .map(({ id, name }) => ({ id, title: name, application: '' }));
}

function sourcesOf(type: 'screen' | 'window') {
  return desktopCapturer.getSources({ types: [type], thumbnailSize: { width: 0, height: 0 } });
}

async function chooseOn(display: RecordableDisplay, region: Pick<RegionChooser, 'choose'>) {
  const grabbed = nativeGrabber()
    .displays()
    .find(({ area }) => contains(area, display.area));
  if (grabbed === undefined) return undefined;
  const png = await (await grabbed.grab()).png();
  const chosen = await region.choose({ png, area: display.area, scaleFactor: display.scaleFactor });
  if (!areOwnWindowsLeftOut()) await new Promise((resolve) => setTimeout(resolve, REDRAW_MS));
  return chosen;
}

function inPixels({ bounds, scaleFactor }: Display): Rectangle {
  return process.platform === 'win32' ? screen.dipToScreenRect(null, bounds) : scaled(bounds, scaleFactor);
}

function scaled({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return {
    x: Math.round(x * by),
    y: Math.round(y * by),
    width: Math.round(width * by),
    height: Math.round(height * by),
  };
}

/** Whether the middle of `area` lies in `place`. */
function contains(place: Rectangle, area: Rectangle): boolean {
  const x = area.x + area.width / 2;
  const y = area.y + area.height / 2;
  return x >= place.x && y >= place.y && x < place.x + place.width && y < place.y + place.height;
}
