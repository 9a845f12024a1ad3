import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPictures, type Pictures } from '../../../electron/pictures/index.ts';
import { unwrap } from '../locker/samples.ts';
import { type MediaLocker, numberShown, openMediaLocker, unwatched } from './media-locker.ts';

let opened: MediaLocker;
let pictures: Pictures;
beforeAll(async () => {
  opened = await openMediaLocker();
  const { locker, intake, media, folder } = opened;
  pictures = createPictures({ locker, intake, media, folder: join(folder, 'thumbnails') });
});
afterAll(() => opened.close());

test('a video has a thumbnail that shows something, sound has none', async () => {
  const video = await opened.importFixture('recorder.webm');
  const thumbnail = await pictures.thumbnail(video.id);
  const { format, width, height } = await sharp(thumbnail).metadata();
  expect({ format, width, height }).toEqual({ format: 'webp', width: 480, height: 270 });
  const { channels } = await sharp(thumbnail).stats();
  expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20);
  const sound = await opened.importFixture('beep.mp3');
  expect(await pictures.thumbnail(sound.id)).toBeUndefined();
});

test('the filmstrip is there once it was prepared: small frames side by side', async () => {
  const item = await opened.importFixture('clip.mp4');
  expect(await pictures.media.filmstrip(item.id)).toBeUndefined();
  unwrap(await opened.media.prepare(item, unwatched()));
  const { filmstripFrameCount } = unwrap(await opened.media.describe(item));
  const { width, height } = await sharp(await pictures.media.filmstrip(item.id)).metadata();
  expect({ filmstripFrameCount, width, height }).toEqual({
    filmstripFrameCount: 12,
    width: 12 * 160,
    height: 90,
  });
});

test('single frames for looking are exactly those frames; unknown items and times have none', async () => {
  const item = await opened.importFixture('numbered-open.mp4');
  const frame = await pictures.media.frame(item.id, 3000);
  expect(frame === undefined ? undefined : await numberShown(frame)).toBe(75);
  expect(await pictures.media.frame(item.id, 60_000)).toBeUndefined();
  expect(await pictures.media.frame(`i-${'0'.repeat(26)}`, 0)).toBeUndefined();
});

test('what is no sound or video is not played', async () => {
  const item = await opened.importFixture('make.sh');
  expect(await pictures.media.playback(item.id)).toBeUndefined();
  expect(await pictures.media.playback(`i-${'0'.repeat(26)}`)).toBeUndefined();
});
