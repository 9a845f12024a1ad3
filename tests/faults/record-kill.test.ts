import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { type IngestPlace, makeIngestPlace, startDriver, violationsAfter } from './ingest.ts';
import { recordingViolationsAfter } from './record.ts';

/** `LIUHEN_STREAM_KILLS=200` for all of them. */
const ROUNDS = Number(process.env.LIUHEN_STREAM_KILLS ?? 30);
/** A round ends at a random moment up to this long after the locker is open. */
const LONGEST_MS = 600;
const ROUNDS_PER_LOCKER = 5;

let place: IngestPlace;
let script: string;
beforeAll(async () => {
  place = makeIngestPlace();
  script = await buildDriver(place.folder);
});
afterAll(() => place.remove());

it(`keeps every acknowledged byte when killed at ${ROUNDS} random moments of recording (P11)`, async () => {
  const said: string[] = [];
  const violations: string[] = [];
  let folders = place.fresh();
  let inThisLocker: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % ROUNDS_PER_LOCKER === 0) {
      folders.remove();
      folders = place.fresh();
      inThisLocker = [];
    }
    const driver = startDriver(script, 'stream', folders.directory, folders.stateFolder);
    await driver.waitFor('ready');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MS));
    driver.child.kill('SIGKILL');
    await driver.exited;
    const lines = driver.lines.filter((line) => line !== 'ready');
    said.push(...lines);
    inThisLocker.push(...lines);
    // Every other time the next round's program recovers, and may be killed while it does.
    if (round % 2 === 0 && round % ROUNDS_PER_LOCKER !== ROUNDS_PER_LOCKER - 1) continue;
    const found = [
      ...recordingViolationsAfter(folders, inThisLocker),
      ...violationsAfter(folders, inThisLocker),
    ];
    violations.push(...found.map((violation) => `round ${round}: ${violation}`));
  }
  folders.remove();
  const count = said.filter((line) => line.startsWith('chunk')).length;
  console.log(`${ROUNDS} kills, ${count} acknowledged chunks, ${violations.length} violations`);
  expect(violations).toEqual([]);
  expect(said.filter((line) => !/^(chunk|sealed) /.test(line))).toEqual([]);
  expect(count).toBeGreaterThan(ROUNDS);
});
