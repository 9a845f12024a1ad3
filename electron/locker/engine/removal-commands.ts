import type { Item, ItemId } from '../../../core/evidence/index.ts';
import type { Sha256Hex } from '../../../core/hex.ts';
import { ok, type Result } from '../../../core/result.ts';
import { createObjectRows, type ObjectRows } from '../database/object-rows.ts';
import { codeOf } from '../failures.ts';
import type { LockerError } from '../locker.ts';
import { holdsObject, retiredObjects, retireObject, shredRetired } from '../objects/shred.ts';
import type { Removal } from '../proofs.ts';
import type { Connection } from './connection.ts';
import { type CommandParts, unknownItem } from './item-commands.ts';
import type { EntryDraft } from './ledger-writer.ts';
import type { Decision } from './transactions.ts';

type Counts = Pick<Removal, 'shreddedObjects' | 'pendingObjects'>;

/** The user's right to delete. */
export function createRemovalCommands(parts: CommandParts) {
  const { connection, commit } = parts;
  const rows = createObjectRows(connection.database);
  return {
    /** DURABILITY: tombstones first. Only what no entry names any more is shredded, and that can be done again. */
    removeItems(itemIds: readonly ItemId[], reason: string): Result<Removal, LockerError> {
      const removed = commit(() => tombstones(parts, itemIds, reason));
      if (!removed.ok) return removed;
      const objects = [...new Set(removed.value.flatMap(objectsOf))];
      return ok({ itemIds: removed.value.map(({ id }) => id), ...shredUnnamed(connection, rows, objects) });
    },
  };
}

/** Finishes what a death or a file in use left of removals. What cannot be done now is for the next open. */
export function finishRemovals(connection: Connection): void {
  const { objectsFolder, database } = connection;
  const rows = createObjectRows(database);
  // A file that is in use, or a disk that fails, keeps nobody from opening the locker.
  unlessRefused(() => {
    for (const path of retiredObjects(objectsFolder)) unlessRefused(() => shredRetired(objectsFolder, path));
  });
  const left = rows.removed().filter((sha256) => holdsObject(objectsFolder, sha256) && !rows.isNamed(sha256));
  if (left.length > 0) shredUnnamed(connection, rows, left);
}

function tombstones(
  { items }: CommandParts,
  itemIds: readonly ItemId[],
  reason: string,
): Result<Decision<readonly Item[]>, LockerError> {
  const found: Item[] = [];
  for (const itemId of new Set(itemIds)) {
    const item = items.get(itemId);
    if (item === undefined) return unknownItem(itemId);
    found.push(item);
  }
  const drafts = found.map(
    ({ id: itemId, sha256, sizeBytes }): EntryDraft => ({
      kind: 'item-removed',
      payload: { itemId, sha256, sizeBytes, reason },
    }),
  );
  return ok({ drafts, answer: () => found });
}

function objectsOf({ sha256, provenance }: Item): readonly Sha256Hex[] {
  return provenance.source === 'recording' ? [sha256, provenance.recording.journal.sha256] : [sha256];
}

/**
 * INVARIANT: an object loses its name only while no process can commit (the write lock is held), and only if no entry
 * names it then; a commit looks, under the same lock, whether its objects are still there. The slow part needs no lock.
 */
function shredUnnamed(connection: Connection, rows: ObjectRows, objects: readonly Sha256Hex[]): Counts {
  const { objectsFolder, database } = connection;
  const retired: string[] = [];
  let pendingObjects = 0;
  const count = (isDone: boolean) => {
    if (!isDone) pendingObjects += 1;
  };
  const retire = database.transaction(() => {
    for (const sha256 of objects) {
      if (rows.isNamed(sha256)) continue;
      count(
        unlessRefused(() => {
          const path = retireObject(objectsFolder, sha256);
          if (path !== undefined) retired.push(path);
        }),
      );
    }
  });
  if (!unlessRefused(() => retire.immediate())) return { shreddedObjects: 0, pendingObjects: objects.length };
  const shredded = retired.filter((path) => unlessRefused(() => shredRetired(objectsFolder, path)));
  return {
    shreddedObjects: shredded.length,
    pendingObjects: pendingObjects + retired.length - shredded.length,
  };
}

/** Whether it was done; false when the disk, the system or the database refused. */
function unlessRefused(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === undefined) throw thrown;
    return false;
  }
}
