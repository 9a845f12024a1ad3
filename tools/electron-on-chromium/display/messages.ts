/** What the main thread and the X thread say to each other. Every call is answered synchronously. */

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Monitor extends Bounds {
  readonly id: number;
  /** Its place in the X server's own order, by which Chromium numbers the screens it captures. */
  readonly index: number;
  readonly name: string;
  readonly isPrimary: boolean;
  readonly rotation: 0 | 90 | 180 | 270;
}

/** A window's wishes; they are written again whenever Chromium overwrites them. */
export interface WindowWishes {
  readonly title: string;
  readonly isFramed: boolean;
  readonly isFocusable: boolean;
  readonly minimumSize: { readonly width: number; readonly height: number };
  /** Absent when the window may grow freely. */
  readonly maximumSize?: { readonly width: number; readonly height: number };
  readonly isAlwaysOnTop: boolean;
  readonly isSkippingTaskbar: boolean;
  readonly isFullScreen: boolean;
}

export type MapMode = 'activate' | 'inactive';

/** Each call: what is sent, what comes back. */
export interface DisplayCalls {
  connect: { request: { display: string }; reply: { hasWindowManager: boolean } };
  expectWindow: { request: { mark: string; wishes: WindowWishes; bounds: Bounds }; reply: null };
  forgetWindow: { request: { window: number }; reply: null };
  applyWishes: { request: { window: number; wishes: WindowWishes }; reply: null };
  map: { request: { window: number; mode: MapMode }; reply: null };
  withdraw: { request: { window: number }; reply: null };
  activate: { request: { window: number }; reply: null };
  iconify: { request: { window: number }; reply: null };
  configure: { request: { window: number; bounds: Bounds }; reply: null };
  bounds: { request: { window: number }; reply: Bounds };
  isIconic: { request: { window: number }; reply: boolean };
  isFocused: { request: { window: number }; reply: boolean };
  pointer: { request: null; reply: { x: number; y: number } };
  monitors: { request: null; reply: readonly Monitor[] };
  grabKey: { request: { accelerator: string }; reply: boolean };
  releaseKey: { request: { accelerator: string }; reply: null };
}

export type DisplayCallName = keyof DisplayCalls;

export interface DisplayCallMessage<Name extends DisplayCallName = DisplayCallName> {
  readonly id: number;
  readonly name: Name;
  readonly request: DisplayCalls[Name]['request'];
}

export type DisplayReply =
  | { readonly id: number; readonly isOk: true; readonly value: unknown }
  | { readonly id: number; readonly isOk: false; readonly message: string };

export type DisplayEvent =
  | { readonly kind: 'adopted'; readonly mark: string; readonly window: number }
  | { readonly kind: 'focus' | 'blur' | 'unviewable' | 'viewable'; readonly window: number }
  /** Chromium's own title for the window, which is the page's. */
  | { readonly kind: 'title'; readonly window: number; readonly title: string }
  | { readonly kind: 'key'; readonly accelerator: string }
  | { readonly kind: 'monitors-changed' }
  /** Chromium's bar about a capture is off the screen. */
  | { readonly kind: 'capture-bar-dismissed' }
  | { readonly kind: 'disconnected' };
