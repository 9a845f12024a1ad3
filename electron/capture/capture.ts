import type { CaptureTrigger, EvidenceKind, Item, Rectangle } from '../../core/evidence/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import type { Result } from '../../core/result.ts';
import type { LockerError } from '../locker/index.ts';

export type CaptureError =
  | LockerError
  | 'CAPTURE_NO_DISPLAY'
  | 'CAPTURE_NO_WINDOW'
  | 'CAPTURE_REFUSED'
  | 'CAPTURE_CANCELLED'
  | 'CAPTURE_IN_PROGRESS';

/** What to take: a display (or all), a window, or a rectangle of a display. */
export type CaptureTarget =
  | { readonly mode: 'screen'; readonly displays: 'display-with-pointer' | 'all-displays' }
  | { readonly mode: 'window' }
  | { readonly mode: 'region'; readonly area?: Rectangle | undefined };

export interface CaptureRequest {
  readonly target: CaptureTarget;
  readonly trigger: CaptureTrigger;
  readonly delaySeconds: number;
  readonly orderId: OrderId | null;
  /** `active-order` when the order came from 正在取证的订单, `user` when it was named. */
  readonly assignedBy: 'active-order' | 'user';
  readonly kind?: EvidenceKind | undefined;
}

/** One request gives sealed items (one a display), or one explained failure; nothing in between is hidden. */
export interface Capture {
  take(request: CaptureRequest): Promise<Result<readonly Item[], CaptureError>>;
}

/** What the capture needs from whoever owns windows; the command line has none. */
export interface CaptureSurroundings {
  /** Pointer position in pixels of the virtual desktop; undefined where the platform does not say. */
  pointer(): { readonly x: number; readonly y: number } | undefined;
  /** Takes our own windows off the screen and resolves when it has been redrawn; the result puts them back. */
  clearOwnWindows(): Promise<() => void>;
  /** Process ids whose windows are ours and must not be taken for the window in focus. */
  ownProcessIds(): ReadonlySet<number>;
  /**
   * Lets the user choose a rectangle on a frozen picture of a display; undefined when cancelled. The answer is in pixels
   * of the virtual desktop and lies within `frozen.area`.
   */
  chooseRegion?(frozen: FrozenDisplay): Promise<Rectangle | undefined>;
  onCountdown?(secondsLeft: number): void;
}

/** A display's picture as it was when the key was pressed. */
export interface FrozenDisplay {
  readonly png: Uint8Array;
  readonly area: Rectangle;
  readonly scaleFactor: number;
}
