import type { Result } from '../../core/result.ts';

/** What looking at the bytes gave; decided by content, never by name. */
export interface Inspection {
  /** `application/octet-stream` when unknown or ambiguous. */
  readonly mediaType: string;
  readonly image?: { readonly widthPx: number; readonly heightPx: number } | undefined;
  /** Another format the same bytes also are (a polyglot): shown as such, never opened by the system. */
  readonly ambiguousWith?: string | undefined;
}

export type IntakeError =
  | 'INTAKE_UNSUPPORTED'
  | 'INTAKE_TOO_LARGE'
  | 'INTAKE_DAMAGED'
  | 'INTAKE_CRASHED'
  | 'INTAKE_TIMEOUT';

/**
 * Hostile bytes are looked at only here, in a process that may die (P18–P21). Calls after a crash start a new process;
 * the caller's own process is never at risk.
 */
export interface Intake {
  /** Sniffs type and, for images within limits, size. Never fails for bytes it does not know. */
  inspect(bytes: Uint8Array): Promise<Result<Inspection, IntakeError>>;
  /** The same of a file, reading only what is needed. */
  inspectFile(path: string): Promise<Result<Inspection, IntakeError>>;
  /** A WebP thumbnail that fits `maxEdgePx`, orientation applied, no metadata. */
  thumbnail(bytes: Uint8Array, maxEdgePx: number): Promise<Result<Uint8Array, IntakeError>>;
  /** A JPEG for print (quality 85, 4:4:4, longest edge at most `maxEdgePx`), flattened on white; same input, same bytes. */
  printable(
    bytes: Uint8Array,
    maxEdgePx: number,
  ): Promise<
    Result<{ readonly jpeg: Uint8Array; readonly widthPx: number; readonly heightPx: number }, IntakeError>
  >;
  close(): Promise<void>;
}
