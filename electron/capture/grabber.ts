import type { Rectangle } from '../../core/evidence/index.ts';

/** Pixels in memory, as the grabber read them. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Lossless. */
  png(): Promise<Uint8Array>;
  crop(area: Rectangle): Promise<Picture>;
}

/** A display at the moment it was listed; `area` in physical pixels of the virtual desktop. */
export interface Display {
  readonly id: string;
  readonly name: string;
  readonly area: Rectangle;
  readonly scaleFactor: number;
  readonly isPrimary: boolean;
  grab(): Promise<Picture>;
}

/** A window the system lists; `processId` is undefined where the system does not say. */
export interface OnScreenWindow {
  readonly title: string;
  readonly application: string;
  readonly processId: number | undefined;
  readonly isFocused: boolean;
  readonly area: Rectangle;
  grab(): Promise<Picture>;
}

/** Reads the screen; every method may throw where there is none. */
export interface Grabber {
  readonly name: string;
  readonly version: string;
  displays(): readonly Display[];
  /** Windows that are not minimised, topmost first. */
  windows(): readonly OnScreenWindow[];
}
