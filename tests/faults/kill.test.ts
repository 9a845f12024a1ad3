import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { type IngestPlace, makeIngestPlace, startDriver, violationsAfter } from './ingest.ts';

const ROUNDS = Number(process.env.LIUHEN_KILL_ROUNDS ?? 200);
/** A round ends at a random moment up to this long after the locker is open. */
const LONGEST_MS = 400;

let place: IngestPlace;
let script: string;
beforeAll(async () => {
  place = makeIngestPlace();
  script = await buildDriver();
});
afterAll(() => place.remove());

it(`keeps every acknowledged item when killed at ${ROUNDS} random moments of capture and import (P01)`, async () => {
  // One locker through all rounds: what a kill leaves behind is what the next round starts from.
  const folders = place.fresh();
  const acknowledged: string[] = [];
  const violations: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const driver = startDriver(script, 'loop', folders.directory, folders.stateFolder, place.source);
    // Some rounds are killed while the locker is being opened.
    if (round % 10 !== 0) await driver.waitFor('ready');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MS));
    driver.child.kill('SIGKILL');
    await driver.exited;
    acknowledged.push(...driver.lines.filter((line) => !line.startsWith('ready')));
    violations.push(
      ...violationsAfter(folders, acknowledged).map((violation) => `round ${round}: ${violation}`),
    );
  }
  const count = acknowledged.filter((line) => line.startsWith('ack')).length;
  console.log(`${ROUNDS} kills, ${count} acknowledged items, ${violations.length} violations`);
  expect(violations).toEqual([]);
  expect(acknowledged.filter((line) => !line.startsWith('ack'))).toEqual([]);
  expect(count).toBeGreaterThan(ROUNDS);
});
