import { invariant } from '../../../core/assert.ts';
import { decodeEntry, equalBytes, originOf, type TreeHead } from '../../../core/ledger/index.ts';
import { type Failure, ok } from '../../../core/result.ts';
import { createCheckpointRows } from '../database/checkpoint-rows.ts';
import { createCheckRows, createClockRows, createSessionRows } from '../database/circumstance-rows.ts';
import { createEntryRows } from '../database/entry-rows.ts';
import { createItemRows } from '../database/item-rows.ts';
import { objectQueries } from '../database/object-rows.ts';
import { createOrderRows } from '../database/order-rows.ts';
import { freeBytesOf, guarded, LockerCorruptError } from '../failures.ts';
import type { ItemQuery, LockerFigures, OrderQuery } from '../locker.ts';
import { createCaseCommands } from './case-commands.ts';
import { createCheckpointCommands } from './checkpoint-commands.ts';
import { createCircumstanceCommands } from './circumstance-commands.ts';
import type { Connection } from './connection.ts';
import { readWitness, type WitnessedLocker, writeWitness } from './head-witness.ts';
import { type CommandParts, createItemCommands } from './item-commands.ts';
import { createProofReader } from './item-proof.ts';
import { createLedgerTree } from './ledger-tree.ts';
import { createOrderCommands } from './order-commands.ts';
import { createOrderLedgerReader } from './order-ledger.ts';
import { createRecordingCommands } from './recording-commands.ts';
import { createRemovalCommands } from './removal-commands.ts';
import { createSnapshots } from './snapshot.ts';
import { createCommit } from './transactions.ts';

/** The locker in one thread: everything returns when it is done. The worker serves it, fault tests drive it. */
export type LockerEngine = ReturnType<typeof createEngine>;

/** An engine on an open connection; `stateFolder` is where heads are witnessed. */
export function createEngine(connection: Connection, stateFolder: string) {
  const { database, directory } = connection;
  const lockerId = readLockerId(connection);
  const items = createItemRows(database);
  const orders = createOrderRows(database);
  const parts = { connection, commit: createCommit(connection), items, orders };
  const ledger = createLedgerReader(connection, lockerId);
  const checkpoints = createCheckpointRows(database, createEntryRows(database));
  const orderLedger = createOrderLedgerReader({
    ...parts,
    database,
    lockerId,
    checkpoints,
    tree: ledger.tree,
  });
  // A disk that fails here failed a command too, or will: whoever asked for that was told. Verification says when
  // there is no witness.
  const witness = () => {
    guarded(directory, () => ok(witnessHead({ stateFolder, lockerId, directory }, ledger)));
  };
  return {
    directory,
    lockerId,
    writeProblem: connection.writeProblem as Failure<'LOCKER_READ_ONLY'> | null,
    items: createItemCommands(parts),
    orders: createOrderCommands(parts),
    cases: createCaseCommands(parts),
    recordings: createRecordingCommands(parts),
    proofs: createProofs(parts, { lockerId, checkpoints, ...ledger }),
    getItem(itemId: string) {
      const item = items.get(itemId);
      return item === undefined ? undefined : { item, history: items.history(itemId) };
    },
    getTranscript: (itemId: string) => items.transcript(itemId),
    listItems: (query: ItemQuery) => items.list(query),
    getOrder(orderId: string) {
      const found = orders.get(orderId);
      if (found === undefined) return undefined;
      const { itemCount, ...order } = found;
      return { order, history: orders.history(orderId), itemCount };
    },
    listOrders: (query: OrderQuery) => orders.list(query),
    findDuplicateOrders: orders.findDuplicates,
    figures: createFiguresReader(connection, ledger.treeSize),
    treeHead: ledger.head,
    treeSize: ledger.treeSize,
    orderLedger,
    /** The number of entries when another connection committed since the last call, else undefined. */
    checkForOthers: createAdvanceWatch(connection, ledger.treeSize),
    /** Keeps the newest head outside the locker (P05), unless an older witness contradicts this ledger. */
    witnessHead: witness,
    close(): void {
      if (connection.writeProblem === null) witness();
      connection.closeDatabase();
    },
  };
}

/** The part of the engine that keeps proofs (`LockerProofs`). */
function createProofs(
  parts: CommandParts,
  ledger: Pick<Parameters<typeof createCheckpointCommands>[0], 'lockerId' | 'checkpoints' | 'tree'> & {
    readonly treeSize: () => number;
  },
) {
  const { connection, items } = parts;
  const { database } = connection;
  const entries = createEntryRows(database);
  const rows = {
    clocks: createClockRows(database, entries),
    sessions: createSessionRows(database, entries),
    checks: createCheckRows(database, entries),
  };
  return {
    ...createCheckpointCommands({ ...parts, ...ledger }),
    ...createProofReader({ database, items, checkpoints: ledger.checkpoints, ...rows }),
    ...createCircumstanceCommands({ ...parts, ...rows, treeSize: ledger.treeSize }),
    ...createRemovalCommands(parts),
    snapshotDatabase: createSnapshots(connection, ledger.lockerId, ledger.tree),
  };
}

function readLockerId({ database }: Connection): string {
  const bytes = database.prepare<[], Buffer>('SELECT bytes FROM ledger_entry WHERE seq = 0').pluck().get();
  if (bytes === undefined) throw new LockerCorruptError('the ledger has no entry 0');
  const entry = decodeEntry(bytes);
  if (!entry.ok) throw new LockerCorruptError(entry.error.message);
  if (entry.value.kind !== 'locker-created') throw new LockerCorruptError('entry 0 does not create a locker');
  return entry.value.payload.lockerId;
}

/** Reads sizes and roots; leaf hashes are kept, so that each entry is hashed once in the life of the engine. */
function createLedgerReader({ database }: Connection, lockerId: string) {
  const known = createLedgerTree();
  const readSize = database
    .prepare<[], number>('SELECT coalesce(max(seq), -1) + 1 FROM ledger_entry')
    .pluck();
  const entriesFrom = database.prepare<[number], Buffer>(
    'SELECT bytes FROM ledger_entry WHERE seq >= ? ORDER BY seq',
  );
  entriesFrom.pluck();
  const tree = () => {
    for (const bytes of entriesFrom.iterate(known.size)) known.append(bytes);
    return known;
  };
  return {
    tree,
    treeSize: () => readSize.get() ?? 0,
    head(): TreeHead {
      const { size, root } = tree();
      return { origin: originOf(lockerId), size, root };
    },
  };
}

function witnessHead(locker: WitnessedLocker, ledger: ReturnType<typeof createLedgerReader>): void {
  const tree = ledger.tree();
  const witnessed = readWitness(locker);
  // A witness that this ledger does not descend from is what verification needs to see: it stays.
  if (witnessed.state === 'held') {
    const { size, root } = witnessed.head;
    if (size >= tree.size || !equalBytes(tree.rootAt(size), root)) return;
  }
  writeWitness(locker, { origin: originOf(locker.lockerId), size: tree.size, root: tree.root });
}

function createAdvanceWatch({ database }: Connection, treeSize: () => number) {
  const version = () => Number(database.pragma('data_version', { simple: true }));
  let seen = version();
  return (): number | undefined => {
    const now = version();
    if (now === seen) return undefined;
    seen = now;
    return treeSize();
  };
}

function createFiguresReader({ database, directory }: Connection, treeSize: () => number) {
  const counts = database.prepare<[], { items: number; inbox: number; orders: number; bytes: number }>(`SELECT
    (SELECT count(*) FROM view_item) AS items,
    (SELECT count(*) FROM view_item WHERE order_id IS NULL) AS inbox,
    (SELECT count(*) FROM view_order) AS orders,
    (${objectQueries.namedBytes}) AS bytes`);
  const newest = database.prepare<[], { at_utc: string; verdict: string; failed_checks: number }>(
    'SELECT at_utc, verdict, failed_checks FROM view_verification ORDER BY seq DESC LIMIT 1',
  );
  return (): LockerFigures => {
    const counted = counts.get();
    invariant(counted !== undefined, 'counting always gives a row');
    const verification = newest.get();
    return {
      itemCount: counted.items,
      orderCount: counted.orders,
      inboxCount: counted.inbox,
      sizeBytes: counted.bytes,
      freeBytes: freeBytesOf(directory) ?? 0,
      treeSize: treeSize(),
      lastVerification:
        verification === undefined
          ? null
          : {
              atUtc: verification.at_utc,
              verdict: verification.verdict as 'verified' | 'integrity-only' | 'failed',
              failedChecks: verification.failed_checks,
            },
    };
  };
}
