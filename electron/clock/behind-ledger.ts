import { ok, type Result } from '../../core/result.ts';
import type { Locker, LockerError } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';
import { STEP_MS } from './compare-readings.ts';

/**
 * Puts into the ledger that the clock shows a time before its newest entry, by more than two seconds. To be called once
 * after opening, before anything is written. True when it was so. The next call finds the new entry and is silent.
 */
export async function recordIfBehindLedger(
  locker: Pick<Locker, 'recordClockStep' | 'lastEntryAtUtc'>,
  clock: Pick<Clock, 'facts'>,
): Promise<Result<boolean, LockerError>> {
  const lastEntryUtc = await locker.lastEntryAtUtc();
  const after = clock.facts();
  const differenceMs = Date.parse(after.utc) - Date.parse(lastEntryUtc);
  if (!(differenceMs < -STEP_MS)) return ok(false);
  const recorded = await locker.recordClockStep({
    cause: 'behind-ledger',
    lastEntryUtc,
    after,
    differenceMs,
  });
  return recorded.ok ? ok(true) : recorded;
}
