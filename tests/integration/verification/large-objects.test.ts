import { randomFillSync } from 'node:crypto';
import { chmodSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';
import { captureOf, temporaryLocker, unwrap } from '../locker/samples.ts';

const SIZE = 40 * 1024 * 1024;
const place = temporaryLocker();
let objects: readonly string[];
beforeAll(() => {
  const engine = unwrap(openEngine(place.options));
  objects = [1, 2, 3].map(() => {
    const bytes = randomFillSync(Buffer.alloc(SIZE));
    return unwrap(engine.items.seal({ ...captureOf('large'), content: { bytes } })).sha256;
  });
  engine.close();
});
afterAll(() => place.remove());

const pathOf = (sha256 = '') => join(place.options.directory, 'objects', sha256.slice(0, 2), sha256);

test('P30: large objects are read whole in two threads, with progress in megabytes', async () => {
  const steps: string[] = [];
  const result = await verifyLocker({
    ...place.options,
    onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`),
  });
  expect(result).toMatchObject({ ok: true, value: { verdict: 'integrity-only', itemsChecked: 3 } });
  expect(steps.at(-1)).toBe('核对原件（MB） 126/126');
});

test('P30: cancelling is answered within one file', async () => {
  const stopping = new AbortController();
  const result = await verifyLocker({
    ...place.options,
    signal: stopping.signal,
    onProgress: (step) => {
      if (step.startsWith('核对原件')) stopping.abort();
    },
  });
  expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
});

test('P04: one turned bit and a missing file are named, each of its object', async () => {
  chmodSync(pathOf(objects[1]), 0o600);
  const file = openSync(pathOf(objects[1]), 'r+');
  writeSync(file, Buffer.from([1, 2, 3, 4]), 0, 4, SIZE - 5);
  closeSync(file);
  rmSync(pathOf(objects[2]));
  const result = unwrap(await verifyLocker(place.options));
  const failures = result.checks.filter((check) => check.result === 'FAIL');
  expect(failures.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
    `OBJECT_HASH_MISMATCH ${objects[1]}`,
    `OBJECT_MISSING ${objects[2]}`,
  ]);
});
