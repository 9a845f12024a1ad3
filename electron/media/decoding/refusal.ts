import type { MediaError } from '../media.ts';

/** An expected refusal, turned into an answer by the process's loop. */
export class Refusal extends Error {
  readonly code: MediaError;
  constructor(code: MediaError, reason: string) {
    super(reason);
    this.code = code;
  }
}
