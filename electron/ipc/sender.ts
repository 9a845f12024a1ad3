import type { ChokePointError, WindowKind } from '../../core/contract/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { refuse } from './refusals.ts';

/** What the choke point asks of a sender's frame: the part of Electron's `WebFrameMain` that identifies it. */
export interface Frame {
  readonly origin: string;
  readonly parent: Frame | null;
  readonly top: Frame | null;
  readonly detached: boolean;
  isDestroyed(): boolean;
}

/** A window that our shell made. */
export interface KnownWindow {
  readonly kind: WindowKind;
  /** Closes the window without asking it. */
  close(): void;
}

/** Finds the window whose main frame *is* this frame; undefined for every other frame. */
export type WindowOf = (frame: Frame) => KnownWindow | undefined;

type SenderError = Extract<
  ChokePointError,
  'FRAME_MISSING' | 'FRAME_NOT_TOP' | 'WINDOW_UNKNOWN' | 'ORIGIN_FOREIGN' | 'WINDOW_NOT_ALLOWED'
>;

/** What the sender of a call must be. */
export interface SenderRules {
  readonly windowOf: WindowOf;
  readonly isOurOrigin: (origin: string) => boolean;
  readonly windows: readonly WindowKind[];
}

/**
 * The window a call comes from, if it may make it. Compares origins, never URLs: the URL of about:blank, blob: and
 * sandboxed frames does not name their owner. Codes: `FRAME_MISSING`, `FRAME_NOT_TOP`, `WINDOW_UNKNOWN`,
 * `ORIGIN_FOREIGN`, `WINDOW_NOT_ALLOWED`, tested in this order.
 */
export function readSender(frame: Frame | null, rules: SenderRules): Result<KnownWindow, SenderError> {
  // SECURITY: P13 a null frame has navigated away or was destroyed: whoever asked is not there any more.
  if (!isAlive(frame)) return refuse('FRAME_MISSING');
  if (frame.parent !== null) return refuse('FRAME_NOT_TOP');
  const window = rules.windowOf(frame);
  if (window === undefined) return refuse('WINDOW_UNKNOWN');
  if (!rules.isOurOrigin(frame.origin)) return refuse('ORIGIN_FOREIGN');
  if (!rules.windows.includes(window.kind)) return refuse('WINDOW_NOT_ALLOWED');
  return ok(window);
}

/** The window whom a refusal is counted against: also when the call came from a frame inside it. */
export function blameOf(frame: Frame | null, windowOf: WindowOf): KnownWindow | undefined {
  if (!isAlive(frame)) return undefined;
  const top = frame.parent === null ? frame : frame.top;
  return top === null ? undefined : windowOf(top);
}

function isAlive(frame: Frame | null): frame is Frame {
  return frame !== null && frame !== undefined && !frame.isDestroyed() && !frame.detached;
}
