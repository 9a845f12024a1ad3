import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { equalBytes } from '../../../core/ledger/index.ts';
import { openLocker } from '../../../electron/locker/index.ts';
import { damageOf } from './damage.ts';
import { firstKey, signedHead, testKey, tokenFor } from './proof-samples.ts';
import { mountSmallDisk } from './read-only-disk.ts';
import { captureOf, codeOfFailure, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
beforeEach(() => {
  place = temporaryLocker();
});
afterEach(() => place.remove());

const run = promisify(execFile);
const writer = fileURLToPath(new URL('./writer-process.ts', import.meta.url));

it('a snapshot is a whole locker as of one moment, while others write', async () => {
  const { directory, stateFolder } = place.options;
  const locker = unwrap(await openLocker(place.options));
  unwrap(await locker.setSigningKey(firstKey(testKey())));
  const removed = unwrap(await locker.seal(captureOf('removed')));
  const checkpoint = unwrap(await locker.recordCheckpoint(signedHead(await locker.treeHead(), testKey())));
  unwrap(await locker.recordTimestamp(tokenFor(checkpoint.seq, '2026-11-23T07:00:00.000Z')));
  unwrap(await locker.removeItems([removed.id], 'x'));
  const enough = new AbortController();
  const { signal } = enough;
  const writing = run(process.execPath, [writer, directory, stateFolder, 'other', '100000'], { signal });
  const before = (await locker.treeHead()).size;
  const sizes: number[] = [];
  // As long as it takes the other program to be seen writing.
  for (let at = 0; at < 3 || (sizes.at(-1) ?? 0) <= (sizes[0] ?? before); at += 1) {
    const folder = join(place.folder, `copy-${at}`);
    mkdirSync(join(folder, 'objects'), { recursive: true });
    const { treeHead, objects } = unwrap(await locker.snapshotDatabase(join(folder, 'locker.sqlite')));
    expect(readdirSync(folder)).toEqual(['locker.sqlite', 'objects']);
    for (const { sha256 } of objects)
      cpSync(
        join(directory, 'objects', sha256.slice(0, 2), sha256),
        join(folder, 'objects', sha256.slice(0, 2), sha256),
      );
    expect(await damageOf({ directory: folder, stateFolder: join(folder, 'state') })).toEqual([]);
    const copy = unwrap(
      await openLocker({ directory: folder, create: false, stateFolder: join(folder, 'state') }),
    );
    const head = await copy.treeHead();
    expect([head.size, equalBytes(head.root, treeHead.root)]).toEqual([treeHead.size, true]);
    // Its items and the three objects of the time stamp; not what was removed.
    expect(objects).toHaveLength((await copy.figures()).itemCount + 3);
    expect(objects.map(({ sha256 }) => sha256)).not.toContain(removed.sha256);
    await copy.close();
    sizes.push(treeHead.size);
  }
  enough.abort();
  await expect(writing).rejects.toThrow('abort');
  await locker.close();
  expect(sizes).toEqual(sizes.toSorted((left, right) => left - right));
});

it('a snapshot replaces nothing, leaves nothing half, and says when the disk is full', async (context) => {
  const disk = mountSmallDisk(join(place.folder, 'disk'), 1);
  if ('reason' in disk) return context.skip(disk.reason);
  const locker = unwrap(await openLocker(place.options));
  try {
    for (let at = 0; at < 3; at += 1)
      unwrap(await locker.seal(captureOf(`${at}`, { note: undefined } as object)));
    const taken = join(place.folder, 'taken');
    writeFileSync(taken, 'mine');
    await expect(locker.snapshotDatabase(taken)).rejects.toThrow();
    expect(existsSync(taken)).toBe(true);
    writeFileSync(join(disk.path, 'filler'), Buffer.alloc(1024 * 1024 - 40_960));
    expect(codeOfFailure(await locker.snapshotDatabase(join(disk.path, 'copy')))).toBe('DISK_FULL');
    expect(readdirSync(disk.path)).toEqual(['filler']);
    expect(codeOfFailure(await locker.snapshotDatabase(join(place.folder, 'nowhere', 'copy')))).toBe(
      'DISK_FAILED',
    );
  } finally {
    await locker.close();
    disk.unmount();
  }
});

it('a locker that can only be read can be copied out', async (context) => {
  const disk = mountSmallDisk(join(place.folder, 'disk'), 8);
  if ('reason' in disk) return context.skip(disk.reason);
  const writing = unwrap(await openLocker(place.options));
  unwrap(await writing.seal(captureOf('a')));
  await writing.close();
  const directory = join(disk.path, 'locker');
  cpSync(place.options.directory, directory, { recursive: true });
  renameSync(place.options.directory, `${place.options.directory}-moved`);
  disk.makeReadOnly();
  try {
    const locker = unwrap(await openLocker({ ...place.options, directory, create: false }));
    const path = join(place.folder, 'copy');
    expect(unwrap(await locker.snapshotDatabase(path)).treeHead).toEqual(await locker.treeHead());
    expect(codeOfFailure(await locker.removeItems(['i-x'], 'x'))).toBe('LOCKER_READ_ONLY');
    expect(codeOfFailure(await locker.setSigningKey(firstKey(testKey())))).toBe('LOCKER_READ_ONLY');
    expect(codeOfFailure(await locker.recordTimestamp(tokenFor(0, '2026-11-23T07:00:00.000Z')))).toBe(
      'LOCKER_READ_ONLY',
    );
    await locker.close();
  } finally {
    disk.unmount();
  }
});
