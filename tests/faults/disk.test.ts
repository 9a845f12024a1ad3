import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { orderViolations } from './fsync-order.ts';
import { type IngestPlace, makeIngestPlace, violationsAfter } from './ingest.ts';
import { changesFiles, type Fault, sweep } from './sweep.ts';
import { runTraced, tracingProblem } from './system-calls.ts';

const problem = tracingProblem();
if (problem !== undefined) console.log(`skipped: ${problem}`);

let place: IngestPlace;
let script: string;
beforeAll(async () => {
  place = makeIngestPlace();
  script = await buildDriver(place.folder);
});
afterAll(() => place.remove());

/** `LIUHEN_ALL_FAULTS=1`: every call, and every way in which a disk refuses. */
const areAllFaultsWanted = process.env.LIUHEN_ALL_FAULTS === '1';
const faults: readonly Fault[] = areAllFaultsWanted ? ['ENODEV', 'EROFS', 'EACCES'] : ['ENODEV'];

it.skipIf(problem)(
  'says what is wrong, and nothing is saved that was not, when the disk goes away (P08)',
  async () => {
    const isWanted = areAllFaultsWanted ? () => true : changesFiles;
    const { cases, violations } = await sweep({ place, script, work: 'ingest' }, faults, isWanted);
    console.log(`disk gone: ${cases} cases, ${violations.length} violations`);
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(50);
  },
);

it.skipIf(problem)('acknowledges as late as a slow disk is done, and no earlier (P08)', async () => {
  const folders = place.fresh();
  const inject = '?fsync,?fdatasync,?pwrite64,?rename:delay_enter=30000';
  const { calls, lines } = await runTraced({ place, folders, script, input: ['many', '5'], inject });
  expect(lines.filter((line) => line.startsWith('ack'))).toHaveLength(5);
  expect(orderViolations(calls)).toEqual([]);
  expect(violationsAfter(folders, lines)).toEqual([]);
});
