/** Tells how far a verification is, and stops it when the caller no longer wants it. */
export interface Steps {
  /** Throws {@link VerificationCancelled} when cancelled. `total` 0 means not yet known. */
  advance(step: string, done: number, total: number): void;
}

/** Unwinds a cancelled verification; becomes `CANCELLED`. */
export class VerificationCancelled extends Error {
  override readonly name = 'VerificationCancelled';
}

/** Steps that report to `onProgress` and ask `isCancelled` each time. */
export function createSteps(
  isCancelled: () => boolean,
  onProgress: (step: string, done: number, total: number) => void,
): Steps {
  return {
    advance(step, done, total) {
      if (isCancelled()) throw new VerificationCancelled('cancelled');
      onProgress(step, done, total);
    },
  };
}
