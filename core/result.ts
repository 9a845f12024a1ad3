/** The outcome of an operation whose failures are expected: a value, or a failure with a code of a closed set. */
export type Result<Value, Code extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure<Code> };

/**
 * An expected failure. `message` is a Chinese sentence that says what happened and what to do next; it is what the
 * command line prints. The window translates `code` and fills in `details`.
 */
export interface Failure<Code extends string> {
  readonly code: Code;
  readonly message: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Wraps a value as a success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Wraps a failure; `details` holds what the message mentions (paths are never put in it for the renderer). */
export function fail<Code extends string>(
  code: Code,
  message: string,
  details?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly error: Failure<Code> } {
  return { ok: false, error: details === undefined ? { code, message } : { code, message, details } };
}
