import { screen } from 'electron';
import type { AppWindows } from './windows.ts';

const SIZE = { width: 380, height: 124 };
const MARGIN_PX = 16;
const SHOWN_MS = 4000;
const HOVER_CHECK_MS = 500;

/** The small window that says what became of a capture. Its content is the toast board's. */
export interface ToastWindow {
  /** Opens it out of sight, so that the first toast is not late. */
  prepare(): void;
  /** Shows it at the bottom right without taking the focus: for 4 s and while hovered, or until dismissed. */
  show(stays: boolean): void;
  hide(): void;
}

/** Holds toasts back while the screen is being read. */
export interface CaptureGate {
  /** Runs `act` now, or as soon as no capture is reading the screen. */
  whenOpen(act: () => void): void;
  /** Closes the gate until the returned function is called. */
  close(): () => void;
}

/** An open gate. */
export function createCaptureGate(): CaptureGate {
  let readers = 0;
  let waiting: (() => void)[] = [];
  return {
    whenOpen: (act) => {
      if (readers === 0) act();
      else waiting.push(act);
    },
    close: () => {
      readers += 1;
      return () => {
        readers -= 1;
        if (readers > 0) return;
        const ready = waiting;
        waiting = [];
        for (const act of ready) act();
      };
    },
  };
}

/** A {@link ToastWindow}; `gone` is called when it leaves the screen by itself. */
export function createToastWindow(windows: AppWindows, gate: CaptureGate): ToastWindow {
  let timer: NodeJS.Timeout | undefined;
  const hide = () => {
    clearTimeout(timer);
    const window = windows.get('toast');
    if (window?.isVisible()) window.hide();
  };
  const hideUnlessHovered = () => {
    if (isHovered(windows)) timer = setTimeout(hideUnlessHovered, HOVER_CHECK_MS);
    else hide();
  };
  return {
    prepare: () => void openToast(windows),
    show: (stays) =>
      gate.whenOpen(() => {
        clearTimeout(timer);
        const window = openToast(windows);
        window.setBounds(place());
        window.showInactive();
        if (!stays) timer = setTimeout(hideUnlessHovered, SHOWN_MS);
      }),
    hide,
  };
}

function openToast(windows: AppWindows) {
  return (
    windows.get('toast') ??
    windows.open('toast', {
      ...place(),
      title: '留痕提示',
      frame: false,
      resizable: false,
      focusable: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      fullscreenable: false,
    })
  );
}

function place() {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  return {
    ...SIZE,
    x: workArea.x + workArea.width - SIZE.width - MARGIN_PX,
    y: workArea.y + workArea.height - SIZE.height - MARGIN_PX,
  };
}

function isHovered(windows: AppWindows): boolean {
  const bounds = windows.get('toast')?.getBounds();
  if (bounds === undefined) return false;
  const { x, y } = screen.getCursorScreenPoint();
  return x >= bounds.x && y >= bounds.y && x < bounds.x + bounds.width && y < bounds.y + bounds.height;
}
