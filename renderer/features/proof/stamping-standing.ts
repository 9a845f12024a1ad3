import type { StampingState } from '../../../core/contract/index.ts';

/** How trusted time stands. */
export type Standing = 'off' | 'good' | 'waiting' | 'nothing-yet';

/** How trusted time stands, in one word: green only when it is on and nothing waits for a stamp. */
export function stampingStanding(
  stamping: Pick<StampingState, 'isOn' | 'pendingItemCount' | 'newestTrustedTimeUtc'>,
): Standing {
  if (!stamping.isOn) return 'off';
  if (stamping.pendingItemCount > 0) return 'waiting';
  return stamping.newestTrustedTimeUtc === null ? 'nothing-yet' : 'good';
}
