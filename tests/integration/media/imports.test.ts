import { createHash } from 'node:crypto';
import { createReadStream, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile } from '../../../electron/imports/index.ts';
import { currentEnvironment, systemClock } from '../../../electron/platform/index.ts';
import { codeOfFailure, unwrap } from '../locker/samples.ts';
import { fixture, type MediaLocker, openMediaLocker, unwatched } from './media-locker.ts';

let opened: MediaLocker;
beforeAll(async () => {
  opened = await openMediaLocker();
});
afterAll(() => opened.close());

describe('imported sound and video', () => {
  test.each([
    ['clip.mp4', 'video/mp4'],
    ['clip.mov', 'video/quicktime'],
    ['clip.mkv', 'video/x-matroska'],
    ['recorder.webm', 'video/webm'],
    ['clip.mpegts', 'video/mp2t'],
    ['clip.avi', 'video/x-msvideo'],
    ['clip.flv', 'video/x-flv'],
    ['clip.wmv', 'video/x-ms-wmv'],
    ['beep.m4a', 'audio/mp4'],
    ['beep.mp3', 'audio/mpeg'],
    ['beep.wav', 'audio/wav'],
    ['beep.ogg', 'audio/ogg'],
    ['beep.flac', 'audio/flac'],
    ['beep.amr', 'audio/amr'],
  ])('P21: %s is %s by its bytes, and sealed as they are', async (name, mediaType) => {
    const item = await opened.importFixture(name);
    const bytes = readFileSync(fixture(name));
    expect(item).toMatchObject({
      mediaType,
      source: 'import',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(Buffer.from(unwrap(await opened.locker.readObject(item.sha256))).equals(bytes)).toBe(true);
  });

  test('an empty one is refused with clear words', async () => {
    const path = join(opened.folder, 'empty.mp4');
    writeFileSync(path, '');
    const { locker, intake } = opened;
    const refused = await importFile(
      { locker, intake, clock: systemClock, environment: currentEnvironment() },
      { path, orderId: null },
    );
    expect(codeOfFailure(refused)).toBe('FILE_EMPTY');
  });

  test('half of one is sealed as it is, and it is said that it cannot be played', async () => {
    const path = join(opened.folder, 'half.mp4');
    writeFileSync(path, readFileSync(fixture('clip.mp4')).subarray(0, 5000));
    const item = await opened.importPath(path);
    expect(item.sizeBytes).toBe(5000);
    const found = unwrap(await opened.media.describe(item));
    expect(found).toMatchObject({ playback: 'impossible', problem: { code: 'MEDIA_UNREADABLE' } });
    expect(found.problem?.message).toContain('没有改动');
    expect(codeOfFailure(await opened.media.prepare(item, unwatched()))).toBe('MEDIA_UNREADABLE');
  });

  /** 4 GB where there is room and time for it. */
  const sizeBytes = process.env.LIUHEN_TEST_HUGE_IMPORT === '1' ? 4 * 1024 ** 3 + 5 : 300 * 1024 ** 2 + 5;
  test(`a video of ${sizeBytes} bytes is sealed without being held in memory`, async () => {
    const path = join(opened.folder, 'huge.mp4');
    writeFileSync(path, readFileSync(fixture('clip.mp4')));
    truncateSync(path, sizeBytes);
    writeSync(openSync(path, 'r+'), 'end', sizeBytes - 3);
    let mostBytes = 0;
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => {
      mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
    }, 20);
    const item = await opened.importPath(path);
    clearInterval(watch);
    expect(mostBytes - before).toBeLessThan(120 * 1024 ** 2);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    expect(item).toMatchObject({ sizeBytes, mediaType: 'video/mp4', sha256: hash.digest('hex') });
    expect(unwrap(await opened.media.describe(item))).toMatchObject({ playback: 'original' });
  });
});
