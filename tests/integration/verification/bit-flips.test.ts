import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import { checkWholeLocker } from '../../../electron/verification/locker-verification.ts';
import { createSteps } from '../../../electron/verification/steps.ts';
import { openStampedLocker } from '../package/stamped.ts';

// P04 in full: LIUHEN_FLIPS=10000 npx vitest run --project integration tests/integration/verification/bit-flips.test.ts

const FLIPS = Number(process.env.LIUHEN_FLIPS ?? 120);
const steps = createSteps(
  () => false,
  () => undefined,
);

/** The same numbers in every run (mulberry32), so that a finding can be looked at again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function ledgerOf(directory: string): string {
  const database = new SqliteDatabase(join(directory, 'locker.sqlite'), { readonly: true });
  const rows = database
    .prepare('SELECT seq, hex(bytes) || hex(hash) AS content FROM ledger_entry ORDER BY seq')
    .all();
  database.close();
  return JSON.stringify(rows);
}

test(`P04: ${FLIPS} random bits turned in database, objects and tokens: none is 已验证 with other content or another time`, {
  timeout: 60_000 + FLIPS * 1000,
}, async () => {
  const stamped = await openStampedLocker();
  await stamped.end();
  const { directory, stateFolder, trustedRoots } = stamped;
  const report = async () => {
    const checked = await checkWholeLocker({ directory, stateFolder, trustedRoots }, steps);
    return checked.ok ? checked.value : undefined;
  };
  const whole = await report();
  invariant(whole?.verdict === 'verified', 'the locker is sound before it is damaged');
  const ledger = ledgerOf(directory);
  const objects = readdirSync(join(directory, 'objects'), { recursive: true })
    .map((path) => join(directory, 'objects', String(path)))
    .filter((path) => statSync(path).isFile());
  const random = randomNumbers(4);
  const counts = { database: 0, objects: 0, failed: 0, refused: 0, unchanged: 0 };
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const isDatabase = flip % 2 === 0;
    const path = isDatabase ? join(directory, 'locker.sqlite') : (objects[random(objects.length)] ?? '');
    const bytes = readFileSync(path);
    const damaged = Buffer.from(bytes);
    const at = random(bytes.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8));
    writeFileSync(path, damaged);
    const found = await report();
    counts[isDatabase ? 'database' : 'objects'] += 1;
    if (found === undefined) counts.refused += 1;
    else if (found.verdict === 'failed') counts.failed += 1;
    else {
      // Unused space of the database holds nothing: then ledger and report are what they were.
      expect(isDatabase, `a turned bit of ${path} at ${at}`).toBe(true);
      expect(ledgerOf(directory), `byte ${at}`).toBe(ledger);
      expect(found, `byte ${at}`).toEqual(whole);
      counts.unchanged += 1;
    }
    writeFileSync(path, bytes);
  }
  console.log(`${FLIPS} bits turned: ${JSON.stringify(counts)}`);
  expect(counts.failed).toBeGreaterThan(FLIPS / 2);
});
