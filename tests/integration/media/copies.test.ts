import { createReadStream, existsSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../../../core/evidence/index.ts';
import { createMedia } from '../../../electron/media/index.ts';
import { forkNode } from '../../../electron/platform/index.ts';
import { codeOfFailure, unwrap } from '../locker/samples.ts';
import {
  copyOf,
  fixture,
  type MediaLocker,
  numberShown,
  openMediaLocker,
  unwatched,
} from './media-locker.ts';

let opened: MediaLocker;
beforeAll(async () => {
  opened = await openMediaLocker();
});
afterAll(() => opened.close());

interface Packet {
  readonly timestampUs: number;
  readonly type: string;
  readonly bytes: string;
}

/** Every packet of every track. */
async function packetsOf(path: string): Promise<{ video: Packet[]; sound: Packet[]; durationMs: number }> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  const list = async (track: ConstructorParameters<typeof EncodedPacketSink>[0] | null) => {
    const packets: Packet[] = [];
    if (track === null) return packets;
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const bytes = Buffer.from(packet.data).toString('base64');
      packets.push({ timestampUs: packet.microsecondTimestamp, type: packet.type, bytes });
    }
    return packets;
  };
  const video = await list(await input.getPrimaryVideoTrack());
  const sound = await list(await input.getPrimaryAudioTrack());
  const durationMs = Math.round(((await input.getDurationFromMetadata()) ?? 0) * 1000);
  input.dispose();
  return { video, sound, durationMs };
}

const playbackPath = (item: Item) => join(opened.folder, 'media', 'v1', item.sha256, 'playback');

async function prepared(item: Item): Promise<Item> {
  unwrap(await opened.media.prepare(item, unwatched()));
  return item;
}

describe('the copy for playing', () => {
  test.each(['numbered-stream.webm', 'recorder.webm', 'recorder-resized.webm'])(
    'of %s has every packet, byte for byte and at its time, and states its length',
    async (name) => {
      const item = await prepared(await opened.importFixture(name));
      const before = await packetsOf(fixture(name));
      const after = await packetsOf(playbackPath(item));
      expect(before.video.length).toBeGreaterThan(100);
      expect(after.video).toEqual(before.video);
      expect(after.sound).toEqual(before.sound);
      const described = unwrap(await opened.media.describe(item));
      expect(described.playback).toBe('remux-ready');
      expect(Math.abs(after.durationMs - (described.durationMs ?? 0))).toBeLessThanOrEqual(20);
    },
  );

  test('of Matroska with other codecs is an MP4 with the same pictures', async () => {
    const item = await prepared(await opened.importFixture('clip.mkv'));
    const before = await packetsOf(fixture('clip.mkv'));
    const after = await packetsOf(playbackPath(item));
    expect(after.video.map(({ bytes }) => bytes)).toEqual(before.video.map(({ bytes }) => bytes));
    const playable = await opened.media.playable(item);
    expect(playable?.mediaType).toBe('video/mp4');
  });

  test('of a recording that was cut off has every whole packet', async () => {
    const path = copyOf('recorder.webm', opened.folder, 'torn.webm');
    truncateSync(path, 100_003);
    const item = await prepared(await opened.importPath(path));
    const whole = await packetsOf(fixture('recorder.webm'));
    const after = await packetsOf(playbackPath(item));
    expect(after.video.length).toBeGreaterThan(50);
    expect(after.video).toEqual(whole.video.slice(0, after.video.length));
    expect(after.sound).toEqual(whole.sound.slice(0, after.sound.length));
  });

  test('is what is played once it is there, the original before', async () => {
    const item = await opened.importFixture('recorder.webm');
    const other = createMedia({
      locker: opened.locker,
      fork: forkNode,
      folder: join(opened.folder, 'other'),
    });
    const before = await other.playable(item);
    expect([before?.mediaType, before?.sizeBytes]).toEqual(['video/webm', item.sizeBytes]);
    unwrap(await other.prepare(item, unwatched()));
    const after = await other.playable(item);
    expect(after?.sizeBytes).not.toBe(item.sizeBytes);
    const part = await after?.open({ start: 0, end: 3 });
    const chunks: Buffer[] = [];
    for await (const chunk of part ?? []) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString('hex')).toBe('1a45dfa3');
    await other.close();
  });
});

describe('preparing', () => {
  test('what is there already is done at once: no process is asked again', async () => {
    const item = await prepared(await opened.importFixture('numbered-stream.webm'));
    const readBytes = opened.readBytes();
    await prepared(item);
    expect(opened.readBytes()).toBe(readBytes);
  });

  test('losing the cache loses nothing, damage in it is noticed', async () => {
    const item = await prepared(await opened.importFixture('numbered-stream.webm'));
    const first = unwrap(await opened.media.keyFrames(item));
    truncateSync(playbackPath(item), 100);
    truncateSync(playbackPath(item).replace(/playback$/, 'survey.json'), 5);
    expect(unwrap(await opened.media.describe(item)).playback).toBe('remux-needed');
    expect(unwrap(await opened.media.keyFrames(item))).toEqual(first);
    await prepared(item);
    expect(unwrap(await opened.media.describe(item)).playback).toBe('remux-ready');
  });

  test('cancelling stops it and leaves nothing half made', async () => {
    const item = await opened.importFixture('recorder-resized.webm');
    const folder = join(opened.folder, 'cancelled');
    const media = createMedia({ locker: opened.locker, fork: forkNode, folder });
    const controller = new AbortController();
    const going = media.prepare(item, {
      signal: controller.signal,
      progress: (_step, done) => {
        if (done > 0) controller.abort();
      },
    });
    const early = setTimeout(() => controller.abort(), 400);
    const ended = await going;
    clearTimeout(early);
    if (!ended.ok) expect(codeOfFailure(ended)).toBe('CANCELLED');
    expect(readdirSync(join(folder, 'v1', 'scratch'))).toEqual([]);
    unwrap(await media.prepare(item, unwatched()));
    await media.close();
  });

  test('a disk that takes nothing is said with its code, and the original plays on', async () => {
    const item = await opened.importFixture('recorder.webm');
    const media = createMedia({ locker: opened.locker, fork: forkNode, folder: '/dev/null/media' });
    expect(codeOfFailure(await media.prepare(item, unwatched()))).toBe('DISK_FAILED');
    expect(unwrap(await media.describe(item)).playback).toBe('remux-needed');
    expect((await media.playable(item))?.sizeBytes).toBe(item.sizeBytes);
    await media.close();
  });

  test('an original that was changed on the disk is not worked on (P27)', async () => {
    const item = await opened.importFixture('numbered-stream.webm');
    const changed = createMedia({
      locker: {
        streamObject: async (_sha256, range) => createReadStream(fixture('numbered-vp8.webm'), range),
      },
      fork: forkNode,
      folder: join(opened.folder, 'changed'),
    });
    expect(codeOfFailure(await changed.prepare(item, unwatched()))).toBe('OBJECT_DAMAGED');
    expect(codeOfFailure(await changed.frameAt(item, 0))).toBe('OBJECT_DAMAGED');
    await changed.close();
    const missing = createMedia({
      locker: { streamObject: async () => undefined },
      fork: forkNode,
      folder: join(opened.folder, 'missing'),
    });
    expect(codeOfFailure(await missing.describe(item))).toBe('OBJECT_MISSING');
    await missing.close();
  });

  test('the folder is bounded: what was used longest ago goes first', async () => {
    const folder = join(opened.folder, 'small');
    const media = createMedia({ locker: opened.locker, fork: forkNode, folder, maxBytes: 200_000 });
    const first = await opened.importFixture('recorder.webm');
    const second = await opened.importFixture('recorder-resized.webm');
    unwrap(await media.prepare(first, unwatched()));
    unwrap(await media.prepare(second, unwatched()));
    expect(existsSync(join(folder, 'v1', first.sha256))).toBe(false);
    expect(unwrap(await media.describe(second)).playback).toBe('remux-ready');
    expect(unwrap(await media.describe(first)).playback).toBe('remux-needed');
    await media.close();
  });
});

describe('a stretch', () => {
  test.each(['numbered-stream.webm', 'numbered-reordered.mp4', 'clip.mkv', 'clip.mov'])(
    'of %s begins at the key frame before it, with the same packets',
    async (name) => {
      const item = await opened.importFixture(name);
      const path = unwrap(await opened.media.scratchPath());
      const cut = unwrap(await opened.media.trim(item, { fromMs: 2500, toMs: 4000 }, path, unwatched()));
      expect(cut.fromMs).toBeLessThanOrEqual(2500);
      expect(cut.fromMs).toBeGreaterThanOrEqual(1200);
      const before = await packetsOf(fixture(name));
      const after = await packetsOf(path);
      const bytes = after.video.map((packet) => packet.bytes);
      const at = before.video.findIndex((packet) => packet.bytes === bytes[0]);
      expect(bytes).toEqual(before.video.slice(at, at + bytes.length).map((packet) => packet.bytes));
      expect(after.video[0]).toMatchObject({ type: 'key', timestampUs: 0 });
      const sealed = await opened.importPath(path);
      expect(sealed.mediaType).toBe(cut.mediaType);
      const offset = unwrap(await opened.media.frameAt(item, 3000));
      const shown = unwrap(await opened.media.frameAt(sealed, 3000 - cut.fromMs));
      expect(await numberShown(shown.png)).toBe(await numberShown(offset.png));
      expect(unwrap(await opened.media.describe(sealed)).playback).toBe('original');
    },
  );

  test('of sound alone is sound of the same kind', async () => {
    for (const [name, mediaType] of [
      ['beep.wav', 'audio/wav'],
      ['beep.mp3', 'audio/mpeg'],
      ['beep.ogg', 'audio/ogg'],
      ['beep.m4a', 'audio/mp4'],
      ['beep.flac', 'audio/flac'],
    ] as const) {
      const item = await opened.importFixture(name);
      const path = unwrap(await opened.media.scratchPath());
      const cut = await opened.media.trim(item, { fromMs: 1000, toMs: 2000 }, path, unwatched());
      expect(unwrap(cut).mediaType, name).toBe(mediaType);
      const described = unwrap(await opened.media.describe(await opened.importPath(path)));
      expect(Math.abs((described.durationMs ?? 0) - 1000), name).toBeLessThan(250);
    }
  });
});

describe('what is heard and seen', () => {
  test.each(['beep.wav', 'beep-mulaw.wav', 'beep-alaw.wav', 'beep.mp3', 'beep.m4a', 'beep.flac'])(
    'loudness of %s: silence, a second of sound, silence',
    async (name) => {
      const { stepMs, peaks } = unwrap(await opened.media.peaks(await opened.importFixture(name)));
      const loudest = (fromMs: number, toMs: number) =>
        Math.max(...peaks.slice(Math.ceil(fromMs / stepMs), Math.floor(toMs / stepMs)));
      expect(peaks.length).toBeLessThanOrEqual(2000);
      expect(loudest(0, 850)).toBeLessThan(0.05);
      expect(Math.abs(loudest(1200, 1900) - 0.5)).toBeLessThan(0.1);
      expect(loudest(2200, 2900)).toBeLessThan(0.05);
    },
  );

  test('of a silent file there is no loudness, of sound no key frames', async () => {
    const silent = await opened.importFixture('numbered-av1.mp4');
    expect(codeOfFailure(await opened.media.peaks(silent))).toBe('MEDIA_NOT_MEDIA');
    const sound = await opened.importFixture('beep.mp3');
    expect(codeOfFailure(await opened.media.keyFrames(sound))).toBe('MEDIA_NOT_MEDIA');
  });

  test('key frames are the same each time, and each can be shown', async () => {
    const item = await opened.importFixture('numbered-reordered.mp4');
    const chosen = unwrap(await opened.media.keyFrames(item));
    expect(chosen.length).toBeGreaterThanOrEqual(6);
    expect(unwrap(await opened.media.keyFrames(item))).toEqual(chosen);
    for (const { mediaMs } of chosen) unwrap(await opened.media.frameAt(item, mediaMs));
  });
});
