import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotedRecord } from '../../../core/cases/index.ts';
import { type CaseChange, type Locker, openLocker } from '../../../electron/locker/index.ts';
import { tamper } from '../verification/locker-fixture.ts';
import { fact, noting, situation } from './case-samples.ts';
import { damageOf } from './damage.ts';
import { mountSmallDisk } from './read-only-disk.ts';
import { codeOfFailure, orderFacts, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
let orderId: string;
beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
  orderId = unwrap(await locker.addOrder(orderFacts())).id;
});
afterEach(async () => {
  await locker.close();
  place.remove();
});

const note = async (change: CaseChange) => unwrap(await locker.noteCase(orderId, change));
const recordsIn = (noted: readonly NotedRecord[] | undefined) => noted?.map(({ record }) => record);

describe('several processes', () => {
  const run = promisify(execFile);
  const script = fileURLToPath(new URL('./case-process.ts', import.meta.url));

  it('that state things about one order at once keep all of them (P10)', async () => {
    const { directory, stateFolder } = place.options;
    const elsewhere = async (first: number) => {
      const { stdout } = await run(process.execPath, [
        ...[script, directory, stateFolder, orderId, String(first), '25'],
      ]);
      return stdout.trim().split('\n');
    };
    const told = (await Promise.all([elsewhere(100), elsewhere(200)])).flat();
    await note(noting(fact(1)));
    const held = recordsIn(await locker.caseRecords(orderId))?.map(({ id }) => id);
    expect(held?.toSorted()).toEqual([...told, 'f-1'].toSorted());
    expect(told).toHaveLength(50);
    await locker.close();
    expect(await damageOf(place.options)).toEqual([]);
  });
});

describe('verification (P04)', () => {
  it.each([
    ['kind', "UPDATE view_case_record SET kind = 'letter' WHERE record_id = 'f-1'"],
    ['record_id', "UPDATE view_case_record SET record_id = 'f-9' WHERE record_id = 'f-1'"],
    ['seq', "UPDATE view_case_record SET seq = 1 WHERE record_id = 'f-1'"],
    ['at_utc', "UPDATE view_case_record SET at_utc = 'x' WHERE record_id = 'f-1'"],
    ['record', "UPDATE view_case_record SET record = replace(record, '第', '弟') WHERE record_id = 'f-1'"],
    ['order_id', "UPDATE view_case_record SET order_id = 'x' WHERE record_id = 'f-1'"],
    ['row', "DELETE FROM view_case_record WHERE record_id = 'f-1'"],
  ])('finds a record whose %s was tampered with', async (_, sql) => {
    await note(noting(fact(1), fact(2), situation()));
    await note({ noted: [], withdrawn: [fact(2)] });
    await locker.close();
    expect(await damageOf(place.options)).toEqual([]);
    tamper(join(place.options.directory, 'locker.sqlite'), (database) => database.exec(sql));
    const key = `${orderId}/fact/f-1`;
    expect(await damageOf(place.options)).toEqual([`PROJECTION_MISMATCH view_case_record:${key}`]);
  });
});

it('can be read, and not changed, on a disk that takes no writes', async (context) => {
  const disk = mountSmallDisk(join(place.folder, 'disk'), 4);
  if ('reason' in disk) return context.skip(disk.reason);
  const options = { ...place.options, directory: join(disk.path, 'locker') };
  const written = unwrap(await openLocker(options));
  const order = unwrap(await written.addOrder(orderFacts())).id;
  unwrap(await written.noteCase(order, noting(fact(1))));
  await written.close();
  disk.makeReadOnly();
  try {
    const held = unwrap(await openLocker({ ...options, create: false }));
    expect(recordsIn(await held.caseRecords(order))).toEqual([fact(1)]);
    expect(await held.openCaseFiles()).toHaveLength(1);
    expect(codeOfFailure(await held.noteCase(order, noting(fact(2))))).toBe('LOCKER_READ_ONLY');
    await held.close();
  } finally {
    disk.unmount();
  }
});
