import { truncateSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOfFailure, unwrap } from '../locker/samples.ts';
import { copyOf, type MediaLocker, openMediaLocker, unwatched } from './media-locker.ts';

let opened: MediaLocker;
beforeAll(async () => {
  opened = await openMediaLocker();
});
afterAll(() => opened.close());

const describedFixture = async (name: string) =>
  unwrap(await opened.media.describe(await opened.importFixture(name)));

describe('what a file is', () => {
  test.each([
    ['numbered-stream.webm', 'video/webm; codecs="vp09', 'remux-needed', 6000],
    ['recorder.webm', 'video/webm; codecs="vp09', 'remux-needed', 7900],
    ['numbered-vp8.webm', 'video/webm; codecs="vp8"', 'original', 6000],
    ['clip.mp4', 'video/mp4; codecs="avc1', 'original', 6000],
    ['clip.mov', 'video/mp4; codecs="avc1', 'original', 6000],
    ['numbered-hevc.mp4', 'video/mp4; codecs="hev1', 'original', 6000],
    ['clip.mkv', 'video/mp4; codecs="avc1', 'remux-needed', 6000],
    ['clip.mpegts', 'video/mp4; codecs="avc1', 'remux-needed', 7500],
    ['beep.wav', 'audio/wav', 'original', 3000],
    ['beep.mp3', 'audio/mpeg', 'original', 3000],
    ['beep.ogg', 'audio/ogg; codecs="vorbis"', 'original', 3000],
    ['beep.m4a', 'audio/mp4; codecs="mp4a', 'original', 3000],
    ['beep.flac', 'audio/flac', 'original', 3000],
  ])('%s: %s, %s', async (name, contentType, playback, durationMs) => {
    const found = await describedFixture(name);
    expect(found).toMatchObject({ playback, problem: null, kind: contentType.slice(0, 5) });
    expect(found.contentType.startsWith(contentType), found.contentType).toBe(true);
    expect(Math.abs((found.durationMs ?? 0) - durationMs)).toBeLessThan(200);
  });

  test('size, rate and sound of a video', async () => {
    expect(await describedFixture('clip.mp4')).toMatchObject({
      video: { codec: 'avc', widthPx: 128, heightPx: 72, framesPerSecond: 25 },
      sound: { codec: 'aac', channelCount: 1, sampleRateHz: 44_100 },
    });
    expect((await describedFixture('numbered-turned.mp4')).video).toMatchObject({
      widthPx: 72,
      heightPx: 128,
    });
  });

  test.each(['clip.avi', 'clip.flv', 'clip.wmv', 'beep.amr'])(
    '%s is sealed as it is, and it is said that nothing here plays it',
    async (name) => {
      const item = await opened.importFixture(name);
      const found = unwrap(await opened.media.describe(item));
      expect(found).toMatchObject({ playback: 'impossible', problem: { code: 'MEDIA_UNSUPPORTED' } });
      expect(found.problem?.message).toContain('原件已固定');
      expect(codeOfFailure(await opened.media.frameAt(item, 0))).toBe('MEDIA_UNREADABLE');
    },
  );

  test('a recording that was cut off is as long as what is whole of it', async () => {
    for (const [name, sizeBytes] of [
      ['recorder.webm', 90_001],
      ['numbered-stream.webm', 15_003],
      ['numbered-vp8.webm', 4001],
    ] as const) {
      const path = copyOf(name, opened.folder, `torn-${name}`);
      truncateSync(path, sizeBytes);
      const item = await opened.importPath(path);
      const found = unwrap(await opened.media.describe(item));
      const durationMs = found.durationMs ?? 0;
      expect(found.playback, name).toBe('remux-needed');
      expect(durationMs, name).toBeGreaterThan(2000);
      expect(durationMs, name).toBeLessThan(5500);
      const last = unwrap(await opened.media.frameAt(item, durationMs));
      expect(durationMs - last.mediaMs, name).toBeLessThan(500);
      unwrap(await opened.media.prepare(item, unwatched()));
      expect(unwrap(await opened.media.describe(item)).playback).toBe('remux-ready');
    }
  });

  test('what is no sound or video is said to be none', async () => {
    const item = await opened.importPath(copyOf('make.sh', opened.folder, 'film.mp4'));
    expect(codeOfFailure(await opened.media.describe(item))).toBe('MEDIA_NOT_MEDIA');
    expect(codeOfFailure(await opened.media.prepare(item, unwatched()))).toBe('MEDIA_NOT_MEDIA');
  });

  test('a name says nothing: a video called .jpg is a video', async () => {
    const item = await opened.importPath(copyOf('clip.mp4', opened.folder, 'photo.jpg'));
    expect(item.mediaType).toBe('video/mp4');
    expect(unwrap(await opened.media.describe(item)).playback).toBe('original');
  });
});
