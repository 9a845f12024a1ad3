import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { orderViolations } from './fsync-order.ts';
import { type IngestPlace, makeIngestPlace } from './ingest.ts';
import { changesFiles, type Fault, type SweptWork, sweep } from './sweep.ts';
import { runTraced, tracingProblem } from './system-calls.ts';

const COMMITS = Number(process.env.LIUHEN_TRACED_COMMITS ?? 200);
const problem = tracingProblem();
if (problem !== undefined) console.log(`skipped: ${problem}`);

let place: IngestPlace;
let script: string;
beforeAll(async () => {
  place = makeIngestPlace();
  script = await buildDriver(place.folder);
});
afterAll(() => place.remove());

it.skipIf(problem)(
  'breaks no promise when any file-system call of an ingest is the last, or fails (P01, P08)',
  async () => {
    const { cases, violations, calls } = await sweep({ place, script, work: 'ingest' }, [
      'KILL',
      'EIO',
      'ENOSPC',
    ]);
    console.log(`${calls.length} file-system calls, ${cases} cases, ${violations.length} violations`);
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(100);
  },
);

const areAllFaultsWanted = process.env.LIUHEN_ALL_FAULTS === '1';
it.skipIf(problem).each([
  { work: 'open', faults: ['KILL', 'EIO'] },
  // Creating makes many calls and happens once: its failures, other than by death, are for the longer run.
  { work: 'create', faults: areAllFaultsWanted ? ['KILL', 'EIO'] : ['KILL'] },
] satisfies { work: SweptWork; faults: Fault[] }[])(
  'keeps the locker whole, and says what is wrong, when any call to $work it fails or is the last (P01, P08)',
  async ({ work, faults }) => {
    const { cases, violations } = await sweep({ place, script, work }, faults);
    console.log(`${work}: ${cases} cases, ${violations.length} violations`);
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(100);
  },
);

it.skipIf(problem).each(['upgrade-1', 'upgrade-2', 'upgrade-3'] satisfies SweptWork[])(
  'leaves a locker of one version or the other when any call of its %s is the last, or fails (P09)',
  async (work) => {
    const faults: readonly Fault[] = areAllFaultsWanted ? ['KILL', 'EIO', 'ENOSPC'] : ['KILL'];
    const isWanted = areAllFaultsWanted ? () => true : changesFiles;
    const { cases, violations } = await sweep({ place, script, work }, faults, isWanted);
    console.log(`${work}: ${cases} cases, ${violations.length} violations`);
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(20);
  },
);

it.skipIf(problem)(
  `flushes object, folder and log before each of ${COMMITS} acknowledgements on a re-opened locker (P02)`,
  async () => {
    const folders = place.fresh();
    const { calls, lines } = await runTraced({ place, folders, script, input: ['many', `${COMMITS}`] });
    expect(lines.filter((line) => line.startsWith('ack'))).toHaveLength(COMMITS);
    expect(orderViolations(calls)).toEqual([]);
  },
);
