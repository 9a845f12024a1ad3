import type { Database } from 'better-sqlite3';
import type { LedgerEntry } from '../../../core/ledger/index.ts';
import { LockerCorruptError } from '../failures.ts';
import { canonicalText } from './canonical-text.ts';

type CaseEntry = Extract<LedgerEntry, { readonly kind: 'case-noted' | 'case-withdrawn' }>;

/** The part of the derivation that the fourth step of the schema is for; see `createProjector`. */
export function createCaseProjector(database: Database): (entry: CaseEntry) => void {
  const note = database.prepare('INSERT OR REPLACE INTO view_case_record VALUES (?, ?, ?, ?, ?, ?)');
  const withdraw = database.prepare(
    'DELETE FROM view_case_record WHERE order_id = ? AND kind = ? AND record_id = ?',
  );
  const touchOrder = database.prepare('UPDATE view_order SET last_activity_utc = ? WHERE order_id = ?');
  return (entry) => {
    const { seq, at, payload } = entry;
    const { orderId } = payload;
    const { kind, id } = payload.record;
    // Only a ledger that was not written by a locker speaks of an order before adding it, or takes back what is not there.
    if (touchOrder.run(at, orderId).changes === 0)
      throw new LockerCorruptError(`entry ${seq} speaks of order ${orderId} before it was added`);
    if (entry.kind === 'case-noted')
      note.run(orderId, kind, id, seq, at, canonicalText(entry.payload.record));
    else if (withdraw.run(orderId, kind, id).changes === 0)
      throw new LockerCorruptError(`entry ${seq} takes back ${kind}/${id}, which was not noted`);
  };
}
