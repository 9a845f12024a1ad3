import type { Rectangle } from '../../core/evidence/index.ts';
import type { RecordingSurroundings } from '../recording/index.ts';
import type { IndicatorWindow } from './indicator-window.ts';
import { areOwnWindowsLeftOut } from './security.ts';
import type { CaptureGate } from './toast-window.ts';
import type { AppWindows } from './windows.ts';

/** Time a compositor is given to paint the screen without windows that were just taken off it. */
const REDRAW_MS = 150;
/** How long a window waits for the recording to pause; the user sees it then in any case, and the gap is told. */
const PAUSE_PATIENCE_MS = 1500;
/** Frames that were taken before the pause are encoded by then. */
const LAST_FRAME_MS = 60;

/** {@link RecordingSurroundings} of a program with windows. */
export interface WindowRecordingSurroundings extends RecordingSurroundings {
  /** Frames come, and show this area (pixels of the virtual desktop). */
  begin(recorded: Rectangle): void;
  /** No more frames will come. */
  end(): void;
  /**
   * To be awaited before a window of ours is brought onto the screen: where it would be in the picture, the recording is
   * told first and given time to pause.
   */
  beforeShowing(): Promise<void>;
}

/**
 * Where the system leaves our windows out of what it records they stay as they are. Elsewhere the main window is
 * minimised, so that the user can bring it back (which is told), other windows are hidden, and toasts wait for a pause.
 */
export function createRecordingSurroundings(
  windows: AppWindows,
  gate: CaptureGate,
  indicator: IndicatorWindow,
  isLeftOut: boolean = areOwnWindowsLeftOut(),
): WindowRecordingSurroundings {
  const surroundings = new Surroundings(windows, gate, indicator, isLeftOut);
  windows.onShown((kind) => {
    if (kind !== 'recorder' && kind !== 'indicator' && kind !== 'strip') surroundings.sawWindow();
  });
  return surroundings;
}

class Surroundings implements WindowRecordingSurroundings {
  readonly #windows: AppWindows;
  readonly #gate: CaptureGate;
  readonly #indicator: IndicatorWindow;
  readonly #isLeftOut: boolean;
  readonly #listeners = new Set<() => void>();
  #isRolling = false;
  #hasBegun = false;
  #isMainMinimised = false;
  #openGate: (() => void) | undefined;
  #released: PromiseWithResolvers<void> | undefined;

  constructor(windows: AppWindows, gate: CaptureGate, indicator: IndicatorWindow, isLeftOut: boolean) {
    this.#windows = windows;
    this.#gate = gate;
    this.#indicator = indicator;
    this.#isLeftOut = isLeftOut;
  }

  async clear(): Promise<void> {
    this.#indicator.setRolling(true);
    if (this.#isLeftOut) return;
    this.#openGate ??= this.#gate.close();
    this.#released = Promise.withResolvers();
    if (this.#takeAway()) await elapsed(REDRAW_MS);
    this.#isRolling = true;
  }

  release(): void {
    this.#isRolling = false;
    this.#indicator.setRolling(false);
    this.#openGate?.();
    this.#openGate = undefined;
    this.#released?.resolve();
    // What never began has nobody who ends it.
    if (!this.#hasBegun) this.#putBack();
  }

  begin(recorded: Rectangle): void {
    this.#hasBegun = true;
    this.#indicator.begin(recorded);
  }

  end(): void {
    this.#hasBegun = false;
    this.#indicator.end();
    this.release();
  }

  onOwnWindowShown(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async beforeShowing(): Promise<void> {
    if (!this.#isRolling) return;
    const { promise } = this.#released ?? Promise.withResolvers<void>();
    this.sawWindow();
    await Promise.race([promise, elapsed(PAUSE_PATIENCE_MS)]);
    await elapsed(LAST_FRAME_MS);
  }

  sawWindow(): void {
    if (!this.#isRolling) return;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Whether anything was on the screen. */
  #takeAway(): boolean {
    const visible = this.#windows.visible().filter(({ kind }) => kind !== 'indicator' && kind !== 'strip');
    for (const { kind, window } of visible) {
      if (kind === 'main') {
        window.minimize();
        this.#isMainMinimised = true;
      } else window.hide();
    }
    return visible.length > 0 || this.#indicator.isGoing();
  }

  #putBack(): void {
    const main = this.#windows.get('main');
    if (this.#isMainMinimised && main?.isMinimized()) main.restore();
    this.#isMainMinimised = false;
  }
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
