import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok, type Result } from '../../../core/result.ts';
import { openWriter } from '../../../electron/locker/database/open-writer.ts';
import { type Connection, lockerCodec } from '../../../electron/locker/engine/connection.ts';
import { openEngine, systemSources } from '../../../electron/locker/engine/open-engine.ts';
import { commitPlaced } from '../../../electron/locker/engine/place-and-commit.ts';
import { createCommit } from '../../../electron/locker/engine/transactions.ts';
import { objectPath } from '../../../electron/locker/objects/examine-object.ts';
import { createObjectStore, type PlacedObject } from '../../../electron/locker/objects/object-store.ts';
import { codeOfFailure, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let connection: Connection;
beforeEach(() => {
  place = temporaryLocker();
  unwrap(openEngine(place.options)).close();
  const { directory } = place.options;
  const { database } = openWriter(directory);
  connection = {
    directory,
    objectsFolder: join(directory, 'objects'),
    codec: lockerCodec,
    database,
    sources: systemSources,
    writeProblem: null,
    closeDatabase: () => database.close(),
  };
  mkdirSync(connection.objectsFolder, { recursive: true });
});
afterEach(() => {
  connection.closeDatabase();
  place.remove();
});

/** Places an object that another process takes away again, so many times, before the transaction. */
function placedBetween(removals: number): {
  readonly result: Result<string, string>;
  readonly placings: number;
} {
  const store = createObjectStore(connection.objectsFolder, connection.codec);
  let placings = 0;
  const result = commitPlaced<PlacedObject, string, never>(connection, {
    place() {
      placings += 1;
      const placed = store.place((sink) => sink(Buffer.from('content')));
      if (placings <= removals) rmSync(objectPath(connection.objectsFolder, placed.sha256));
      return ok(placed);
    },
    objectsOf: (placed) => [placed],
    commit: createCommit(connection),
    decide: () => ok({ drafts: [], answer: () => 'committed' }),
  });
  return { result, placings };
}

it('names no object that another process has removed since it was placed, and places it again (P01, P10)', () => {
  expect(placedBetween(0)).toEqual({ result: ok('committed'), placings: 1 });
  expect(placedBetween(2)).toEqual({ result: ok('committed'), placings: 3 });
  expect(codeOfFailure(placedBetween(99).result)).toBe('LOCKER_BUSY');
});
