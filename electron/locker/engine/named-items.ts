import type { CaseRecord } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';

/** The items that a case record rests on. */
export function namedItems(record: CaseRecord): readonly ItemId[] {
  switch (record.kind) {
    case 'reading':
      return [record.id];
    case 'difference':
      return [...record.promisedItemIds, ...record.actualItemIds];
    case 'payment':
      return record.billItemId === null ? [] : [record.billItemId];
    case 'party':
      return Object.values(record.itemIds).flat();
    case 'fact':
    case 'message':
    case 'submission':
    case 'reply':
    case 'platform-rule':
    case 'closing':
      return record.itemIds;
    case 'situation':
    case 'letter':
      return [];
  }
}
