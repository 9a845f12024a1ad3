import { existsSync, readFileSync } from 'node:fs';
import { invariant } from '../../../core/assert.ts';
import type { Item } from '../../../core/evidence/index.ts';
import type { EntryPayload } from '../../../core/ledger/index.ts';
import {
  decodeJournal,
  type JournalLine,
  type RecordingId,
  recordedStream,
  summariseJournal,
} from '../../../core/recording/index.ts';
import { ok, type Result } from '../../../core/result.ts';
import { createObjectRows } from '../database/object-rows.ts';
import { guarded, type StorageError } from '../failures.ts';
import { createObjectStore, type ObjectStore, type PlacedObject } from '../objects/object-store.ts';
import type { RecordingDestination, SealingError } from '../recording.ts';
import { readDestination } from '../recordings/destination.ts';
import { damagedRecording, emptyRecording } from '../recordings/failures.ts';
import { placeOf, type RecordingPlace } from '../recordings/layout.ts';
import type { CommandParts } from './item-commands.ts';
import type { EntryDraft } from './ledger-writer.ts';

/** Commands on recordings that have their end. */
export function createRecordingCommands(parts: CommandParts) {
  const { connection, items } = parts;
  const store = createObjectStore(connection.objectsFolder, connection.codec);
  const removed = createObjectRows(connection.database);
  return {
    /** The item that a recording became, if it was sealed. */
    find: (recordingId: RecordingId): Result<Item | undefined, StorageError | 'RECORDING_EMPTY'> =>
      guarded<Result<Item | undefined, StorageError | 'RECORDING_EMPTY'>>(connection.directory, () =>
        // The item was removed before the folder was: nothing of it is to come back.
        removed.wasRecordingRemoved(recordingId) ? emptyRecording() : ok(items.ofRecording(recordingId)),
      ),
    adopt: (recordingId: RecordingId) => adopt(parts, store, recordingId),
  };
}

/**
 * DURABILITY: P11, P12. Makes an ended recording an item: its file is moved to the objects, its journal copied, then
 * one transaction. Whoever calls has ended the journal, compared it with the file and holds the recording's lock. After
 * a failure, or a death at any point, it can be called again: a file that was moved already is found by its hash.
 */
function adopt(
  parts: CommandParts,
  store: ObjectStore,
  recordingId: RecordingId,
): Result<Item, SealingError> {
  const { writeProblem, directory } = parts.connection;
  if (writeProblem !== null) return { ok: false, error: writeProblem };
  const place = placeOf(directory, recordingId);
  return guarded(directory, () => {
    const known = parts.items.ofRecording(recordingId);
    if (known !== undefined) return ok(known);
    const bytes = readFileSync(place.journal);
    const decoded = decodeJournal(bytes);
    invariant(
      decoded.ok && decoded.value.tornBytes === 0,
      'a recording is adopted when its journal has its end',
    );
    const { lines } = decoded.value;
    const stream = placeStream(store, place, lines);
    if (stream === undefined) return damagedRecording(place.folder);
    const journal = store.place((sink) => sink(bytes));
    return commitRecording(parts, {
      lines,
      stream,
      journal,
      destination: readDestination(place.destination),
    });
  });
}

function placeStream(
  store: ObjectStore,
  place: RecordingPlace,
  lines: readonly JournalLine[],
): PlacedObject | undefined {
  const { sha256, sizeBytes } = recordedStream(lines);
  invariant(sha256 !== undefined, 'a recording without bytes is not adopted');
  if (existsSync(place.stream)) store.adopt(place.stream, sha256);
  else if (!store.confirm(sha256)) return undefined;
  return { sha256, sizeBytes };
}

interface EndedRecording {
  readonly lines: readonly JournalLine[];
  readonly stream: PlacedObject;
  readonly journal: PlacedObject;
  readonly destination: RecordingDestination;
}

function commitRecording(parts: CommandParts, ended: EndedRecording): Result<Item, SealingError> {
  const { commit, items, orders, connection } = parts;
  const { orderId, assignedBy: by, kind } = ended.destination;
  const itemId = `i-${connection.sources.id()}`;
  return commit(() => {
    // An order that meanwhile is not there never holds a recording up: it goes to 收件箱.
    const isOrderKnown = orderId !== null && orders.get(orderId) !== undefined;
    const drafts: EntryDraft[] = [{ kind: 'item-sealed', payload: sealedPayload(itemId, ended) }];
    if (isOrderKnown) drafts.push({ kind: 'item-assigned', payload: { itemId, orderId, by } });
    if (kind !== undefined) drafts.push({ kind: 'item-labelled', payload: { itemId, kind } });
    return ok({
      drafts,
      answer: () => {
        const item = items.get(itemId);
        invariant(item !== undefined, 'the item was written in this transaction');
        return item;
      },
    });
  });
}

function sealedPayload(
  itemId: string,
  { lines, stream, journal }: EndedRecording,
): EntryPayload<'item-sealed'> {
  const [started] = lines;
  invariant(started?.kind === 'started', 'a journal begins with its start');
  const { clock, environment, source } = started.is;
  return {
    itemId,
    ...stream,
    mediaType: mediaTypeOf(source.mediaType),
    provenance: { source: 'recording', clock, environment, recording: summariseJournal(lines, journal) },
  };
}

/** The container as the encoder named it, without its codecs. */
function mediaTypeOf(named: string): string {
  const container = (named.split(';')[0] ?? '').trim().toLowerCase();
  return /^[a-z]+\/[a-z0-9.+-]+$/.test(container) ? container : 'video/webm';
}
