import { randomBytes } from 'node:crypto';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEngine } from '../../electron/locker/engine/open-engine.ts';
import { mountSmallDisk } from '../integration/locker/read-only-disk.ts';
import {
  captureOf,
  codeOfFailure,
  importOf,
  temporaryLocker,
  unwrap,
} from '../integration/locker/samples.ts';
import { violationsAfter } from './ingest.ts';

let place: ReturnType<typeof temporaryLocker>;
beforeEach(() => {
  place = temporaryLocker();
});
afterEach(() => place.remove());

const FILL_POINTS = 60;

it(`loses nothing at ${FILL_POINTS} fill points, says DISK_FULL, and goes on when there is space (P07)`, (context) => {
  const disk = mountSmallDisk(join(place.folder, 'disk'), 4);
  if ('reason' in disk) return context.skip(disk.reason);
  const folders = {
    directory: join(disk.path, 'locker'),
    stateFolder: place.options.stateFolder,
    isNew: false,
    remove: () => undefined,
  };
  const filler = join(disk.path, 'filler');
  const source = join(place.folder, 'source');
  writeFileSync(source, randomBytes(40_000));
  const lines: string[] = [];
  const refused: string[] = [];
  try {
    let engine = unwrap(openEngine({ ...folders, create: true }));
    for (let point = 0; point < FILL_POINTS; point += 1) {
      const { bavail, bsize } = statfsSync(disk.path);
      // From nothing left to more than an item and its log need, page by page; every fourth point re-opens.
      writeFileSync(filler, Buffer.alloc(Math.max(0, (bavail - point) * bsize)));
      if (point % 4 === 0) {
        engine.close();
        const reopened = openEngine({ ...folders, create: false });
        if (!reopened.ok) {
          refused.push(reopened.error.code);
          rmSync(filler);
        }
        engine = reopened.ok ? reopened.value : unwrap(openEngine({ ...folders, create: false }));
      }
      for (const request of [captureOf(randomBytes(20_000)), importOf(source)]) {
        const sealed = engine.items.seal(request);
        if (sealed.ok) lines.push(`ack ${sealed.value.id} ${sealed.value.sha256}`);
        else {
          refused.push(sealed.error.code);
          expect(sealed.error.message).toContain('磁盘空间不足');
        }
      }
      rmSync(filler, { force: true });
      const after = unwrap(engine.items.seal(captureOf(`space again ${point}`)));
      lines.push(`ack ${after.id} ${after.sha256}`);
    }
    engine.close();
    expect([...new Set(refused)]).toEqual(['DISK_FULL']);
    expect(refused.length).toBeGreaterThan(20);
    expect(lines.length).toBeGreaterThan(FILL_POINTS);
    expect(violationsAfter(folders, lines)).toEqual([]);
  } finally {
    disk.unmount();
  }
});

it('says DISK_FULL, too, where not even the log can be opened (P07)', (context) => {
  const disk = mountSmallDisk(join(place.folder, 'disk'), 1);
  if ('reason' in disk) return context.skip(disk.reason);
  try {
    const options = {
      directory: join(disk.path, 'locker'),
      stateFolder: place.options.stateFolder,
      create: true,
    };
    unwrap(openEngine(options)).close();
    const { bavail, bsize } = statfsSync(disk.path);
    writeFileSync(join(disk.path, 'filler'), Buffer.alloc(bavail * bsize));
    expect(codeOfFailure(openEngine(options))).toBe('DISK_FULL');
    expect(codeOfFailure(openEngine({ ...options, directory: join(disk.path, 'new') }))).toBe('DISK_FULL');
    rmSync(join(disk.path, 'filler'));
    unwrap(openEngine(options)).close();
  } finally {
    disk.unmount();
  }
});
