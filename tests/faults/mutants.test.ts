import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { orderViolations } from './fsync-order.ts';
import { type IngestPlace, makeIngestPlace, violationsAfter } from './ingest.ts';
import { type Mutant, mutants } from './mutants.ts';
import { changesFiles, sweep } from './sweep.ts';
import { runTraced, tracingProblem } from './system-calls.ts';

const problem = tracingProblem();
if (problem !== undefined) console.log(`skipped: ${problem}`);

let place: IngestPlace;
beforeAll(() => {
  place = makeIngestPlace();
});
afterAll(() => place.remove());

/** The suite's own checks on one undisturbed run of a driver. */
async function checks(mutant: Mutant | undefined) {
  const script = await buildDriver(place.folder, mutant);
  const folders = place.fresh();
  const { calls, lines } = await runTraced({ place, folders, script, input: ['many', '5'] });
  return { order: orderViolations(calls), promises: violationsAfter(folders, lines), script };
}

describe.skipIf(problem)('the suite notices a defect (P03)', () => {
  it('and finds none in the locker as it is', async () => {
    expect(await checks(undefined)).toMatchObject({ order: [], promises: [] });
  });

  it('when an object is not flushed', async () => {
    const { order } = await checks(mutants.noFsync);
    expect(order).toContain('commit 1: not in order: the object is flushed');
  });

  it('when the folder of a new object is not flushed', async () => {
    const { order } = await checks(mutants.folderNotFlushed);
    expect(order).toContain('commit 1: not in order: the folder is flushed');
  });

  it('when an object is renamed only after the commit: by the order, and by a kill in between', async () => {
    const { order, script } = await checks(mutants.renameAfterCommit);
    expect(order.length).toBeGreaterThan(0);
    const until = 'OBJECT_MISSING';
    const { violations } = await sweep({ place, script, work: 'ingest', until }, ['KILL'], changesFiles);
    expect(violations.some((violation) => violation.includes(until))).toBe(true);
  });

  it('when a re-opened database runs synchronous = NORMAL', async () => {
    const { order } = await checks(mutants.synchronousNormal);
    expect(order).toHaveLength(5);
    for (const violation of order)
      expect(violation).toMatch(/the log (is flushed|was written after its last flush)/);
  });

  it('when bytes are left out of the hash', async () => {
    const { promises } = await checks(mutants.hashSkipped);
    expect(promises.some((violation) => violation.startsWith('OBJECT_HASH_MISMATCH'))).toBe(true);
  });
});
