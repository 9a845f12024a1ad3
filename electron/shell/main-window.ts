import { screen } from 'electron';
import type { AppWindows } from './windows.ts';

const MIN_SIZE = { minWidth: 1024, minHeight: 640 };

/** Opens the main window, 1280×800 or what the work area has; `closed` when the user closed it. */
export function openMainWindow(windows: AppWindows, closed: () => void): void {
  const { workAreaSize } = screen.getPrimaryDisplay();
  const window = windows.open(
    'main',
    {
      title: '留痕',
      width: Math.min(1280, workAreaSize.width),
      height: Math.min(800, workAreaSize.height),
      minWidth: Math.min(MIN_SIZE.minWidth, workAreaSize.width),
      minHeight: Math.min(MIN_SIZE.minHeight, workAreaSize.height),
    },
    closed,
  );
  window.once('ready-to-show', () => window.show());
}

/** Brings the main window in front of the user. */
export function raiseMainWindow(windows: AppWindows): void {
  const window = windows.get('main');
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
