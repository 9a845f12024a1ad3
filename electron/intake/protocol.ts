import type { Inspection, IntakeError } from './intake.ts';

/** What the parent asks of the intake process. */
export type IntakeRequest =
  | { readonly operation: 'inspect'; readonly bytes: Uint8Array }
  | { readonly operation: 'inspectFile'; readonly path: string }
  | { readonly operation: 'thumbnail'; readonly bytes: Uint8Array; readonly maxEdgePx: number }
  | { readonly operation: 'printable'; readonly bytes: Uint8Array; readonly maxEdgePx: number };

export interface Picture {
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What it answers: always in the order of the requests. */
export type IntakeAnswer =
  | { readonly ok: true; readonly inspection: Inspection }
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly code: IntakeError; readonly reason: string };

/** Exit code of a process that ended itself because a picture took more memory than {@link MAX_MEMORY_BYTES}. */
export const EXIT_OUT_OF_MEMORY = 77;

/** Largest picture that is decoded: 100 megapixels, about 400 MB in memory. */
export const MAX_PIXELS = 100_000_000;

/** Largest file that is decoded as a picture. */
export const MAX_PICTURE_BYTES = 256 * 1024 * 1024;

/** Resident memory above which the process ends itself. */
export const MAX_MEMORY_BYTES = 1.5 * 1024 * 1024 * 1024;

/** Longest that one request may take. */
export const REQUEST_TIMEOUT_MS = 30_000;
