import type { Database } from 'better-sqlite3';
import type { OrderSummary } from '../../../core/contract/index.ts';
import { decodeEntry, type LedgerEntry } from '../../../core/ledger/index.ts';
import type { Order, OrderChange, OrderFacts, OrderId } from '../../../core/orders/index.ts';
import { LockerCorruptError } from '../failures.ts';
import type { OrderQuery } from '../locker.ts';
import { likePattern } from './item-rows.ts';
import { foldForSearch } from './projections.ts';

interface OrderRow {
  readonly order_id: string;
  readonly seq: number;
  readonly added_at_utc: string;
  readonly is_archived: number;
  readonly facts: string;
  readonly item_count: number;
  readonly last_activity_utc: string;
}

const columns = 'order_id, seq, added_at_utc, is_archived, facts, item_count, last_activity_utc';

/** The hot queries on orders, as text: a test asserts that each uses its index. */
export const orderQueries = {
  byId: `SELECT ${columns} FROM view_order WHERE order_id = ?`,
  byNumber: `SELECT ${columns} FROM view_order WHERE number = ? AND platform = ? ORDER BY seq`,
  changesOf: `SELECT ledger_entry.bytes FROM view_entry JOIN ledger_entry USING (seq)
    WHERE order_id = ? AND kind IN ('order-added', 'order-changed', 'order-archived') ORDER BY seq`,
} as const;

/** Reads orders, their histories and counts from the projections. */
export function createOrderRows(database: Database) {
  const byId = database.prepare<[string], OrderRow>(orderQueries.byId);
  const byNumber = database.prepare<[string, string], OrderRow>(orderQueries.byNumber);
  const search = database.prepare<[string, number], OrderRow>(
    `SELECT ${columns} FROM view_order WHERE search_text LIKE ? ESCAPE '\\' AND is_archived <= ? ORDER BY seq`,
  );
  const changesOf = database.prepare<[string], Buffer>(orderQueries.changesOf).pluck();
  const count = database.prepare<[], number>('SELECT count(*) FROM view_order').pluck();
  return {
    get(orderId: OrderId): (Order & { readonly itemCount: number }) | undefined {
      const row = byId.get(orderId);
      return row === undefined ? undefined : { ...orderOf(row), itemCount: row.item_count };
    },
    list(query: OrderQuery): readonly OrderSummary[] {
      const pattern = likePattern(foldForSearch(query.search).trim());
      const found = search.all(pattern, Number(query.includeArchived)).map(summaryOf);
      return sortOrders(found, query);
    },
    findDuplicates(platform: string, number: string, except: OrderId | null): readonly OrderSummary[] {
      return byNumber
        .all(number, platform)
        .filter((row) => row.order_id !== except)
        .map(summaryOf);
    },
    count: () => count.get() ?? 0,
    history: (orderId: OrderId): readonly OrderChange[] => changesFrom(changesOf.all(orderId)),
  };
}

function orderOf(row: OrderRow): Order {
  return {
    id: row.order_id,
    facts: JSON.parse(row.facts) as OrderFacts,
    isArchived: row.is_archived === 1,
    addedAtUtc: row.added_at_utc,
    seq: row.seq,
  };
}

function summaryOf(row: OrderRow): OrderSummary {
  return { ...orderOf(row), itemCount: row.item_count, lastActivityUtc: row.last_activity_utc };
}

const merchantOrder = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

/** What is unknown comes last in either direction; equals stay in the order they were added. */
function sortOrders(orders: readonly OrderSummary[], query: OrderQuery): readonly OrderSummary[] {
  const direction = query.isDescending ? -1 : 1;
  return orders.toSorted((left, right) => {
    if (query.sortBy === 'merchant') {
      return (
        direction * merchantOrder.compare(left.facts.merchant, right.facts.merchant) || left.seq - right.seq
      );
    }
    const [before, after] = [sortKey(left, query), sortKey(right, query)];
    if (before === null || after === null) {
      return Number(before === null) - Number(after === null) || left.seq - right.seq;
    }
    if (before === after) return query.sortBy === 'added' ? 0 : direction * (left.seq - right.seq);
    return before < after ? -direction : direction;
  });
}

function sortKey(order: OrderSummary, query: OrderQuery): string | number | null {
  switch (query.sortBy) {
    case 'lastActivity':
      return order.lastActivityUtc;
    case 'added':
      return order.seq;
    case 'paid':
      return order.facts.paidAtUtc;
    case 'amount':
      return order.facts.amountFen;
    case 'merchant':
      return order.facts.merchant;
  }
}

/** Replays an order's entries: each change with what the fact was before. */
function changesFrom(entries: readonly Buffer[]): readonly OrderChange[] {
  const changes: OrderChange[] = [];
  let facts: Partial<OrderFacts> = {};
  let isArchived = false;
  for (const bytes of entries) {
    const entry = decoded(bytes);
    const at = { seq: entry.seq, atUtc: entry.at };
    if (entry.kind === 'order-added') {
      facts = entry.payload.facts;
    } else if (entry.kind === 'order-changed') {
      const changed = entry.payload.facts as Partial<OrderFacts>;
      for (const [name, to] of Object.entries(changed)) {
        const fact = name as keyof OrderFacts;
        changes.push({ ...at, fact, from: facts[fact] ?? null, to });
      }
      facts = { ...facts, ...changed };
    } else if (entry.kind === 'order-archived') {
      changes.push({ ...at, fact: 'isArchived', from: isArchived, to: entry.payload.isArchived });
      isArchived = entry.payload.isArchived;
    }
  }
  return changes;
}

function decoded(bytes: Buffer): LedgerEntry {
  const entry = decodeEntry(bytes);
  if (!entry.ok) throw new LockerCorruptError(entry.error.message);
  return entry.value;
}
