import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseQueries } from '../../../electron/locker/database/case-rows.ts';
import { checkpointQueries } from '../../../electron/locker/database/checkpoint-rows.ts';
import { circumstanceQueries } from '../../../electron/locker/database/circumstance-rows.ts';
import { itemQueries } from '../../../electron/locker/database/item-rows.ts';
import { openWriter } from '../../../electron/locker/database/open-writer.ts';
import { orderQueries } from '../../../electron/locker/database/order-rows.ts';
import { scratchDatabase } from '../../../electron/locker/database/schema.ts';
import { uncoveredQueries } from '../../../electron/locker/engine/item-proof.ts';
import { createLedgerWriter } from '../../../electron/locker/engine/ledger-writer.ts';
import { openEngine, systemSources } from '../../../electron/locker/engine/open-engine.ts';
import { keyEntriesQuery, orderEntriesQuery } from '../../../electron/locker/engine/order-ledger.ts';
import { randomId } from '../../../electron/platform/index.ts';
import { captureOf, captureProvenance, orderFacts, temporaryLocker, unwrap } from './samples.ts';

// Walks stamps in the order of their times, from the first to the one that is wanted.
const { earliestCovering, stampTimes, countCheckpoints, ...indexed } = checkpointQueries;
// Nearly all orders are open: they are read in the order of their table.
const { openOrders, ...ofOneCase } = caseQueries;
const queries = {
  ...ofOneCase,
  ...itemQueries,
  ...orderQueries,
  ...indexed,
  ...circumstanceQueries,
  ...uncoveredQueries,
  orderEntries: orderEntriesQuery,
  keyEntries: keyEntriesQuery,
};

const database = scratchDatabase();
afterAll(() => database.close());

function planOf(sql: string): readonly string[] {
  const parameters = (sql.match(/\?/g) ?? []).map(() => null);
  const statement = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  const named = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null] as const);
  const rows = named.length > 0 ? statement.all(Object.fromEntries(named)) : statement.all(...parameters);
  return rows.map(({ detail }) => detail);
}

/** Read from the end, in the table's own order, and stop after a few rows. */
const endsEarly = new Set([
  'newestKey',
  'newest',
  'listNewest',
  'newestTimestamp',
  'clockEvents',
  'openSession',
  'lastBackup',
  'verifications',
]);

it.each(Object.entries(queries))('%s goes through an index', (name, sql) => {
  const plan = planOf(sql);
  const scans = plan.filter((step) => step.startsWith('SCAN'));
  // Listing or counting everything walks the whole index, in its order; the newest are at the end of a table.
  const allowed =
    name === 'all' || name === 'countAll'
      ? /^SCAN \w+ USING (COVERING )?INDEX/
      : endsEarly.has(name)
        ? /^SCAN \w+( USING (COVERING )?INDEX|$)/
        : /^SCAN (CONSTANT ROW|\(subquery)/;
  expect(scans.filter((step) => !allowed.test(step))).toEqual([]);
  // Lists come out of the index in their order; the few rows of one order's history may be sorted.
  const sorts = plan.filter((step) => step.includes('TEMP B-TREE FOR ORDER BY'));
  if (name in itemQueries) expect(sorts).toEqual([]);
});

it.each([
  ['ofOrder', 'view_item_by_order'],
  ['countOfOrder', 'view_item_by_order'],
  ['byNumber', 'view_order_by_number'],
  ['eventsOf', 'view_entry_by_item'],
  ['exportsOf', 'view_exhibit_by_item'],
  ['changesOf', 'view_entry_by_order'],
  ['all', 'view_checkpoint_stamped'],
  ['ofOrder', 'view_checkpoint_stamped'],
  ['timestampsOf', 'view_timestamp_by_checkpoint'],
  ['newestTimestamp', 'view_timestamp_by_time'],
  ['comparedBefore', 'view_clock_event_by_boot'],
  ['openSession', 'view_session_open'],
  ['caseItemsOf', 'view_item_by_order'],
  ['recordsOf', 'PRIMARY KEY (order_id=?)'],
] as const)('%s uses %s', (name, index) => {
  expect(planOf(queries[name]).join('\n')).toContain(index);
});

let place: ReturnType<typeof temporaryLocker>;
beforeAll(() => {
  place = temporaryLocker();
});
afterAll(() => place.remove());

it('lists and assigns 5,000 items of one order whole', () => {
  const engine = unwrap(openEngine(place.options));
  const order = unwrap(engine.orders.add(orderFacts()));
  const { sha256, sizeBytes } = unwrap(engine.items.seal(captureOf('picture')));
  const ids = Array.from({ length: 5000 }, () => `i-${randomId()}`);
  // As entries of one transaction: 5,000 commits would only measure the disk.
  const { database: writable } = openWriter(place.options.directory);
  const writer = createLedgerWriter(writable, systemSources);
  const sealed = { sha256, sizeBytes, mediaType: 'image/png', provenance: captureProvenance() };
  const drafts = ids.map((itemId) => ({ kind: 'item-sealed' as const, payload: { itemId, ...sealed } }));
  writable.transaction(() => writer.append(drafts)).immediate();
  writable.close();
  unwrap(engine.items.assign(ids, order.id, 'user'));
  const { items, total } = engine.listItems({ orderId: order.id, offset: 0, limit: 5000 });
  expect(total).toBe(5000);
  expect(items.map(({ id }) => id)).toEqual(ids);
  const ledger = engine.orderLedger(order.id);
  expect(ledger?.entries).toHaveLength(10_002);
  engine.close();
});
