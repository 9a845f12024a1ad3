import type { EvidenceKind, ItemId } from '../../evidence/index.ts';
import type { EntryPayload, LedgerEntry } from '../../ledger/index.ts';
import type { OrderFacts, OrderId } from '../../orders/index.ts';
import type { CallFacts, Transcript } from '../../transcripts/index.ts';

/** An item as the entries leave it. */
export interface ReplayedItem {
  readonly seq: number;
  readonly sealed: EntryPayload<'item-sealed'>;
  readonly entry: Extract<LedgerEntry, { readonly kind: 'item-sealed' }>;
  kind: EvidenceKind | null;
  orderId: OrderId | null;
  note: string;
  call: CallFacts | null;
  transcript: Transcript | null;
}

export interface ReplayedOrder {
  readonly facts: OrderFacts | undefined;
  readonly items: ReadonlyMap<ItemId, ReplayedItem>;
  readonly lastEntryAtUtc: string;
}

/** What entries say about one order, taken one after the other; entries about things not seen before say nothing. */
export function replayOrder(entries: readonly LedgerEntry[], orderId: OrderId): ReplayedOrder {
  const items = new Map<ItemId, ReplayedItem>();
  let facts: OrderFacts | undefined;
  for (const entry of entries) {
    if (entry.kind === 'order-added' && entry.payload.orderId === orderId) facts = entry.payload.facts;
    if (entry.kind === 'order-changed' && entry.payload.orderId === orderId && facts !== undefined) {
      facts = { ...facts, ...entry.payload.facts } as OrderFacts;
    }
    replayItem(items, entry);
  }
  return { facts, items, lastEntryAtUtc: entries.at(-1)?.at ?? '' };
}

function replayItem(items: Map<ItemId, ReplayedItem>, entry: LedgerEntry): void {
  if (entry.kind === 'item-sealed') {
    const { seq, payload: sealed } = entry;
    const nothing = { kind: null, orderId: null, note: '', call: null, transcript: null };
    items.set(sealed.itemId, { seq, sealed, entry, ...nothing });
    return;
  }
  const item = 'itemId' in entry.payload ? items.get(entry.payload.itemId) : undefined;
  if (item === undefined) return;
  if (entry.kind === 'item-assigned') item.orderId = entry.payload.orderId;
  if (entry.kind === 'item-labelled') item.kind = entry.payload.kind;
  if (entry.kind === 'item-noted') item.note = entry.payload.note;
  if (entry.kind === 'call-described') item.call = entry.payload.call;
  if (entry.kind === 'item-transcribed') item.transcript = entry.payload.transcript;
}
