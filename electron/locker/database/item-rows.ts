import type { Database } from 'better-sqlite3';
import type { CustodyEvent } from '../../../core/contract/index.ts';
import {
  baseProofLevel,
  type EvidenceKind,
  evidenceKinds,
  type Item,
  type ItemId,
  type Provenance,
} from '../../../core/evidence/index.ts';
import { decodeEntry } from '../../../core/ledger/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import type { RecordingId } from '../../../core/recording/index.ts';
import type { CallFacts, Transcript } from '../../../core/transcripts/index.ts';
import { LockerCorruptError } from '../failures.ts';
import type { ItemQuery } from '../locker.ts';
import { foldForSearch } from './projections.ts';

interface ItemRow {
  readonly item_id: string;
  readonly seq: number;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly media_type: string;
  readonly width_px: number | null;
  readonly height_px: number | null;
  readonly provenance: string;
  readonly captured_at_utc: string;
  readonly kind: string | null;
  readonly order_id: string | null;
  readonly note: string;
  readonly call: string | null;
  readonly cue_count: number | null;
  /** Entries below this are covered by a stamped checkpoint. */
  readonly stamped_size: number | null;
}

const columns = `item_id, seq, sha256, size_bytes, media_type, width_px, height_px, provenance, captured_at_utc,
  kind, order_id, note, (SELECT call FROM view_call WHERE view_call.item_id = view_item.item_id) AS call,
  (SELECT cue_count FROM view_transcript WHERE view_transcript.item_id = view_item.item_id) AS cue_count,
  (SELECT max(size) FROM view_checkpoint WHERE is_stamped = 1) AS stamped_size`;

/** The hot queries on items, as text: a test asserts that each uses its index. */
export const itemQueries = {
  byId: `SELECT ${columns} FROM view_item WHERE item_id = ?`,
  ofOrder: `SELECT ${columns} FROM view_item WHERE order_id IS ? ORDER BY seq LIMIT ? OFFSET ?`,
  countOfOrder: 'SELECT count(*) FROM view_item WHERE order_id IS ?',
  all: `SELECT ${columns} FROM view_item ORDER BY seq LIMIT ? OFFSET ?`,
  countAll: 'SELECT count(*) FROM view_item',
  eventsOf: `SELECT ledger_entry.bytes FROM view_entry JOIN ledger_entry USING (seq)
    WHERE view_entry.item_id = ? ORDER BY seq`,
  ofRecording: `SELECT ${columns} FROM view_item
    WHERE item_id = (SELECT item_id FROM view_recording WHERE recording_id = ?)`,
  transcriptOf: `SELECT ledger_entry.bytes FROM view_transcript JOIN ledger_entry USING (seq)
    WHERE view_transcript.item_id = ?`,
  exportsOf: `SELECT ledger_entry.bytes FROM view_exhibit JOIN ledger_entry USING (seq)
    WHERE view_exhibit.item_id = ? ORDER BY seq`,
} as const;

/** Reads items and their histories from the projections. */
export function createItemRows(database: Database) {
  const byId = database.prepare<[string], ItemRow>(itemQueries.byId);
  const ofRecording = database.prepare<[string], ItemRow>(itemQueries.ofRecording);
  const transcriptOf = database.prepare<[string], Buffer>(itemQueries.transcriptOf).pluck();
  const countAll = database.prepare<[], number>(itemQueries.countAll).pluck();
  const eventsOf = database.prepare<[string], Buffer>(itemQueries.eventsOf).pluck();
  const exportsOf = database.prepare<[string], Buffer>(itemQueries.exportsOf).pluck();
  return {
    get(itemId: ItemId): Item | undefined {
      const row = byId.get(itemId);
      return row === undefined ? undefined : itemOf(row);
    },
    ofRecording(recordingId: RecordingId): Item | undefined {
      const row = ofRecording.get(recordingId);
      return row === undefined ? undefined : itemOf(row);
    },
    transcript(itemId: ItemId): Transcript | undefined {
      const bytes = transcriptOf.get(itemId);
      return bytes === undefined ? undefined : transcriptIn(bytes);
    },
    list(query: ItemQuery): { readonly items: readonly Item[]; readonly total: number } {
      const { where, values } = conditionsOf(query);
      const items = database.prepare<unknown[], ItemRow>(
        `SELECT ${columns} FROM view_item${where} ORDER BY seq LIMIT ? OFFSET ?`,
      );
      const count = database.prepare<unknown[], number>(`SELECT count(*) FROM view_item${where}`).pluck();
      return {
        items: items.all(...values, query.limit, query.offset).map(itemOf),
        total: count.get(...values) ?? 0,
      };
    },
    count: () => countAll.get() ?? 0,
    history(itemId: ItemId): readonly CustodyEvent[] {
      const bytes = [...eventsOf.all(itemId), ...exportsOf.all(itemId)];
      return bytes.map(custodyEventOf).sort((left, right) => left.seq - right.seq);
    },
  };
}

function conditionsOf(query: ItemQuery): { readonly where: string; readonly values: readonly unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  if (query.orderId !== undefined) {
    conditions.push('order_id IS ?');
    values.push(query.orderId);
  }
  const wanted = foldForSearch(query.search ?? '').trim();
  if (wanted !== '') {
    const kinds = kindsNamed(wanted);
    const isOfKind = kinds.length === 0 ? '' : ` OR kind IN (${kinds.map(() => '?').join(', ')})`;
    conditions.push(`(search_text LIKE ? ESCAPE '\\'${isOfKind} OR item_id IN (
      SELECT item_id FROM view_transcript WHERE view_transcript.search_text LIKE ? ESCAPE '\\'))`);
    values.push(likePattern(wanted), ...kinds, likePattern(wanted));
  }
  return { where: conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`, values };
}

/** Names of kinds are the program's, not the ledger's: they are looked up when searching and never stored. */
function kindsNamed(wanted: string): readonly string[] {
  return Object.entries(evidenceKinds)
    .filter(([kind, { name }]) => kind.toLowerCase() === wanted || foldForSearch(name).includes(wanted))
    .map(([kind]) => kind);
}

/** A LIKE pattern that finds a text verbatim: `%` and `_` in it mean themselves (ESCAPE '\'). */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function itemOf(row: ItemRow): Item {
  const provenance = JSON.parse(row.provenance) as Provenance;
  return {
    id: row.item_id,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    mediaType: row.media_type,
    ...(row.width_px === null || row.height_px === null
      ? {}
      : { image: { widthPx: row.width_px, heightPx: row.height_px } }),
    kind: row.kind as EvidenceKind | null,
    orderId: row.order_id as OrderId | null,
    note: row.note,
    source: provenance.source,
    capturedAtUtc: row.captured_at_utc,
    seq: row.seq,
    proofLevel: row.seq < (row.stamped_size ?? 0) ? 'timestamped' : baseProofLevel(provenance),
    provenance,
    call: row.call === null ? null : (JSON.parse(row.call) as CallFacts),
    transcriptCueCount: row.cue_count,
  };
}

function transcriptIn(bytes: Buffer): Transcript {
  const decoded = decodeEntry(bytes);
  if (!decoded.ok) throw new LockerCorruptError(decoded.error.message);
  const { kind, payload, seq } = decoded.value;
  if (kind !== 'item-transcribed' || payload.transcript === null)
    throw new LockerCorruptError(`entry ${seq} is no transcript`);
  return payload.transcript;
}

function custodyEventOf(bytes: Buffer): CustodyEvent {
  const decoded = decodeEntry(bytes);
  if (!decoded.ok) throw new LockerCorruptError(decoded.error.message);
  const entry = decoded.value;
  const base = { seq: entry.seq, atUtc: entry.at, by: null };
  switch (entry.kind) {
    case 'item-sealed':
      return { ...base, event: 'sealed', detail: null };
    case 'item-assigned':
      return { ...base, event: 'assigned', detail: entry.payload.orderId, by: entry.payload.by };
    case 'item-labelled':
      return { ...base, event: 'labelled', detail: entry.payload.kind };
    case 'item-noted':
      return { ...base, event: 'noted', detail: entry.payload.note };
    case 'call-described':
      return { ...base, event: 'call-described', detail: entry.payload.call?.counterpart ?? null };
    case 'item-transcribed':
      return { ...base, event: 'transcribed', detail: entry.payload.transcript?.file?.name ?? null };
    case 'dossier-exported':
      return { ...base, event: 'exported', detail: entry.payload.dossierSha256 };
    default:
      throw new LockerCorruptError(`entry ${entry.seq} of kind ${entry.kind} is no event of an item`);
  }
}
