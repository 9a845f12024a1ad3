import {
  type CaseRecord,
  type CaseRecordName,
  MAX_CASE_RECORDS,
  type NotedRecord,
} from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { CaseChange, CaseError } from '../cases.ts';
import { canonicalText } from '../database/canonical-text.ts';
import { createCaseRows } from '../database/case-rows.ts';
import { wellFormed } from '../well-formed.ts';
import { type CommandParts, unknownItem, unknownOrder } from './item-commands.ts';
import type { EntryDraft } from './ledger-writer.ts';
import { namedItems } from './named-items.ts';

/** What users state about their cases, as the thread does it (`LockerCases`). */
export function createCaseCommands({ connection, commit, items, orders }: CommandParts) {
  const rows = createCaseRows(connection.database);
  const isThere = (itemId: ItemId) => items.get(itemId) !== undefined;
  return {
    noteCase(orderId: OrderId, said: CaseChange): Result<readonly NotedRecord[], CaseError> {
      const change = wellFormed(said);
      return commit(() => {
        if (orders.get(orderId) === undefined) return unknownOrder();
        const texts = new Map(rows.kept(orderId).map((kept) => [nameOf(kept), kept.text]));
        const drafts = caseDrafts({ orderId, texts, isThere }, change);
        return drafts.ok ? ok({ drafts: drafts.value, answer: () => rows.records(orderId) }) : drafts;
      });
    },
    caseRecords: (orderId: OrderId): readonly NotedRecord[] | undefined =>
      orders.get(orderId) === undefined ? undefined : rows.records(orderId),
    caseFile: rows.file,
    openCaseFiles: rows.openFilesJson,
  };
}

interface KnownCase {
  readonly orderId: OrderId;
  /** Canonical texts of the records that are there, by name; what the change does is done to it. */
  readonly texts: Map<string, string>;
  readonly isThere: (itemId: ItemId) => boolean;
}

function caseDrafts(
  { orderId, texts, isThere }: KnownCase,
  { noted, withdrawn }: CaseChange,
): Result<readonly EntryDraft[], CaseError> {
  const before = new Map(texts);
  const drafts: EntryDraft[] = [];
  for (const { kind, id } of byName(withdrawn)) {
    if (!texts.delete(nameOf({ kind, id }))) return unknownRecord({ kind, id });
    drafts.push({ kind: 'case-withdrawn', payload: { orderId, record: { kind, id } } });
  }
  for (const record of byName(noted)) {
    const name = nameOf(record);
    const text = canonicalText(record);
    if (texts.get(name) === text) continue;
    const missing = addedItems(before.get(name), record).find((itemId) => !isThere(itemId));
    if (missing !== undefined) return unknownItem(missing);
    texts.set(name, text);
    drafts.push({ kind: 'case-noted', payload: { orderId, record } });
  }
  return texts.size > MAX_CASE_RECORDS ? tooLarge() : ok(drafts);
}

function nameOf({ kind, id }: CaseRecordName): string {
  return `${kind}/${id}`;
}

/** Of each name the last. */
function byName<Named extends CaseRecordName>(named: readonly Named[]): Iterable<Named> {
  return new Map(named.map((one) => [nameOf(one), one])).values();
}

/** Items that the record did not name before: one that was removed since may stay named, or the rest could not be changed. */
function addedItems(before: string | undefined, record: CaseRecord): readonly ItemId[] {
  const named = new Set(before === undefined ? [] : namedItems(JSON.parse(before) as CaseRecord));
  return namedItems(record).filter((itemId) => !named.has(itemId));
}

function unknownRecord({ kind, id }: CaseRecordName) {
  return fail('CASE_RECORD_UNKNOWN', '没有这条记录，可能已经撤回了。请刷新后再试。', { kind, id });
}

function tooLarge() {
  return fail(
    'CASE_TOO_LARGE',
    `一个订单最多记 ${MAX_CASE_RECORDS} 条，这次没有保存。请先撤回用不上的记录，再试一次。`,
    { limit: MAX_CASE_RECORDS },
  );
}
