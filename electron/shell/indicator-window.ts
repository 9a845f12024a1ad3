import { screen } from 'electron';
import type { Rectangle } from '../../core/evidence/index.ts';
import { INDICATOR_SIZE, type IndicatorPlace, placeIndicator } from './indicator-place.ts';
import { inDip } from './recording-screens.ts';
import { areOwnWindowsLeftOut } from './security.ts';
import type { AppWindows } from './windows.ts';

/** The small window that says that something is recorded. Never in the picture; takes no focus, and can be clicked. */
export interface IndicatorWindow {
  /** A recording of this area (pixels of the virtual desktop) has begun. */
  begin(recorded: Rectangle): void;
  /** Frames come, or do not for a while. */
  setRolling(isRolling: boolean): void;
  /** Whether it was on the screen a moment ago and has to be painted over. */
  isGoing(): boolean;
  end(): void;
}

/** An {@link IndicatorWindow} that exists only while something is recorded. */
export function createIndicatorWindow(windows: AppWindows): IndicatorWindow {
  let place: IndicatorPlace | undefined;
  let isRolling = false;
  let isGoing = false;
  const show = () => {
    isGoing = false;
    const window = windows.get('indicator');
    if (place === undefined || window === undefined) return;
    if (!isRolling || !place.isOnlyWhilePaused) window.showInactive();
    else if (window.isVisible()) {
      window.hide();
      isGoing = true;
    }
  };
  const isAllowed = () => place !== undefined && (!isRolling || !place.isOnlyWhilePaused);
  // Where it would be in the picture it is not even opened: a new window may be on the screen before it can be hidden.
  const openWhereAllowed = () => {
    if (place === undefined || !isAllowed()) return;
    open(windows, place.bounds).once('ready-to-show', show);
  };
  return {
    begin: (recorded) => {
      place = placeIndicator(screen.getAllDisplays(), inDip(recorded), areOwnWindowsLeftOut());
      openWhereAllowed();
    },
    setRolling: (rolls) => {
      isRolling = rolls;
      if (windows.get('indicator') === undefined) openWhereAllowed();
      else show();
    },
    isGoing: () => isGoing,
    end: () => {
      place = undefined;
      windows.get('indicator')?.destroy();
    },
  };
}

function open(windows: AppWindows, { x, y }: Rectangle) {
  windows.get('indicator')?.destroy();
  return windows.open('indicator', {
    ...INDICATOR_SIZE,
    x,
    y,
    title: '留痕正在录屏',
    frame: false,
    resizable: false,
    focusable: false,
    alwaysOnTop: true,
    skipTaskbar: true,
    fullscreenable: false,
  });
}
