import type { Database } from 'better-sqlite3';
import type { CaseFile, CaseRecord, CaseRecordName, NotedRecord } from '../../../core/cases/index.ts';
import type { Order, OrderId } from '../../../core/orders/index.ts';

interface RecordRow {
  readonly kind: string;
  readonly record_id: string;
  readonly seq: number;
  readonly at_utc: string;
  readonly record: string;
}

interface CaseOrderRow {
  readonly order_id: string;
  readonly seq: number;
  readonly added_at_utc: string;
  readonly is_archived: number;
  readonly facts: string;
}

const orderColumns = 'order_id, seq, added_at_utc, is_archived, facts';

/** A `CaseItem` as JSON. */
const caseItem = `json_object('id', item_id, 'kind', kind, 'source', json_extract(provenance, '$.source'),
    'mediaType', media_type, 'capturedAtUtc', captured_at_utc, 'note', note, 'seq', seq, 'transcriptCueCount',
    (SELECT cue_count FROM view_transcript WHERE view_transcript.item_id = view_item.item_id))`;

/** The hot queries on cases, as text: a test asserts that each uses its index. */
export const caseQueries = {
  recordsOf: `SELECT kind, record_id, seq, at_utc, record FROM view_case_record
    WHERE order_id = ? ORDER BY seq`,
  // One value of bytes an order: making a string of each record takes longer than reading it.
  recordTextsOf: `SELECT CAST(group_concat(record, ',' ORDER BY seq) AS BLOB) FROM view_case_record
    WHERE order_id = ?`,
  caseItemsOf: `SELECT CAST(json_group_array(${caseItem} ORDER BY seq) AS BLOB) FROM view_item WHERE order_id = ?`,
  caseOrder: `SELECT ${orderColumns} FROM view_order WHERE order_id = ?`,
  openOrders: `SELECT ${orderColumns} FROM view_order WHERE is_archived = 0 ORDER BY seq`,
} as const;

/** A record as it is kept: its name, and its canonical text. */
export interface KeptRecord extends CaseRecordName {
  readonly text: string;
}

/** Reads case records, and whole cases. */
export function createCaseRows(database: Database) {
  const recordsOf = database.prepare<[string], RecordRow>(caseQueries.recordsOf);
  const recordTextsOf = database.prepare<[string], Buffer | null>(caseQueries.recordTextsOf).pluck();
  const itemsOf = database.prepare<[string], Buffer>(caseQueries.caseItemsOf).pluck();
  const orderOf = database.prepare<[string], CaseOrderRow>(caseQueries.caseOrder);
  const openOrders = database.prepare<[], CaseOrderRow>(caseQueries.openOrders);
  // Facts and records are JSON already: put together, not parsed, because whoever asked parses them anyway.
  const fileJson = (row: CaseOrderRow): readonly Uint8Array[] => [
    Buffer.from(`{"order":${orderText(row)},"items":`),
    itemsOf.get(row.order_id) ?? Buffer.from('[]'),
    Buffer.from(',"records":['),
    recordTextsOf.get(row.order_id) ?? Buffer.of(),
    Buffer.from(']}'),
  ];
  return {
    kept: (orderId: OrderId): readonly KeptRecord[] =>
      recordsOf.all(orderId).map(({ kind, record_id: id, record: text }) => ({
        kind: kind as CaseRecord['kind'],
        id,
        text,
      })),
    /** Ascending by `seq`. */
    records: (orderId: OrderId): readonly NotedRecord[] => recordsOf.all(orderId).map(notedRecord),
    file: inOneState(database, (orderId: OrderId): CaseFile | undefined => {
      const row = orderOf.get(orderId);
      if (row === undefined) return undefined;
      return JSON.parse(Buffer.concat(fileJson(row)).toString()) as CaseFile;
    }),
    /** JSON, in UTF-8, of the cases of all orders that are not archived, in the order they were added. */
    openFilesJson: inOneState(database, (): Uint8Array => {
      const files = openOrders.all().map(fileJson);
      const parts = files.flatMap((file, at) => (at === 0 ? file : [Buffer.from(','), ...file]));
      return Buffer.concat([Buffer.from('['), ...parts, Buffer.from(']')]);
    }),
  };
}

/** Everything that is read is of one moment, whatever another process appends meanwhile. */
function inOneState<Input extends unknown[], Value>(database: Database, read: (...input: Input) => Value) {
  const transaction = database.transaction(read);
  return (...input: Input): Value => transaction.deferred(...input);
}

function notedRecord({ seq, at_utc: atUtc, record }: RecordRow): NotedRecord {
  return { seq, atUtc, record: JSON.parse(record) as CaseRecord };
}

function orderText(row: CaseOrderRow): string {
  const { order_id: id, is_archived: isArchived, added_at_utc: addedAtUtc, seq } = row;
  const order: Omit<Order, 'facts'> = { id, isArchived: isArchived === 1, addedAtUtc, seq };
  return `${JSON.stringify(order).slice(0, -1)},"facts":${row.facts}}`;
}
