import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { type IngestPlace, makeIngestPlace, startDriver, violationsAfter } from './ingest.ts';

/** `LIUHEN_KILLS=1000` for all of them. */
const ROUNDS = Number(process.env.LIUHEN_KILLS ?? 200);
/** A round ends at a random moment up to this long after the locker is open. */
const LONGEST_MS = 400;
const ROUNDS_PER_LOCKER = 8;

let place: IngestPlace;
let script: string;
beforeAll(async () => {
  place = makeIngestPlace();
  script = await buildDriver(place.folder);
});
afterAll(() => place.remove());

it(`keeps every acknowledged item when killed at ${ROUNDS} random moments of capture, import, stamping, assignment and removal (P01)`, async () => {
  const said: string[] = [];
  const violations: string[] = [];
  let folders = place.fresh();
  let inThisLocker: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // What a kill leaves behind is what the next round starts from; a new locker now and then keeps checking cheap.
    if (round % ROUNDS_PER_LOCKER === 0) {
      folders.remove();
      folders = place.fresh();
      inThisLocker = [];
    }
    const driver = startDriver(script, 'loop', folders.directory, folders.stateFolder, place.source);
    // Some rounds are killed while the locker is being opened.
    if (round % 10 !== 0) await driver.waitFor('ready');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MS));
    driver.child.kill('SIGKILL');
    await driver.exited;
    const lines = driver.lines.filter((line) => line !== 'ready');
    said.push(...lines);
    inThisLocker.push(...lines);
    violations.push(
      ...violationsAfter(folders, inThisLocker).map((violation) => `round ${round}: ${violation}`),
    );
  }
  const saidOf = (word: string) => said.filter((line) => line.startsWith(`${word} `)).length;
  const count = saidOf('ack');
  console.log(
    `${ROUNDS} kills, ${count} acknowledged items, ${saidOf('stamped')} stamps, ${saidOf('removed')} removals, ${violations.length} violations`,
  );
  expect(violations).toEqual([]);
  expect(said.filter((line) => /^(refused|threw|wrong)/.test(line))).toEqual([]);
  expect(Math.min(saidOf('stamped'), saidOf('removed'))).toBeGreaterThan(0);
  expect(count).toBeGreaterThan(ROUNDS);
});
