import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEngine } from '../../electron/locker/engine/open-engine.ts';
import { mountSmallDisk } from '../integration/locker/read-only-disk.ts';
import {
  chunkOf,
  momentAt,
  newRecordingId,
  startOf,
  stopAt,
} from '../integration/locker/recording-samples.ts';
import { codeOfFailure, temporaryLocker, unwrap } from '../integration/locker/samples.ts';
import { violationsAfter } from './ingest.ts';
import { openRecordings, recordingViolationsAfter } from './record.ts';

let place: ReturnType<typeof temporaryLocker>;
beforeEach(() => {
  place = temporaryLocker();
});
afterEach(() => place.remove());

/** `LIUHEN_FILL_POINTS=50` for all of them. */
const FILL_POINTS = Number(process.env.LIUHEN_FILL_POINTS ?? 20);
const nowhere = { orderId: null, assignedBy: 'user' } as const;

/** A locker on a small disk, a recording in it, and a way to leave only so much space. */
function recordOnSmallDisk(path: string) {
  const directory = join(path, 'locker');
  const folders = {
    directory,
    stateFolder: place.options.stateFolder,
    isNew: false,
    remove: () => undefined,
  };
  const engine = unwrap(openEngine({ ...folders, create: true }));
  const recordings = openRecordings(directory);
  const recordingId = newRecordingId();
  unwrap(recordings.begin(startOf(recordingId), momentAt(0), nowhere));
  return {
    folders,
    engine,
    recordings,
    recordingId,
    leaveFree(bytes: number) {
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(join(path, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
    },
    close() {
      recordings.close();
      engine.close();
    },
  };
}

it(`is sealed, whole to the last acknowledged byte, at ${FILL_POINTS} fill points of the disk (P07, P11)`, (context) => {
  const violations: string[] = [];
  for (let point = 0; point < FILL_POINTS; point += 1) {
    const disk = mountSmallDisk(join(place.folder, `disk-${point}`), 24);
    if ('reason' in disk) return context.skip(disk.reason);
    try {
      const test = recordOnSmallDisk(disk.path);
      unwrap(test.recordings.append(test.recordingId, chunkOf(0), momentAt(1)));
      // Page by page from nothing left, then in larger steps: in bytes, in the line, between chunks.
      test.leaveFree(point < 25 ? point * 4096 : (point - 20) * 61_440);
      let sizeBytes = 0;
      let at = 1;
      for (; ; at += 1) {
        const appended = test.recordings.append(test.recordingId, chunkOf(at, 150_000), momentAt(at + 1));
        if (!appended.ok) {
          expect(appended.error.code).toBe('DISK_FULL');
          expect(appended.error.message).toContain('磁盘空间不足');
          break;
        }
        sizeBytes = appended.value;
      }
      expect(sizeBytes).toBeGreaterThan(0);
      // Nothing follows a refused chunk, even if there is space again.
      expect(codeOfFailure(test.recordings.append(test.recordingId, chunkOf(at, 1), momentAt(at)))).toBe(
        'DISK_FULL',
      );
      const stopped = { ...stopAt(at), ending: 'disk-full' } as const;
      unwrap(test.recordings.finish(test.recordingId, stopped, momentAt(at)));
      const item = unwrap(test.engine.recordings.adopt(test.recordingId));
      test.recordings.discard(test.recordingId);
      expect(item).toMatchObject({ sizeBytes, provenance: { recording: { ending: 'disk-full' } } });
      test.close();
      const lines = [`chunk ${test.recordingId} ${sizeBytes} ${item.sha256}`];
      const found = [
        ...recordingViolationsAfter(test.folders, lines),
        ...violationsAfter(test.folders, lines),
      ];
      violations.push(...found.map((violation) => `point ${point}: ${violation}`));
    } finally {
      disk.unmount();
    }
  }
  expect(violations).toEqual([]);
});

it('is sealed on a full disk with the journal of an hour, which is copied (P07)', (context) => {
  const disk = mountSmallDisk(join(place.folder, 'disk'), 40);
  if ('reason' in disk) return context.skip(disk.reason);
  try {
    const test = recordOnSmallDisk(disk.path);
    for (let at = 0; at < 3600; at += 1)
      unwrap(test.recordings.append(test.recordingId, chunkOf(at, 500), momentAt(at + 1)));
    test.leaveFree(0);
    unwrap(test.recordings.finish(test.recordingId, stopAt(3600), momentAt(3600)));
    const item = unwrap(test.engine.recordings.adopt(test.recordingId));
    test.recordings.discard(test.recordingId);
    expect(item.sizeBytes).toBe(3600 * 500);
    test.close();
    expect(violationsAfter(test.folders, [])).toEqual([]);
  } finally {
    disk.unmount();
  }
});

it('is not begun where there is no space for its end, and leaves nothing behind (P07)', (context) => {
  const disk = mountSmallDisk(join(place.folder, 'disk'), 8);
  if ('reason' in disk) return context.skip(disk.reason);
  try {
    const directory = join(disk.path, 'locker');
    unwrap(openEngine({ ...place.options, directory })).close();
    const recordings = openRecordings(directory);
    const begun = recordings.begin(startOf(newRecordingId()), momentAt(0), nowhere);
    expect(codeOfFailure(begun)).toBe('DISK_FULL');
    recordings.close();
    const folders = {
      directory,
      stateFolder: place.options.stateFolder,
      isNew: false,
      remove: () => undefined,
    };
    expect(recordingViolationsAfter(folders, [])).toEqual([]);
  } finally {
    disk.unmount();
  }
});
