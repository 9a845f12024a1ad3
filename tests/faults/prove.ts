import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { formatTreeHead } from '../../core/ledger/index.ts';
import { type Failure, ok } from '../../core/result.ts';
import type { LockerEngine } from '../../electron/locker/engine/engine.ts';
import { openEngine } from '../../electron/locker/engine/open-engine.ts';
import { guarded } from '../../electron/locker/failures.ts';
import { firstKey, signedHead, testKey, tokenFor } from '../integration/locker/proof-samples.ts';
import { captureOf, orderFacts, unwrap } from '../integration/locker/samples.ts';
import type { CaseFolders } from './ingest.ts';
import { caseViolations, stateCase } from './state-case.ts';

// What is said, a line each: stamped RESPONSE · removing ITEM SHA256 · removed ITEM SHA256 · assigned ITEM ORDER ·
//   exported · snapshot SIZE · refused CODE · wrong WHAT (something was accepted that must not be); of a case see state-case.ts

/** What the driver can do besides keeping evidence. */
export const provingWorks = ['stamp', 'change', 'remove', 'snapshot', 'case'] as const;
export type ProvingWork = (typeof provingWorks)[number];

/** Whether a mode of the driver is one of these. */
export function isProving(mode: string): mode is ProvingWork {
  return provingWorks.some((work) => work === mode);
}

const TIME = '2026-11-23T07:00:00.000Z';
const key = testKey();

type Say = (line: string) => void;
type Settled<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure<string> };

/** Items of one order, two of the same content, a key, and a checkpoint: what {@link prove} works on. */
export function prepareProofs(engine: LockerEngine): void {
  const order = unwrap(engine.orders.add(orderFacts()));
  const assignment = { orderId: order.id, by: 'user' } as const;
  for (const content of ['twice', 'twice', 'once', 'once more'])
    unwrap(engine.items.seal(captureOf(content, { assignment })));
  unwrap(engine.proofs.setSigningKey(firstKey(key)));
  unwrap(engine.proofs.recordCheckpoint(signedHead(engine.treeHead(), key)));
}

/** Does one of them, saying what was acknowledged. */
export function prove(engine: LockerEngine, work: ProvingWork, say: Say): void {
  const told: Told = (result, line) => say(result.ok ? line(result.value) : `refused ${result.error.code}`);
  // A disk that fails under a question is thrown by the engine; the locker's thread tells it with its code.
  const asked = guarded(engine.directory, () => {
    works[work](engine, say, told);
    return ok(undefined);
  });
  if (!asked.ok) say(`refused ${asked.error.code}`);
}

const works: Readonly<Record<ProvingWork, (engine: LockerEngine, say: Say, told: Told) => void>> = {
  stamp,
  change: (engine, _, told) => change(engine, told),
  case: stateCase,
  remove,
  snapshot: (engine, _, told) =>
    told(
      engine.proofs.snapshotDatabase(`${engine.directory}-other`),
      ({ treeHead }) => `snapshot ${treeHead.size}`,
    ),
};

type Told = <Value>(result: Settled<Value>, line: (value: Value) => string) => void;

function stamp(engine: LockerEngine, say: Say, told: Told): void {
  const head = engine.treeHead();
  const forged = [
    ['an unsigned head', signedHead(head, testKey(2))],
    ['a head of another ledger', signedHead({ ...head, root: new Uint8Array(32) }, key)],
  ] as const;
  for (const [what, checkpoint] of forged)
    if (engine.proofs.recordCheckpoint(checkpoint).ok) say(`wrong ${what} was kept`);
  const checkpoint = engine.proofs.recordCheckpoint(signedHead(head, key));
  const stamped = checkpoint.ok
    ? engine.proofs.recordTimestamp(tokenFor(checkpoint.value.seq, TIME))
    : checkpoint;
  told(stamped, ({ response }) => `stamped ${response.sha256}`);
}

function change(engine: LockerEngine, told: Told): void {
  const order = engine.orders.add(orderFacts());
  const [item] = engine.listItems({ offset: 0, limit: 1 }).items;
  if (!order.ok || item === undefined) return;
  const orderId = order.value.id;
  told(engine.items.assign([item.id], orderId, 'user'), () => `assigned ${item.id} ${orderId}`);
  const exported = { orderId, dossierSha256: 'a'.repeat(64), packageSha256: null };
  told(
    engine.orders.recordExport({
      ...exported,
      treeHead: formatTreeHead(engine.treeHead()),
      exhibits: [{ itemId: item.id, number: '1-1' }],
    }),
    () => 'exported',
  );
}

function remove(engine: LockerEngine, say: Say, told: Told): void {
  // The first shares its content with the second the first time.
  const gone = engine
    .listItems({ orderId: undefined, offset: 3, limit: 3 })
    .items.filter((_, at) => at !== 1);
  for (const { id, sha256 } of gone) say(`removing ${id} ${sha256}`);
  told(
    engine.proofs.removeItems(
      gone.map(({ id }) => id),
      'x',
    ),
    () => gone.map(({ id, sha256 }) => `removed ${id} ${sha256}`).join('\n'),
  );
}

/** A removal that was killed between its tombstone and its object, whose path is answered. */
export function abandonRemoval({ directory, stateFolder }: CaseFolders): string {
  const engine = unwrap(openEngine({ directory, stateFolder, create: false }));
  const item = unwrap(engine.items.seal(captureOf('abandoned')));
  unwrap(engine.proofs.removeItems([item.id], 'x'));
  engine.close();
  const path = join(directory, 'objects', item.sha256.slice(0, 2), item.sha256);
  writeFileSync(path, 'abandoned', { mode: 0o444 });
  return path;
}

/** What is wrong after a driver ended: something acknowledged that is not so. The locker is opened once more for it. */
export function provingViolationsAfter(folders: CaseFolders, lines: readonly string[]): readonly string[] {
  const said = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.split(' '));
  const violations = lines.filter((line) => line.startsWith('wrong'));
  const opened = openEngine({ ...folders, create: folders.isNew });
  if (!opened.ok) return violations;
  const engine = opened.value;
  const { items } = engine.listItems({ offset: 0, limit: 1_000_000 });
  const { checkpoints } = engine.proofs.listCheckpoints({ offset: 0, limit: 1_000_000 });
  // A later assignment that was cut short before it was told may be there: what was told must be in the history.
  const lost = said('assigned').filter(([, itemId = '', orderId]) => {
    const found = engine.getItem(itemId);
    return found?.history.some(({ event, detail }) => event === 'assigned' && detail === orderId) === false;
  });
  violations.push(...caseViolations(engine, said));
  engine.close();
  violations.push(...lost.map(([, itemId]) => `assignment of ${itemId} is lost`));
  const stamps = new Set(
    checkpoints.flatMap(({ timestamps }) => timestamps.map(({ response }) => response.sha256)),
  );
  for (const [, response = ''] of said('stamped'))
    if (!stamps.has(response)) violations.push(`acknowledged stamp ${response} is lost`);
  const present = new Set(items.map(({ id }) => id));
  for (const [, itemId = ''] of said('removed'))
    if (present.has(itemId)) violations.push(`removed ${itemId} is there`);
  const living = new Set(items.map(({ sha256 }) => sha256));
  for (const [, itemId = '', sha256 = ''] of said('removing')) {
    const path = join(folders.directory, 'objects', sha256.slice(0, 2), sha256);
    // Whoever opened it finished what was begun.
    if (!present.has(itemId) && !living.has(sha256) && existsSync(path))
      violations.push(`the object of removed ${itemId} is left`);
  }
  return [...violations, ...snapshotViolations(folders, said('snapshot'))];
}

function snapshotViolations(
  { directory }: CaseFolders,
  acknowledged: readonly (readonly string[])[],
): readonly string[] {
  return acknowledged.flatMap(([, size]) => {
    const database = new SqliteDatabase(`${directory}-other`, { readonly: true });
    const found = database.prepare('SELECT count(*) FROM ledger_entry').pluck().get();
    const check = database.pragma('integrity_check', { simple: true });
    database.close();
    return String(found) === size && check === 'ok'
      ? []
      : [`the snapshot of ${size} has ${String(found)}: ${String(check)}`];
  });
}
