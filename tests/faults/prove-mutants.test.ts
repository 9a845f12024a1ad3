import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { removalOrderViolations } from './fsync-order.ts';
import { type IngestPlace, makeIngestPlace, violationsAfter } from './ingest.ts';
import { type Mutant, mutants } from './mutants.ts';
import { abandonRemoval, type ProvingWork } from './prove.ts';
import { changesFiles, type SweptWork, sweep } from './sweep.ts';
import { runTraced, tracingProblem } from './system-calls.ts';

const problem = tracingProblem();
if (problem !== undefined) console.log(`skipped: ${problem}`);

let place: IngestPlace;
beforeAll(() => {
  place = makeIngestPlace();
});
afterAll(() => place.remove());

/** The suite's own checks on one undisturbed run of a driver. */
async function checks(work: ProvingWork, mutant?: Mutant) {
  const script = await buildDriver(place.folder, mutant);
  const folders = place.fresh();
  const { calls, lines } = await runTraced({ place, folders, script, input: [work] });
  return { calls, violations: violationsAfter(folders, lines) };
}

/** Whether a death at some call that changes files shows this of a mutant. */
async function isFoundByKills(work: SweptWork, mutant: Mutant, until: string): Promise<boolean> {
  const script = await buildDriver(place.folder, mutant);
  const { violations } = await sweep({ place, script, work, until }, ['KILL'], changesFiles);
  return violations.some((violation) => violation.includes(until));
}

/** Whether the driver finishes what a death left of a removal, by opening the locker. */
async function isFinished(mutant?: Mutant): Promise<boolean> {
  const script = await buildDriver(place.folder, mutant);
  const folders = place.fresh();
  const left = abandonRemoval(folders);
  await runTraced({ place, folders, script, input: ['open'] });
  return !existsSync(left);
}

describe.skipIf(problem)('the suite notices a defect of proofs and removals (P03)', () => {
  it('and finds none in them as they are', async () => {
    expect((await checks('stamp')).violations).toEqual([]);
    expect((await checks('case')).violations).toEqual([]);
    const removal = await checks('remove');
    expect(removal.violations).toEqual([]);
    expect(removalOrderViolations(removal.calls)).toEqual([]);
  });

  it('when a token is named before its objects are there', async () => {
    expect(await isFoundByKills('stamp', mutants.tokenBeforeObjects, 'OBJECT_MISSING')).toBe(true);
  });

  it('when a change of a case is not all or nothing', async () => {
    expect(await isFoundByKills('case', mutants.caseInTwoCommits, 'the case of')).toBe(true);
  });

  it('when a checkpoint is kept whoever signed it', async () => {
    const { violations } = await checks('stamp', mutants.unsignedCheckpointAccepted);
    expect(violations).toContain('wrong an unsigned head was kept');
  });

  it('when a checkpoint is kept whatever it is a head of', async () => {
    const { violations } = await checks('stamp', mutants.foreignHeadAccepted);
    expect(violations).toContain('wrong a head of another ledger was kept');
  });

  it('when an object is destroyed before its tombstone is durable', async () => {
    expect(await isFoundByKills('remove', mutants.shredBeforeTombstone, 'OBJECT_MISSING')).toBe(true);
  });

  it('when an object is destroyed that another item has', async () => {
    const { violations } = await checks('remove', mutants.sharedObjectShredded);
    expect(violations.some((violation) => violation.startsWith('OBJECT_MISSING'))).toBe(true);
  });

  it('when a removal that was cut short is not finished', async () => {
    expect(await isFinished()).toBe(true);
    expect(await isFinished(mutants.removalNotFinished)).toBe(false);
  });

  it('when an object is removed and not written over', async () => {
    const { calls } = await checks('remove', mutants.notOverwritten);
    expect(removalOrderViolations(calls)).toEqual(['not in order: its bytes are written over']);
  });

  it('when an upgrade is not one transaction', async () => {
    const damage = 'does not open: LOCKER_CORRUPT';
    expect(await isFoundByKills('upgrade-2', mutants.upgradeInPieces, damage)).toBe(true);
  });
});
