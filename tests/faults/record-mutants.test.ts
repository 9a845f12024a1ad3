import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { chunkOrderViolations } from './fsync-order.ts';
import { type IngestPlace, makeIngestPlace } from './ingest.ts';
import { type Mutant, mutants } from './mutants.ts';
import { abandonRecording, recordingViolationsAfter } from './record.ts';
import { runTraced, tracingProblem } from './system-calls.ts';

const problem = tracingProblem();
if (problem !== undefined) console.log(`skipped: ${problem}`);

let place: IngestPlace;
beforeAll(() => {
  place = makeIngestPlace();
});
afterAll(() => place.remove());

/** The suite's own checks on one undisturbed run of a driver: a recording, or the recovery of one. */
async function checks(work: 'record' | 'recover', mutant?: Mutant) {
  const script = await buildDriver(place.folder, mutant);
  const folders = place.fresh();
  const before = work === 'recover' ? abandonRecording(folders) : [];
  const { calls, lines } = await runTraced({ place, folders, script, input: [work] });
  return { calls, violations: recordingViolationsAfter(folders, [...before, ...lines]) };
}

describe.skipIf(problem)('the suite notices a defect of recording (P03, P11)', () => {
  it('and finds none in it as it is', async () => {
    const { calls, violations } = await checks('record');
    expect(chunkOrderViolations(calls)).toEqual([]);
    expect(violations).toEqual([]);
    expect((await checks('recover')).violations).toEqual([]);
  });

  it('when a chunk is acknowledged before it is flushed', async () => {
    const { calls } = await checks('record', mutants.acknowledgedUnflushed);
    expect(chunkOrderViolations(calls)).toContain('chunk 1: not in order: the bytes are flushed');
  });

  it('when recovery drops bytes that no line names', async () => {
    const { violations } = await checks('recover', mutants.tailDropped);
    expect(violations.some((violation) => violation.endsWith('are lost'))).toBe(true);
  });
});
