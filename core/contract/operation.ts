import type { z } from 'zod';

/** The windows we make; each operation says which of them may call it. */
export type WindowKind = 'main' | 'region' | 'toast' | 'indicator' | 'recorder' | 'strip';

/**
 * One operation between window and main process. A `query` changes nothing, a `command` does. Input is checked by size
 * and schema before the handler runs, output by schema after it.
 */
export interface Operation {
  readonly type: 'query' | 'command';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** The closed set of failures a caller must be ready for, beside {@link ChokePointError}. */
  readonly errors: readonly string[];
  /** Largest input, measured as the UTF-8 length of its JSON; bytes count as themselves. */
  readonly maxInputBytes: number;
  readonly windows: readonly WindowKind[];
}

/** Something main tells windows; announces state, never steers. */
export interface ContractEvent {
  readonly type: 'event';
  readonly payload: z.ZodType;
  readonly windows: readonly WindowKind[];
}

/** Failures of the choke point itself (design section 5), in the order of its checks. */
export const chokePointErrors = [
  'FRAME_MISSING',
  'FRAME_NOT_TOP',
  'WINDOW_UNKNOWN',
  'ORIGIN_FOREIGN',
  'WINDOW_NOT_ALLOWED',
  'INPUT_TOO_LARGE',
  'INPUT_INVALID',
  'OUTPUT_INVALID',
  'UNEXPECTED',
] as const;
export type ChokePointError = (typeof chokePointErrors)[number];
