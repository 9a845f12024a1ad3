import { isDeepStrictEqual } from 'node:util';
import type { EvidenceKind, Item, ItemId } from '../../../core/evidence/index.ts';
import type { EntryPayload } from '../../../core/ledger/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { CallFacts, Transcript } from '../../../core/transcripts/index.ts';
import type { createItemRows } from '../database/item-rows.ts';
import type { createOrderRows } from '../database/order-rows.ts';
import type { ImportError, LockerError, SealRequest } from '../locker.ts';
import { createObjectStore, type ObjectStore, type PlacedObject } from '../objects/object-store.ts';
import { placeFile, sourceFailure } from '../objects/read-source.ts';
import { wellFormed } from '../well-formed.ts';
import type { Connection } from './connection.ts';
import type { EntryDraft } from './ledger-writer.ts';
import { commitPlaced } from './place-and-commit.ts';
import { type Commit, type Decision, known } from './transactions.ts';

/** What commands work on. */
export interface CommandParts {
  readonly connection: Connection;
  readonly commit: Commit;
  readonly items: ReturnType<typeof createItemRows>;
  readonly orders: ReturnType<typeof createOrderRows>;
}

/** Commands on items: seal, assign, label, note, call, transcript. */
export function createItemCommands(parts: CommandParts) {
  const { connection, commit, items, orders } = parts;
  const store = createObjectStore(connection.objectsFolder, connection.codec);
  return {
    seal: (request: SealRequest) => seal(parts, store, request),
    assign(
      itemIds: readonly ItemId[],
      orderId: OrderId | null,
      by: EntryPayload<'item-assigned'>['by'],
    ): Result<readonly Item[], LockerError> {
      return commit((): Result<Decision<readonly Item[]>, LockerError> => {
        if (orderId !== null && orders.get(orderId) === undefined) return unknownOrder();
        return changeItems(items.get, itemIds, (item) =>
          item.orderId === orderId
            ? undefined
            : { kind: 'item-assigned', payload: { itemId: item.id, orderId, by } },
        );
      });
    },
    label(itemIds: readonly ItemId[], kind: EvidenceKind | null): Result<readonly Item[], LockerError> {
      return commit(() =>
        changeItems(items.get, itemIds, (item) =>
          item.kind === kind ? undefined : { kind: 'item-labelled', payload: { itemId: item.id, kind } },
        ),
      );
    },
    ...createStatementCommands(parts),
  };
}

/** What the user says of one item: note, call, transcript. */
function createStatementCommands({ commit, items }: CommandParts) {
  const changeItem = (itemId: ItemId, draft: (item: Item) => EntryDraft | undefined) => {
    const changed = commit(() => changeItems(items.get, [itemId], draft));
    return changed.ok ? ok(known(changed.value[0])) : changed;
  };
  return {
    note: (itemId: ItemId, note: string): Result<Item, LockerError> =>
      changeItem(itemId, (item) =>
        item.note === note ? undefined : { kind: 'item-noted', payload: { itemId, note } },
      ),
    describeCall(itemId: ItemId, said: CallFacts | null): Result<Item, LockerError> {
      const call = wellFormed(said);
      return changeItem(itemId, (item) =>
        isDeepStrictEqual(item.call, call)
          ? undefined
          : { kind: 'call-described', payload: { itemId, call } },
      );
    },
    transcribe(itemId: ItemId, written: Transcript | null): Result<Item, LockerError> {
      const transcript = wellFormed(written);
      return changeItem(itemId, () =>
        isDeepStrictEqual(items.transcript(itemId) ?? null, transcript)
          ? undefined
          : { kind: 'item-transcribed', payload: { itemId, transcript } },
      );
    },
  };
}

/** DURABILITY: P01, P02. Object durable, then entries and projections in one transaction, then the answer. */
function seal(parts: CommandParts, store: ObjectStore, request: SealRequest): Result<Item, ImportError> {
  const { connection, commit, items, orders } = parts;
  const isOrderKnown = () =>
    request.assignment === undefined || orders.get(request.assignment.orderId) !== undefined;
  const itemId = `i-${connection.sources.id()}`;
  return commitPlaced<PlacedObject, Item, ImportError>(connection, {
    // Asked before the object is written, and again in the transaction that decides.
    place: () => (isOrderKnown() ? placeContent(store, request.content) : unknownOrder()),
    objectsOf: (placed) => [placed],
    commit,
    decide(placed) {
      if (!isOrderKnown()) return unknownOrder();
      const drafts = sealDrafts(itemId, placed, request);
      return ok({ drafts, answer: () => known(items.get(itemId)) });
    },
  });
}

function placeContent(
  store: ObjectStore,
  content: SealRequest['content'],
): Result<PlacedObject, ImportError> {
  if ('path' in content) return placeFile(store, content.path);
  if (content.bytes.length === 0) return sourceFailure('FILE_EMPTY');
  return ok(store.place((sink) => sink(content.bytes)));
}

function sealDrafts(itemId: ItemId, placed: PlacedObject, request: SealRequest): readonly EntryDraft[] {
  const { mediaType, image, provenance, assignment, kind } = request;
  const sealed = { itemId, ...placed, mediaType, ...(image === undefined ? {} : { image }), provenance };
  return [
    { kind: 'item-sealed', payload: sealed },
    ...(assignment === undefined
      ? []
      : [{ kind: 'item-assigned' as const, payload: { itemId, ...assignment } }]),
    ...(kind === undefined ? [] : [{ kind: 'item-labelled' as const, payload: { itemId, kind } }]),
  ];
}

/** One entry for each named item that `draft` says changes; nothing at all when one of them is unknown. */
function changeItems(
  get: (itemId: ItemId) => Item | undefined,
  itemIds: readonly ItemId[],
  draft: (item: Item) => EntryDraft | undefined,
): Result<Decision<readonly Item[]>, 'ITEM_UNKNOWN'> {
  const named = [...new Set(itemIds)];
  const drafts: EntryDraft[] = [];
  for (const itemId of named) {
    const item = get(itemId);
    if (item === undefined) return unknownItem(itemId);
    const change = draft(item);
    if (change !== undefined) drafts.push(change);
  }
  return ok({ drafts, answer: () => named.map((itemId) => known(get(itemId))) });
}

/** Failure of a command that names an item which is not there. */
export function unknownItem(itemId: ItemId) {
  return fail('ITEM_UNKNOWN', '没有这件证据，可能编号有误。请刷新列表后再试。', { itemId });
}

/** Failure of a command that names an order which is not there. */
export function unknownOrder() {
  return fail('ORDER_UNKNOWN', '没有这个订单，可能编号有误。请刷新订单列表后再试。');
}
