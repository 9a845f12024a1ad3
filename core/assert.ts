/** Thrown when our own reasoning was wrong: never caught to be ignored, never used for bad input. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws unless `condition` holds; `reason` says why it cannot fail. */
export function invariant(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new InvariantError(reason);
}

/** Ends an exhaustive switch: does not compile while a case is missing. */
export function assertNever(value: never): never {
  throw new InvariantError(`unexpected value ${JSON.stringify(value)}`);
}
