import type { Database } from 'better-sqlite3';
import type { Provenance } from '../../../core/evidence/index.ts';
import type { EntryPayload, LedgerEntry } from '../../../core/ledger/index.ts';
import type { OrderFacts } from '../../../core/orders/index.ts';
import { LockerCorruptError } from '../failures.ts';
import { canonicalText } from './canonical-text.ts';
import { createCaseProjector } from './case-projections.ts';
import { createProofProjector } from './proof-projections.ts';

/** Applies one entry to the projections of the database it was made for. */
export type Projector = (entry: LedgerEntry) => void;

/**
 * The one derivation of the `view_…` tables from the ledger: a commit applies it in the entry's own transaction,
 * verification applies it to every entry in a scratch database and compares (P04). Deterministic; reads only what
 * earlier entries wrote.
 */
export function createProjector(database: Database): Projector {
  const tables = prepareTables(database);
  const projectProof = createProofProjector(database);
  const projectCase = createCaseProjector(database);
  return (entry) => {
    tables.addEntry.run(entry.seq, entry.kind, entry.at, orderOf(entry), itemOf(entry));
    switch (entry.kind) {
      case 'locker-created':
        return;
      case 'item-sealed':
        return sealItem(tables, entry.seq, entry.payload);
      case 'item-assigned':
        return assignItem(tables, entry.at, entry.payload);
      case 'item-labelled':
        tables.labelItem.run(entry.payload.kind, entry.payload.itemId);
        return touchItem(tables, entry.at, entry.payload.itemId);
      case 'item-noted':
        return noteItem(tables, entry.at, entry.payload);
      case 'call-described':
        return describeCall(tables, entry.at, entry.payload);
      case 'item-transcribed':
        return transcribe(tables, { seq: entry.seq, at: entry.at, payload: entry.payload });
      case 'order-added':
        return addOrder(tables, entry.seq, entry.at, entry.payload);
      case 'order-changed':
        return changeOrder(tables, entry.at, entry.payload);
      case 'order-archived':
        tables.archiveOrder.run(Number(entry.payload.isArchived), entry.at, entry.payload.orderId);
        return;
      case 'case-noted':
      case 'case-withdrawn':
        return projectCase(entry);
      case 'dossier-exported':
        for (const { itemId, number } of entry.payload.exhibits)
          tables.addExhibit.run(entry.seq, itemId, number);
        tables.touchOrder.run(entry.at, entry.payload.orderId);
        return;
      case 'locker-verified':
        tables.addVerification.run(entry.seq, entry.at, entry.payload.verdict, entry.payload.failedChecks);
        return projectProof(entry);
      case 'item-removed':
        // The order counts one less, as if the item had been taken out of it.
        assignItem(tables, entry.at, { itemId: entry.payload.itemId, orderId: null });
        return projectProof(entry);
      default:
        return projectProof(entry);
    }
  };
}

/** What is searched, in one spelling: compatibility forms folded, lower case. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The order an entry names, if any. */
function orderOf(entry: LedgerEntry): string | null {
  return 'orderId' in entry.payload ? entry.payload.orderId : null;
}

function itemOf(entry: LedgerEntry): string | null {
  return 'itemId' in entry.payload ? entry.payload.itemId : null;
}

type Tables = ReturnType<typeof prepareTables>;

function prepareTables(database: Database) {
  return {
    addEntry: database.prepare('INSERT INTO view_entry VALUES (?, ?, ?, ?, ?)'),
    addItem: database.prepare("INSERT INTO view_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, '', ?)"),
    readItem: database.prepare<[string], { order_id: string | null; sha256: string; provenance: string }>(
      'SELECT order_id, sha256, provenance FROM view_item WHERE item_id = ?',
    ),
    assignItem: database.prepare('UPDATE view_item SET order_id = ? WHERE item_id = ?'),
    labelItem: database.prepare('UPDATE view_item SET kind = ? WHERE item_id = ?'),
    noteItem: database.prepare('UPDATE view_item SET note = ?, search_text = ? WHERE item_id = ?'),
    addRecording: database.prepare('INSERT INTO view_recording VALUES (?, ?, ?, ?)'),
    setCall: database.prepare('INSERT OR REPLACE INTO view_call VALUES (?, ?)'),
    removeCall: database.prepare('DELETE FROM view_call WHERE item_id = ?'),
    setTranscript: database.prepare('INSERT OR REPLACE INTO view_transcript VALUES (?, ?, ?, ?)'),
    removeTranscript: database.prepare('DELETE FROM view_transcript WHERE item_id = ?'),
    addOrder: database.prepare('INSERT INTO view_order VALUES (?, ?, ?, 0, ?, ?, ?, ?, 0, ?)'),
    readFacts: database.prepare<[string], string>('SELECT facts FROM view_order WHERE order_id = ?').pluck(),
    changeOrder: database.prepare(
      `UPDATE view_order SET platform = ?, number = ?, facts = ?, search_text = ?, last_activity_utc = ?
       WHERE order_id = ?`,
    ),
    archiveOrder: database.prepare(
      'UPDATE view_order SET is_archived = ?, last_activity_utc = ? WHERE order_id = ?',
    ),
    countItem: database.prepare(
      'UPDATE view_order SET item_count = item_count + ?, last_activity_utc = ? WHERE order_id = ?',
    ),
    touchOrder: database.prepare('UPDATE view_order SET last_activity_utc = ? WHERE order_id = ?'),
    addExhibit: database.prepare('INSERT INTO view_exhibit VALUES (?, ?, ?)'),
    addVerification: database.prepare('INSERT INTO view_verification VALUES (?, ?, ?, ?)'),
  };
}

function searchTextOf(item: {
  readonly provenance: Provenance;
  readonly sha256: string;
  readonly note: string;
}) {
  const { provenance } = item;
  return foldForSearch([...namesIn(provenance), item.sha256, item.note].join('\n'));
}

/** What a person would call the item: titles, file names, labels of marks. */
function namesIn(provenance: Provenance): readonly string[] {
  switch (provenance.source) {
    case 'capture':
      return [provenance.capture.window?.title ?? '', provenance.capture.window?.application ?? ''];
    case 'import':
      return [provenance.import.fileName];
    case 'recording':
      return [
        provenance.recording.source.window?.title ?? '',
        provenance.recording.source.window?.application ?? '',
        ...provenance.recording.marks.map(({ label }) => label),
      ];
    case 'derivative':
    case 'environment-check':
      return [];
  }
}

function sealItem(tables: Tables, seq: number, payload: EntryPayload<'item-sealed'>): void {
  tables.addItem.run(
    payload.itemId,
    seq,
    payload.sha256,
    payload.sizeBytes,
    payload.mediaType,
    payload.image?.widthPx ?? null,
    payload.image?.heightPx ?? null,
    canonicalText(payload.provenance),
    payload.provenance.clock.utc,
    searchTextOf({ ...payload, note: '' }),
  );
  if (payload.provenance.source !== 'recording') return;
  const { recordingId, journal } = payload.provenance.recording;
  tables.addRecording.run(recordingId, payload.itemId, journal.sha256, journal.sizeBytes);
}

function describeCall(tables: Tables, at: string, { itemId, call }: EntryPayload<'call-described'>): void {
  if (call === null) tables.removeCall.run(itemId);
  else tables.setCall.run(itemId, canonicalText(call));
  touchItem(tables, at, itemId);
}

function transcribe(
  tables: Tables,
  entry: {
    readonly seq: number;
    readonly at: string;
    readonly payload: EntryPayload<'item-transcribed'>;
  },
): void {
  const { itemId, transcript } = entry.payload;
  if (transcript === null) tables.removeTranscript.run(itemId);
  else {
    const text = foldForSearch(transcript.cues.map((cue) => cue.text).join('\n'));
    tables.setTranscript.run(itemId, entry.seq, transcript.cues.length, text);
  }
  touchItem(tables, entry.at, itemId);
}

function assignItem(
  tables: Tables,
  at: string,
  payload: Pick<EntryPayload<'item-assigned'>, 'itemId' | 'orderId'>,
): void {
  const from = knownItem(tables, payload.itemId).order_id;
  if (from !== null) tables.countItem.run(-1, at, from);
  if (payload.orderId !== null) tables.countItem.run(1, at, payload.orderId);
  tables.assignItem.run(payload.orderId, payload.itemId);
}

function noteItem(tables: Tables, at: string, payload: EntryPayload<'item-noted'>): void {
  const item = knownItem(tables, payload.itemId);
  const provenance = JSON.parse(item.provenance) as Provenance;
  const searchText = searchTextOf({ provenance, sha256: item.sha256, note: payload.note });
  tables.noteItem.run(payload.note, searchText, payload.itemId);
  touchItem(tables, at, payload.itemId);
}

function touchItem(tables: Tables, at: string, itemId: string): void {
  const { order_id: orderId } = knownItem(tables, itemId);
  if (orderId !== null) tables.touchOrder.run(at, orderId);
}

function knownItem(tables: Tables, itemId: string) {
  const item = tables.readItem.get(itemId);
  // Only a ledger that was not written by a locker names an item before sealing it.
  if (item === undefined)
    throw new LockerCorruptError(`the ledger names item ${itemId} before it was sealed`);
  return item;
}

function orderColumns(facts: OrderFacts) {
  const { platform, merchant, number, product, notes } = facts;
  const searchText = foldForSearch([platform, merchant, number, product, notes].join('\n'));
  return [platform, number, canonicalText(facts), searchText] as const;
}

function addOrder(tables: Tables, seq: number, at: string, payload: EntryPayload<'order-added'>): void {
  tables.addOrder.run(payload.orderId, seq, at, ...orderColumns(payload.facts), at);
}

function changeOrder(tables: Tables, at: string, payload: EntryPayload<'order-changed'>): void {
  const known = tables.readFacts.get(payload.orderId);
  if (known === undefined)
    throw new LockerCorruptError(`the ledger changes order ${payload.orderId} before adding it`);
  const facts = { ...(JSON.parse(known) as OrderFacts), ...payload.facts } as OrderFacts;
  tables.changeOrder.run(...orderColumns(facts), at, payload.orderId);
}
