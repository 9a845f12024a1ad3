import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Item } from '../../../core/evidence/index.ts';
import { unwrap } from '../locker/samples.ts';
import { writeLongRecording } from './long-recording.ts';
import { type MediaLocker, openMediaLocker } from './media-locker.ts';

// About 33 MB, half an hour: what is shown is that length decides nothing, not how long it takes.
const REPEATS = 220;
const MEGABYTE = 1024 * 1024;

let opened: MediaLocker;
let item: Item;
let repeatMs = 0;
beforeAll(async () => {
  opened = await openMediaLocker();
  const path = join(opened.folder, 'long.webm');
  repeatMs = await writeLongRecording(path, REPEATS);
  expect(statSync(path).size).toBeGreaterThan(28 * MEGABYTE);
  item = await opened.importPath(path);
});
afterAll(() => opened.close());

async function bytesFor(work: () => Promise<unknown>): Promise<number> {
  const before = opened.readBytes();
  await work();
  return opened.readBytes() - before;
}

test('a long recording is described by its beginning and its end alone', async () => {
  const read = await bytesFor(async () => {
    const found = unwrap(await opened.media.describe(item));
    expect(found.playback).toBe('remux-needed');
    expect(Math.abs((found.durationMs ?? 0) - REPEATS * repeatMs)).toBeLessThan(300);
  });
  expect(read).toBeLessThan(5 * MEGABYTE);
});

test('a frame in its middle is found without reading what lies before it, before anything was prepared', async () => {
  const atMs = 110 * repeatMs + 4000;
  let png: Uint8Array = new Uint8Array();
  const read = await bytesFor(async () => {
    const frame = unwrap(await opened.media.frameAt(item, atMs));
    expect(atMs - frame.mediaMs).toBeLessThan(200);
    png = frame.png;
  });
  expect(read).toBeLessThan(16 * MEGABYTE);
  // The same picture as in the first repeat: the one that was meant, not a neighbour.
  const first = unwrap(await opened.media.frameAt(item, 4000));
  expect(Buffer.from(png).equals(Buffer.from(first.png))).toBe(true);
});

test('preparing says how far it is, and everything after it reads nothing', async () => {
  const said: number[] = [];
  const context = {
    signal: new AbortController().signal,
    progress: (_step: string, done: number, total: number) => said.push(done / total),
  };
  unwrap(await opened.media.prepare(item, context));
  expect(said).toEqual(said.toSorted((a, b) => a - b));
  expect([said[0], said.at(-1)]).toEqual([0, 1]);
  const read = await bytesFor(async () => {
    const found = unwrap(await opened.media.describe(item));
    expect(found).toMatchObject({ playback: 'remux-ready', filmstripFrameCount: 40 });
    expect(unwrap(await opened.media.peaks(item)).peaks.length).toBeLessThanOrEqual(2000);
    expect(unwrap(await opened.media.keyFrames(item)).length).toBeLessThanOrEqual(12);
    expect((await opened.media.playable(item))?.mediaType).toBe('video/webm');
  });
  expect(read).toBe(0);
});
