import type { Item } from '../evidence/item.ts';
import type { Order } from '../orders/order.ts';
import type { CaseRecord } from './case-record.ts';

/** What the engine looks at of an item. */
export type CaseItem = Pick<
  Item,
  'id' | 'kind' | 'source' | 'mediaType' | 'capturedAtUtc' | 'note' | 'seq' | 'transcriptCueCount'
>;

/** One purchase with everything known about it. */
export interface CaseFile {
  readonly order: Order;
  /** In the order they were sealed. */
  readonly items: readonly CaseItem[];
  readonly records: readonly CaseRecord[];
}
