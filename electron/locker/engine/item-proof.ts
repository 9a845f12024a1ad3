import type { Database } from 'better-sqlite3';
import type { ItemId } from '../../../core/evidence/index.ts';
import type { CheckpointRows } from '../database/checkpoint-rows.ts';
import type { createCheckRows, createClockRows } from '../database/circumstance-rows.ts';
import type { createItemRows } from '../database/item-rows.ts';
import type { ItemProof, LockerProofs } from '../proofs.ts';

interface ProofParts {
  readonly database: Database;
  readonly items: ReturnType<typeof createItemRows>;
  readonly checkpoints: CheckpointRows;
  readonly clocks: ReturnType<typeof createClockRows>;
  readonly checks: ReturnType<typeof createCheckRows>;
}

/** Queries on items that no checkpoint covers, as text. */
export const uncoveredQueries = {
  countFrom: 'SELECT count(*) FROM view_item WHERE seq >= ?',
  oldestFrom: `SELECT at_utc FROM view_entry WHERE seq = (SELECT min(seq) FROM view_item WHERE seq >= ?)`,
} as const;

/** Reads what stands behind items. */
export function createProofReader({ database, items, checkpoints, clocks, checks }: ProofParts) {
  const countFrom = database.prepare<[number], number>(uncoveredQueries.countFrom).pluck();
  const oldestFrom = database.prepare<[number], string>(uncoveredQueries.oldestFrom).pluck();
  const sealedAt = database.prepare<[number], string>('SELECT at_utc FROM view_entry WHERE seq = ?').pluck();
  return {
    listCheckpoints: ({ offset, limit }: { readonly offset: number; readonly limit: number }) => ({
      checkpoints: checkpoints.list(offset, limit),
      total: checkpoints.count(),
    }),
    stampingFigures(): Awaited<ReturnType<LockerProofs['stampingFigures']>> {
      const stampedSize = checkpoints.stampedSize();
      const newestCheckpoint = checkpoints.newest();
      return {
        unstampedItemCount: countFrom.get(stampedSize) ?? 0,
        oldestUnstampedAtUtc: oldestFrom.get(stampedSize) ?? null,
        newestTimestamp: checkpoints.newestTimestamp(),
        newestCheckpoint,
        uncheckpointedItemCount: countFrom.get(newestCheckpoint?.size ?? 0) ?? 0,
      };
    },
    getItemProof(itemId: ItemId): ItemProof | undefined {
      const item = items.get(itemId);
      if (item === undefined) return undefined;
      const { seq } = item;
      return {
        seq,
        sealedAtUtc: sealedAt.get(seq) ?? '',
        checkpoint: checkpoints.firstCovering(seq),
        stamped: checkpoints.earliestCovering(seq),
        stampedBefore: checkpoints.lastTimestampBefore(seq),
        ...clocks.before(seq, item.provenance.clock.bootId),
        lastVerification: checks.lastVerificationAfter(seq),
      };
    },
  };
}
