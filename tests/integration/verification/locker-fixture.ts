import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { toHex } from '../../../core/hex.ts';
import { encodeEntry, formatTreeHead, type LedgerEntry, type TreeHead } from '../../../core/ledger/index.ts';
import { createProjector } from '../../../electron/locker/database/projections.ts';
import { projectionTables } from '../../../electron/locker/database/schema.ts';
import { sha256 } from '../../../electron/locker/engine/ledger-tree.ts';
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { checkLocker } from '../../../electron/verification/locker-verification.ts';
import { createSteps } from '../../../electron/verification/steps.ts';
import { captureOf, orderFacts, temporaryLocker, unwrap } from '../locker/samples.ts';

const steps = createSteps(
  () => false,
  () => undefined,
);

/** A locker with two orders, items of every history, an export and a verification; and copies of it to damage. */
export interface DamageFixture {
  readonly directory: string;
  readonly stateFolder: string;
  readonly head: TreeHead;
  readonly itemIds: readonly string[];
  readonly orderIds: readonly string[];
  /** SHA-256 of the items' objects. */
  readonly objects: readonly string[];
  /** A fresh copy of the locker, with no witness of its own unless asked. */
  copy(withWitness?: boolean): DamagedCopy;
  remove(): void;
}

/** One copy, to be damaged and checked. */
export interface DamagedCopy {
  readonly directory: string;
  readonly stateFolder: string;
  objectPath(sha256: string): string;
  /** Runs SQL with every guard of the schema out of the way, and puts the guards back as they were. */
  tamper(work: (database: Database) => void): void;
  /** FAIL lines as `CODE subject`, in order. */
  failures(heldHead?: TreeHead): readonly string[];
  lines(heldHead?: TreeHead): readonly { code: string; result: string; subject?: string | undefined }[];
}

export function makeFixture(): DamageFixture {
  const place = temporaryLocker();
  const engine = unwrap(openEngine(place.options));
  const orderIds = ['1', '2'].map((number) => unwrap(engine.orders.add(orderFacts(number))).id);
  const [first = '', second = ''] = orderIds;
  const items = ['a', 'bb', 'ccc', 'dddd'].map((content) => unwrap(engine.items.seal(captureOf(content))));
  const itemIds = items.map(({ id }) => id);
  unwrap(engine.items.assign(itemIds.slice(0, 3), first, 'user'));
  unwrap(engine.items.assign(itemIds.slice(2, 3), second, 'user'));
  unwrap(engine.items.label(itemIds.slice(0, 2), 'E01'));
  unwrap(engine.items.note(itemIds[0] ?? '', '备注'));
  unwrap(engine.orders.change(first, { status: 'delivered' }));
  const treeHead = formatTreeHead(engine.treeHead());
  const exported = { orderId: first, dossierSha256: 'a'.repeat(64), packageSha256: null, treeHead };
  unwrap(
    engine.orders.recordExport({ ...exported, exhibits: [{ itemId: itemIds[0] ?? '', number: '2-1' }] }),
  );
  const verified = { treeHead, verdict: 'integrity-only', failedChecks: 0, itemsChecked: 4 } as const;
  unwrap(engine.orders.recordVerification(verified));
  unwrap(engine.orders.setArchived(second, true));
  const head = engine.treeHead();
  engine.close();
  let copies = 0;
  return {
    directory: place.options.directory,
    stateFolder: place.options.stateFolder,
    head,
    itemIds,
    orderIds,
    objects: items.map((item) => item.sha256),
    copy(withWitness = false) {
      copies += 1;
      const directory = join(place.folder, `copy-${copies}`);
      cpSync(place.options.directory, directory, { recursive: true });
      return damagedCopy(directory, withWitness ? place.options.stateFolder : join(place.folder, 'no-state'));
    },
    remove: place.remove,
  };
}

function damagedCopy(directory: string, stateFolder: string): DamagedCopy {
  const check = (heldHead?: TreeHead) =>
    unwrap(checkLocker({ directory, stateFolder, heldHead }, steps)).checks;
  return {
    directory,
    stateFolder,
    objectPath(object) {
      const path = join(directory, 'objects', object.slice(0, 2), object);
      chmodSync(path, 0o600);
      return path;
    },
    tamper: (work) => tamper(join(directory, 'locker.sqlite'), work),
    lines: check,
    failures: (heldHead) =>
      check(heldHead)
        .filter(({ result }) => result === 'FAIL')
        .map(({ code, subject }) => (subject === undefined ? code : `${code} ${subject}`)),
  };
}

/** Runs SQL with every guard of the schema out of the way, and puts the guards back as they were. */
export function tamper(path: string, work: (database: Database) => void): void {
  const database = new SqliteDatabase(path);
  database.pragma('journal_mode = DELETE');
  const triggers = database
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  database.pragma('ignore_check_constraints = ON');
  work(database);
  for (const { sql } of triggers) database.exec(sql);
  database.pragma('journal_mode = WAL');
  database.close();
}

/** Entries of a locker as they are stored. */
export function storedEntries(database: Database): LedgerEntry[] {
  const rows = database.prepare<[], Buffer>('SELECT bytes FROM ledger_entry ORDER BY seq').pluck().all();
  return rows.map((bytes) => JSON.parse(bytes.toString('utf8')) as LedgerEntry);
}

/** Replaces the whole ledger, chained and hashed anew, and the projections with it: what a careful forger does. */
export function forgeLedger(database: Database, entries: readonly LedgerEntry[]): void {
  for (const table of ['ledger_entry', ...projectionTables]) {
    database.exec(`DELETE FROM ${table}`);
  }
  const project = createProjector(database);
  let prev = '0'.repeat(64);
  entries.forEach((entry, seq) => {
    const forged = { ...entry, seq, prev };
    const bytes = encodeEntry(forged);
    const hash = sha256(bytes);
    database.prepare('INSERT INTO ledger_entry VALUES (?, ?, ?)').run(seq, bytes, hash);
    project(forged);
    prev = toHex(hash);
  });
}
