import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../../../core/evidence/index.ts';
import { wallClockAt } from '../../../core/recording/index.ts';
import { ok } from '../../../core/result.ts';
import { createJobs, type Jobs } from '../../../electron/jobs/index.ts';
import { sealFrame, sealTrim } from '../../../electron/media/index.ts';
import { mediaHandlers } from '../../../electron/operations/media.ts';
import type { OperationDeps } from '../../../electron/operations/ports.ts';
import { currentEnvironment, systemClock } from '../../../electron/platform/index.ts';
import { liuhen } from '../command-line/liuhen.ts';
import { codeOfFailure, orderFacts, unwrap } from '../locker/samples.ts';
import { fixture, type MediaLocker, numberShown, openMediaLocker, unwatched } from './media-locker.ts';

let opened: MediaLocker;
let jobs: Jobs;
let announced: unknown[] = [];
beforeAll(async () => {
  opened = await openMediaLocker();
  jobs = createJobs({
    announce: () => undefined,
    log: () => undefined,
    monotonicMs: () => performance.now(),
  });
});
afterAll(async () => {
  await jobs.close();
  await opened.close();
});

const parts = () => ({
  locker: opened.locker,
  media: opened.media,
  clock: systemClock,
  environment: currentEnvironment(),
});

function handlers() {
  announced = [];
  const announce = (...said: unknown[]) => announced.push(said);
  return mediaHandlers({ ...parts(), locker: ok(opened.locker), jobs, announce } as unknown as OperationDeps);
}

async function inOrder(item: Item): Promise<Item> {
  const order = unwrap(await opened.locker.addOrder(orderFacts(`${Math.random()}`)));
  const [assigned] = unwrap(await opened.locker.assignItems([item.id], order.id, 'user'));
  if (assigned === undefined) throw new Error('not assigned');
  return assigned;
}

describe('a frame from the window', () => {
  test('becomes an item that names its original and its own time, in the same order', async () => {
    const original = await inOrder(await opened.importFixture('numbered-reordered.mp4'));
    const { item } = unwrap(await handlers().sealFrame({ itemId: original.id, mediaMs: 2019 }));
    expect(item).toMatchObject({
      source: 'derivative',
      proofLevel: 'imported',
      mediaType: 'image/png',
      image: { widthPx: 128, heightPx: 72 },
      orderId: original.orderId,
      provenance: {
        derivative: {
          how: 'frame',
          of: original.id,
          ofSha256: original.sha256,
          ofSource: 'import',
          mediaMs: 2000,
          software: { name: '@napi-rs/webcodecs' },
        },
      },
    });
    expect(announced).toEqual([['itemSealed', { item }]]);
    const png = unwrap(await opened.locker.readObject(item.sha256));
    expect(await numberShown(png)).toBe(50);
  });

  test('of a recording says what the wall clock said then, pauses counted', async () => {
    const imported = await opened.importFixture('recorder.webm');
    const clock = { ...systemClock.facts(), utc: '2026-11-23T06:00:00.000Z' };
    const gaps = [
      {
        mediaMs: 1000,
        fromUtc: '2026-11-23T06:00:01.000Z',
        toUtc: '2026-11-23T06:00:11.000Z',
        reason: 'user' as const,
      },
    ];
    const provenance = { source: 'recording', clock, recording: { gaps, marks: [] } };
    const recording = { ...imported, source: 'recording', provenance } as unknown as Item;
    const { item } = unwrap(await sealFrame(parts(), recording, 4000));
    const derivative = item.provenance.source === 'derivative' ? item.provenance.derivative : undefined;
    if (derivative?.how !== 'frame') throw new Error('not a frame');
    expect(derivative.utc).toBe(wallClockAt(clock.utc, { gaps }, derivative.mediaMs));
    expect(derivative.utc?.startsWith('2026-11-23T06:00:13.')).toBe(true);
    expect(item.proofLevel).toBe('sealed-here');
  });

  test('that cannot be is refused with its code, and nothing is sealed', async () => {
    const original = await opened.importFixture('numbered-av1.mp4');
    const before = (await opened.locker.figures()).itemCount;
    const asked = handlers();
    expect(codeOfFailure(await asked.sealFrame({ itemId: original.id, mediaMs: 99_000 }))).toBe(
      'MEDIA_TIME_OUTSIDE',
    );
    expect(codeOfFailure(await asked.sealFrame({ itemId: `i-${'0'.repeat(26)}`, mediaMs: 0 }))).toBe(
      'ITEM_UNKNOWN',
    );
    expect((await opened.locker.figures()).itemCount).toBe(before);
    expect(announced).toEqual([]);
  });
});

describe('a stretch', () => {
  test('becomes an item that states where it really begins; the frame of it is a frame of an import', async () => {
    const original = await inOrder(await opened.importFixture('numbered-stream.webm'));
    const item = unwrap(await sealTrim(parts(), original, { fromMs: 2500, toMs: 99_000 }, unwatched()));
    expect(item).toMatchObject({
      source: 'derivative',
      orderId: original.orderId,
      mediaType: 'video/webm',
      provenance: { derivative: { how: 'trim', of: original.id, ofSource: 'import', fromMs: 2007 } },
    });
    const { item: frame } = unwrap(await sealFrame(parts(), item, 1000));
    expect(frame.provenance).toMatchObject({ derivative: { of: item.id, ofSource: 'import' } });
  });

  test('as a job from the window; outside the file it fails with its code', async () => {
    const original = await opened.importFixture('clip.mp4');
    const sealed = Promise.withResolvers<unknown>();
    const announce = (...said: unknown[]) => sealed.resolve(said);
    const deps = { ...parts(), locker: ok(opened.locker), jobs, announce } as unknown as OperationDeps;
    unwrap(await mediaHandlers(deps).trim({ itemId: original.id, fromMs: 1000, toMs: 2000 }));
    expect(await sealed.promise).toMatchObject(['itemSealed', { item: { mediaType: 'video/mp4' } }]);
    const outside = await sealTrim(parts(), original, { fromMs: 60_000, toMs: 61_000 }, unwatched());
    expect(codeOfFailure(outside)).toBe('MEDIA_TIME_OUTSIDE');
  });
});

describe('the command line', () => {
  test('seals the same frames, without a display, and writes the picture where asked', async () => {
    const folder = join(opened.folder, 'cli');
    const imported = await liuhen(folder, 'import', fixture('numbered-reordered.mp4'));
    const [item] = (imported.json as unknown as { items: Item[] }).items;
    const out = join(opened.folder, 'frame.png');
    const run = await liuhen(folder, 'frames', item?.id ?? '', '--at', '0:02.019', '--out', out);
    expect(run).toMatchObject({
      exitCode: 0,
      json: { item: { provenance: { derivative: { how: 'frame', mediaMs: 2000 } } } },
    });
    const { sha256 } = (run.json as unknown as { item: Item }).item;
    expect(createHash('sha256').update(readFileSync(out)).digest('hex')).toBe(sha256);
    expect(await numberShown(readFileSync(out))).toBe(50);
    const several = await liuhen(folder, 'frames', item?.id ?? '', '--at', '1', '--at', '3.5');
    expect(several.json).toMatchObject({ items: [{ source: 'derivative' }, { source: 'derivative' }] });
    expect((await liuhen(folder, 'verify')).exitCode).toBe(0);
  });

  test('refuses what it cannot do with a code and an exit code', async () => {
    const folder = join(opened.folder, 'cli');
    const imported = await liuhen(folder, 'import', fixture('beep.mp3'), fixture('clip.avi'));
    const [sound, video] = (imported.json as unknown as { items: Item[] }).items;
    const cases = [
      [[sound?.id ?? '', '--at', '1'], 'MEDIA_NOT_MEDIA', 2],
      [[video?.id ?? '', '--at', '0'], 'MEDIA_UNREADABLE', 3],
      [['i-unknown', '--at', '0'], 'ITEM_UNKNOWN', 2],
      [[sound?.id ?? '', '--at', 'soon'], 'USAGE', 2],
      [[sound?.id ?? ''], 'USAGE', 2],
      [[sound?.id ?? '', '--at', '1', '--at', '2', '--out', 'x.png'], 'USAGE', 2],
    ] as const;
    for (const [words, code, exitCode] of cases)
      expect(await liuhen(folder, 'frames', ...words), words.join(' ')).toMatchObject({
        exitCode,
        json: { error: { code } },
      });
  });
});
