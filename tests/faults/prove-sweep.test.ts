import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { type IngestPlace, makeIngestPlace } from './ingest.ts';
import { provingWorks } from './prove.ts';
import { changesFiles, type Fault, sweep } from './sweep.ts';
import { tracingProblem } from './system-calls.ts';

const problem = tracingProblem();
if (problem !== undefined) console.log(`skipped: ${problem}`);

let place: IngestPlace;
let script: string;
beforeAll(async () => {
  place = makeIngestPlace();
  script = await buildDriver(place.folder);
});
afterAll(() => place.remove());

/** `LIUHEN_ALL_FAULTS=1`: every call, dying or failing. */
const areAllFaultsWanted = process.env.LIUHEN_ALL_FAULTS === '1';
const faults: readonly Fault[] = areAllFaultsWanted ? ['KILL', 'EIO', 'ENOSPC'] : ['KILL'];

it.skipIf(problem).each(provingWorks)(
  'breaks no promise when any file-system call of a %s is the last, or fails (P01, P08)',
  async (work) => {
    const isWanted = areAllFaultsWanted ? () => true : changesFiles;
    const { cases, violations, calls } = await sweep({ place, script, work }, faults, isWanted);
    console.log(`${work}: ${calls.length} calls, ${cases} cases, ${violations.length} violations`);
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(5);
  },
);
