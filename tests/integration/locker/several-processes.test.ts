import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocker } from '../../../electron/locker/index.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';
import { captureOf, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
beforeEach(() => {
  place = temporaryLocker();
});
afterEach(() => place.remove());

const run = promisify(execFile);
const script = fileURLToPath(new URL('./writer-process.ts', import.meta.url));

async function writeElsewhere(name: string, count: number): Promise<readonly string[]> {
  const { directory, stateFolder } = place.options;
  const { stdout } = await run(process.execPath, [script, directory, stateFolder, name, `${count}`]);
  return stdout.trim().split('\n');
}

it('three processes that create and write one locker at once keep one chain and every item (P10)', async () => {
  const sealed = (await Promise.all(['a', 'b', 'c'].map((name) => writeElsewhere(name, 25)))).flat();
  expect(new Set(sealed).size).toBe(75);
  const locker = unwrap(await openLocker(place.options));
  const { items } = await locker.listItems({ offset: 0, limit: 100 });
  expect(items.map(({ id }) => id).sort()).toEqual([...sealed].sort());
  expect((await locker.treeHead()).size).toBe(76);
  await locker.close();
  expect(unwrap(await verifyLocker(place.options)).checks.filter(({ result }) => result === 'FAIL')).toEqual(
    [],
  );
});

it('a process that comes while another one is creating the locker waits for it, and is not refused (P10)', async () => {
  mkdirSync(place.options.directory, { recursive: true });
  const other = new Database(join(place.options.directory, 'locker.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  const sealed = writeElsewhere('late', 1);
  // Longer than a process takes to start and to be refused.
  await Promise.race([sealed, pause(2000)]);
  other.exec('ROLLBACK');
  other.close();
  expect(await sealed).toHaveLength(1);
});

it('an open locker hears of what another process commits, and shows it', async () => {
  const locker = unwrap(await openLocker(place.options));
  const heard = Promise.withResolvers<number>();
  locker.onAdvanced((treeSize) => {
    if (treeSize === 4) heard.resolve(treeSize);
  });
  const others = await writeElsewhere('other', 3);
  expect(await heard.promise).toBe(4);
  const own = unwrap(await locker.seal(captureOf('own')));
  expect(own.seq).toBe(4);
  const { items } = await locker.listItems({ offset: 0, limit: 10 });
  expect(items.map(({ id }) => id)).toEqual([...others, own.id]);
  await locker.close();
});
