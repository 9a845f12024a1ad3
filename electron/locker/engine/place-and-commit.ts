import type { Result } from '../../../core/result.ts';
import { guarded, type StorageError, storageFailure } from '../failures.ts';
import type { PlacedObject } from '../objects/object-store.ts';
import { holdsObject } from '../objects/shred.ts';
import type { Connection } from './connection.ts';
import type { Commit, Decision } from './transactions.ts';

/** Each time another process would have to remove the same content in between. */
const ATTEMPTS = 3;

/** A command that names new objects. */
export interface PlacedCommand<Placed, Value, Code extends string> {
  /** Makes the objects durable. */
  place(): Result<Placed, Code>;
  objectsOf(placed: Placed): readonly PlacedObject[];
  readonly commit: Commit;
  decide(placed: Placed): Result<Decision<Value>, Code>;
}

/**
 * DURABILITY: P01, P02. Objects durable, then entries and projections in one transaction, then the answer. The same
 * content may have been removed by another process in between, which takes its name away under the lock that the
 * transaction holds: so it is looked for inside, and placed again when it is gone.
 */
export function commitPlaced<Placed, Value, Code extends string>(
  { directory, objectsFolder, writeProblem }: Connection,
  command: PlacedCommand<Placed, Value, Code>,
): Result<Value, Code | StorageError> {
  if (writeProblem !== null) return { ok: false, error: writeProblem };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const placed = guarded<Result<Placed, Code | StorageError>>(directory, command.place);
    if (!placed.ok) return placed;
    const done = command.commit((): Result<Decision<{ readonly value: Value } | undefined>, Code> => {
      const areThere = command
        .objectsOf(placed.value)
        .every(({ sha256 }) => holdsObject(objectsFolder, sha256));
      if (!areThere) return { ok: true, value: { drafts: [], answer: () => undefined } };
      const decided = command.decide(placed.value);
      if (!decided.ok) return decided;
      const { drafts, answer } = decided.value;
      return { ok: true, value: { drafts, answer: () => ({ value: answer() }) } };
    });
    if (!done.ok) return done;
    if (done.value !== undefined) return { ok: true, value: done.value.value };
  }
  return storageFailure('LOCKER_BUSY', directory, 'ENOENT');
}
