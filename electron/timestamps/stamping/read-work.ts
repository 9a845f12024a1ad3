import type { HeldCheckpoint } from '../../locker/index.ts';
import type { StampingLocker } from './stamper.ts';

/** Stamps are renewed this long before the first certificate behind them ends. */
export const RENEWAL_AHEAD_MS = 90 * 24 * 60 * 60_000;
const LOOKED_AT = 50;

/** What the ledger says is to be done; nothing else is remembered. */
export interface StampingWork {
  /** The newest checkpoint: whoever has not stamped it should. */
  readonly checkpoint: HeldCheckpoint | null;
  /** Items were sealed after it. */
  readonly isCheckpointDue: boolean;
  /** Set when all items are stamped and the stamps end soon: a new one counts only if its chain ends after this. */
  readonly mustOutlast: string | null;
}

/** Reads {@link StampingWork} off the ledger. */
export async function readWork(
  locker: Pick<StampingLocker, 'stampingFigures' | 'listCheckpoints'>,
  nowMs: number,
): Promise<StampingWork> {
  const figures = await locker.stampingFigures();
  const { newestCheckpoint, newestTimestamp, uncheckpointedItemCount, unstampedItemCount } = figures;
  const isCheckpointDue = uncheckpointedItemCount > 0;
  const work = { checkpoint: newestCheckpoint, isCheckpointDue, mustOutlast: null };
  if (newestTimestamp === null || unstampedItemCount > 0) return work;
  const { checkpoints } = await locker.listCheckpoints({ offset: 0, limit: LOOKED_AT });
  const stamped = checkpoints.find(({ timestamps }) => timestamps.length > 0);
  const ends = (stamped?.timestamps ?? [newestTimestamp]).map(({ token }) => token.chainExpiresUtc);
  const end = ends.sort().at(-1) ?? newestTimestamp.token.chainExpiresUtc;
  return { ...work, mustOutlast: Date.parse(end) - nowMs < RENEWAL_AHEAD_MS ? end : null };
}
