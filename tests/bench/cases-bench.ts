import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { CaseRecord } from '../../core/cases/index.ts';
import { openWriter } from '../../electron/locker/database/open-writer.ts';
import { createLedgerWriter, type EntryDraft } from '../../electron/locker/engine/ledger-writer.ts';
import { openEngine, systemSources } from '../../electron/locker/engine/open-engine.ts';
import { openLocker } from '../../electron/locker/index.ts';
import { randomId } from '../../electron/platform/index.ts';
import {
  fact,
  letter,
  merchant,
  noting,
  reading,
  situation,
  submission,
} from '../integration/locker/case-samples.ts';
import { captureOf, captureProvenance, orderFacts, unwrap } from '../integration/locker/samples.ts';
import { median, timedMs } from './statistics.ts';

// `node tests/bench/cases-bench.ts [largest]`: what reading all open cases takes (8 items and 15 records each), in the
// locker's thread and to the asking one, and how both grow from 100 orders to 10,000.

const ITEMS = 8;
const ROUNDS = 15;
const largest = Number(process.argv[2] ?? 1_000);
const sizes = [100, 1_000, 10_000].filter((size) => size <= largest);
const folder = mkdtempSync(join(tmpdir(), 'liuhen-cases-bench-'));
const options = { directory: join(folder, 'locker'), create: true, stateFolder: join(folder, 'state') };

try {
  console.log(
    '| orders | JSON | thread: read | parse | clone instead: parse, write, read | asked for, whole | note one |',
  );
  console.log('|---|---|---|---|---|---|---|');
  let count = 0;
  for (const size of sizes) {
    grow(size - count);
    count = size;
    console.log(await measured(size));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measured(size: number): Promise<string> {
  const engine = unwrap(openEngine(options));
  const reads = await medianMs(() => engine.cases.openCaseFiles());
  const json = engine.cases.openCaseFiles();
  const parses = await medianMs(() => parsed(json));
  const files = parsed(json);
  const clones = await medianMs(() => deserialize(serialize(files)));
  const orderId = engine.listOrders({
    search: '',
    sortBy: 'added',
    isDescending: false,
    includeArchived: true,
  })[0]?.id;
  engine.close();
  const locker = unwrap(await openLocker(options));
  const asked = await medianMs(() => locker.openCaseFiles());
  const notes = await medianMs(() =>
    locker.noteCase(orderId ?? '', noting(fact(1, { text: `${performance.now()}` }))),
  );
  await locker.close();
  const cells = [reads, parses, parses + clones, asked, notes].map((ms) => `${ms.toFixed(1)} ms`);
  return `| ${size} | ${(json.length / 1e6).toFixed(1)} MB | ${cells.join(' | ')} |`;
}

function parsed(json: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(json));
}

async function medianMs(work: () => unknown): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) values.push(await timedMs(work));
  return median(values);
}

/** As entries of few transactions: single commits would only measure the disk. */
function grow(count: number): void {
  const engine = unwrap(openEngine(options));
  const { sha256, sizeBytes } = unwrap(engine.items.seal(captureOf('picture')));
  engine.close();
  const { database } = openWriter(options.directory);
  const writer = createLedgerWriter(database, systemSources);
  const sealed = { sha256, sizeBytes, mediaType: 'image/png', provenance: captureProvenance() };
  for (let from = 0; from < count; from += 100) {
    const drafts = Array.from({ length: Math.min(100, count - from) }, () => draftsOfOrder(sealed)).flat();
    database.transaction(() => writer.append(drafts)).immediate();
  }
  database.close();
}

function draftsOfOrder(sealed: object): readonly EntryDraft[] {
  const orderId = `o-${randomId()}`;
  const itemIds = Array.from({ length: ITEMS }, () => `i-${randomId()}`);
  return [
    { kind: 'order-added', payload: { orderId, facts: orderFacts() } },
    ...itemIds.flatMap(
      (itemId) =>
        [
          { kind: 'item-sealed', payload: { itemId, ...sealed } },
          { kind: 'item-assigned', payload: { itemId, orderId, by: 'user' } },
        ] as EntryDraft[],
    ),
    ...recordsOf(itemIds).map((record): EntryDraft => ({ kind: 'case-noted', payload: { orderId, record } })),
  ];
}

function recordsOf(itemIds: readonly string[]): readonly CaseRecord[] {
  return [
    situation({ scenario: 'not_delivered', answers: { 'not_delivered.c1': 'yes' } }),
    merchant('星辰点卡专营店'),
    ...[1, 2, 3, 4, 5].map((number) => fact(number, { itemIds: itemIds.slice(0, 2) })),
    ...itemIds.slice(0, 6).map((itemId) => reading(itemId)),
    letter('投诉内容。'.repeat(300)),
    submission('投诉内容。'.repeat(100)),
  ];
}
