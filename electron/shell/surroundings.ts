import { screen } from 'electron';
import type { CaptureSurroundings } from '../capture/index.ts';
import type { RegionChooser } from './region-window.ts';
import { areOwnWindowsLeftOut } from './security.ts';
import type { StripWindow } from './strip-window.ts';
import type { CaptureGate } from './toast-window.ts';
import type { AppWindows } from './windows.ts';

/** Time a compositor is given to paint the screen without windows that were just hidden. */
const REDRAW_MS = 150;

/**
 * What a capture needs from a program with windows. `beforeShowing` is awaited before the overlay for a region appears; the
 * strip of a session stays in the picture, all other windows leave it.
 */
export function createSurroundings(
  windows: AppWindows,
  gate: CaptureGate,
  region: Pick<RegionChooser, 'choose'>,
  onCountdown: (secondsLeft: number) => void,
  beforeShowing: () => Promise<void> = async () => undefined,
  strip: Pick<StripWindow, 'beforeCapture'> = { beforeCapture: async () => undefined },
): CaptureSurroundings {
  return {
    pointer: pointerInPixels,
    clearOwnWindows: () => clearOwnWindows(windows, gate, strip),
    ownProcessIds: () => new Set([process.pid]),
    chooseRegion: async (frozen) => {
      await beforeShowing();
      return await region.choose(frozen);
    },
    onCountdown,
  };
}

async function clearOwnWindows(
  windows: AppWindows,
  gate: CaptureGate,
  strip: Pick<StripWindow, 'beforeCapture'>,
): Promise<() => void> {
  const openGate = gate.close();
  await strip.beforeCapture();
  const visible = areOwnWindowsLeftOut() ? [] : windows.visible().filter(({ kind }) => kind !== 'strip');
  if (visible.length === 0) return openGate;
  const focused = visible.find(({ window }) => window.isFocused())?.window;
  for (const { window } of visible) window.hide();
  await new Promise((resolve) => setTimeout(resolve, REDRAW_MS));
  return () => {
    for (const { kind, window } of visible) {
      // The toast of the capture before has been overtaken; its own comes when this one is sealed.
      if (window.isDestroyed() || kind === 'toast') continue;
      if (window === focused) window.show();
      else window.showInactive();
    }
    openGate();
  };
}

function pointerInPixels(): { readonly x: number; readonly y: number } {
  const point = screen.getCursorScreenPoint();
  if (process.platform === 'win32') return screen.dipToScreenPoint(point);
  const { scaleFactor } = screen.getDisplayNearestPoint(point);
  return { x: Math.round(point.x * scaleFactor), y: Math.round(point.y * scaleFactor) };
}
