import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDriver } from './build-driver.ts';
import { type IngestPlace, makeIngestPlace, startDriver, violationsAfter } from './ingest.ts';

/** `LIUHEN_DOUBLE_STARTS=50` for all of them. */
const STARTS = Number(process.env.LIUHEN_DOUBLE_STARTS ?? 15);
const ITEMS_EACH = 5;

let place: IngestPlace;
let script: string;
beforeAll(async () => {
  place = makeIngestPlace();
  script = await buildDriver(place.folder);
});
afterAll(() => place.remove());

it(`keeps one chain and every item in ${STARTS} double starts, on new lockers and on old ones (P10)`, async () => {
  const violations: string[] = [];
  let acknowledged = 0;
  for (let start = 0; start < STARTS; start += 1) {
    const folders = place.fresh(start % 2 === 0);
    const drivers = [1, 2].map(() =>
      startDriver(script, 'many', folders.directory, folders.stateFolder, `${ITEMS_EACH}`),
    );
    // Both open, or create, the locker at once, and write at once.
    for (const { child } of drivers) child.stdin?.end('x');
    await Promise.all(drivers.map(({ exited }) => exited));
    const lines = drivers.flatMap((driver) => driver.lines);
    acknowledged += lines.filter((line) => line.startsWith('ack')).length;
    violations.push(...violationsAfter(folders, lines).map((violation) => `start ${start}: ${violation}`));
    folders.remove();
  }
  console.log(`${STARTS} double starts, ${acknowledged} acknowledged items, ${violations.length} violations`);
  expect(violations).toEqual([]);
  expect(acknowledged).toBe(STARTS * 2 * ITEMS_EACH);
});
