import type { NotedRecord } from '../../core/cases/index.ts';
import { type ClosingError, checkClosing } from '../../core/complaints/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import type { Result } from '../../core/result.ts';
import type { CaseChange, CaseError, Locker } from '../locker/index.ts';

/** Writes what the user states; an outcome that cannot be true of the case is refused, and nothing is written. */
export async function noteCase(
  locker: Locker,
  orderId: OrderId,
  change: CaseChange,
  nowUtc: string,
): Promise<Result<readonly NotedRecord[], CaseError | ClosingError>> {
  for (const record of change.noted) {
    if (record.kind !== 'closing') continue;
    const caseFile = await locker.caseFile(orderId);
    // Without an order the locker says so.
    const checked = caseFile === undefined ? undefined : checkClosing(record, caseFile, nowUtc);
    if (checked?.ok === false) return checked;
  }
  return await locker.noteCase(orderId, change);
}
