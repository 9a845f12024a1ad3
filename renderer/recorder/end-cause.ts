import type { recorderEndCauses } from '../../core/contract/index.ts';

/** Why a task ended, as main is told. */
export interface End {
  readonly cause: (typeof recorderEndCauses)[number];
  readonly detail: string;
}

const MAX_DETAIL = 400;

/** What an error of the browser means; `other` when it is none that says more. */
export function endOf(error: unknown, other: End['cause']): End {
  const name = error instanceof Error || error instanceof DOMException ? error.name : typeof error;
  const message = error instanceof Error || error instanceof DOMException ? error.message : '';
  return {
    cause: name === 'NotAllowedError' ? 'refused' : other,
    detail: `${name} ${message}`.trim().slice(0, MAX_DETAIL),
  };
}
