import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { createIntake, type Intake, type IntakeOptions } from '../../../electron/intake/index.ts';
import { type ChildChannel, type ForkChild, forkNode } from '../../../electron/platform/index.ts';
import { newFolder } from '../dossier/export-sample.ts';

let opened: Intake | undefined;
afterEach(async () => {
  await opened?.close();
});

function open(options: Partial<IntakeOptions> = {}): Intake {
  opened = createIntake({ fork: forkNode, ...options });
  return opened;
}

/** Counts processes and lets a test reach them. */
function watchedFork(): { readonly fork: ForkChild; readonly children: ChildChannel[] } {
  const children: ChildChannel[] = [];
  const fork: ForkChild = (path, name) => {
    const child = forkNode(path, name);
    children.push(child);
    return child;
  };
  return { fork, children };
}

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c04020' } });

describe('what it makes of pictures', () => {
  test('type and size by content; turned photos as they are looked at', async () => {
    const intake = open();
    const turned = await photo(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await intake.inspect(turned)).toEqual({
      ok: true,
      value: { mediaType: 'image/jpeg', image: { widthPx: 20, heightPx: 40 } },
    });
  });

  test('a file, whatever it is called', async () => {
    const path = join(newFolder(), 'not-a-picture[page=2].txt');
    writeFileSync(path, await photo(30, 20).webp().toBuffer());
    expect(await open().inspectFile(path)).toEqual({
      ok: true,
      value: { mediaType: 'image/webp', image: { widthPx: 30, heightPx: 20 } },
    });
    expect(await open().inspectFile('/nonexistent')).toMatchObject({ error: { code: 'INTAKE_DAMAGED' } });
  });

  test('print pictures: within the edge, on white, without metadata, the same bytes each time', async () => {
    const intake = open();
    const clear = {
      create: { width: 300, height: 100, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    };
    const bytes = await sharp(clear).png().withMetadata().toBuffer();
    const first = await intake.printable(bytes, 150);
    expect(first).toMatchObject({ ok: true, value: { widthPx: 150, heightPx: 50 } });
    expect(await intake.printable(bytes, 150)).toEqual(first);
    const jpeg = Buffer.from(first.ok ? first.value.jpeg : []);
    const metadata = await sharp(jpeg).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', chromaSubsampling: '4:4:4' });
    expect(metadata.exif).toBeUndefined();
    expect((await sharp(jpeg).raw().toBuffer())[0]).toBeGreaterThan(250);
  });

  test('thumbnails: WebP within the edge, never enlarged', async () => {
    const thumbnail = await open().thumbnail(await photo(100, 50).png().toBuffer(), 400);
    const metadata = await sharp(Buffer.from(thumbnail.ok ? thumbnail.value : [])).metadata();
    expect(metadata).toMatchObject({ format: 'webp', width: 100, height: 50 });
  });
});

describe('P19: its processes may die', () => {
  test('a killed process fails the request that it was busy with, and the next call works', async () => {
    const { fork, children } = watchedFork();
    const intake = open({ fork, processes: 1 });
    const bytes = await photo(4000, 3000).png().toBuffer();
    const pending = intake.printable(bytes, 2000);
    children[0]?.kill();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'INTAKE_CRASHED' } });
    expect(await intake.inspect(bytes)).toMatchObject({ ok: true });
    expect(children.length).toBe(2);
  });

  test('a request that takes too long is ended, those behind it are answered by a new process', async () => {
    let isKilled = false;
    const silent: ChildChannel = {
      send: () => undefined,
      onMessage: () => undefined,
      onExit: () => undefined,
      kill: () => {
        isKilled = true;
      },
    };
    let started = 0;
    const fork: ForkChild = (path, name) => {
      started += 1;
      return started === 1 ? silent : forkNode(path, name);
    };
    const intake = open({ fork, processes: 1, timeoutMs: 3000 });
    const answers = await Promise.all([
      intake.thumbnail(Buffer.from('slow'), 10),
      intake.inspect(Buffer.from('text')),
    ]);
    expect(answers[0]).toMatchObject({ ok: false, error: { code: 'INTAKE_TIMEOUT' } });
    expect(answers[1]).toEqual({ ok: true, value: { mediaType: 'text/plain' } });
    expect(isKilled).toBe(true);
  });

  test('no process before the first call, none when idle, none after closing', async () => {
    const { fork, children } = watchedFork();
    const intake = open({ fork, idleMs: 50 });
    expect(children).toEqual([]);
    await intake.inspect(Buffer.from('x'));
    const gone = Promise.withResolvers<number | null>();
    children[0]?.onExit(gone.resolve);
    await gone.promise;
    expect(await intake.inspect(Buffer.from('x'))).toMatchObject({ ok: true });
    await intake.close();
    expect(await intake.inspect(Buffer.from('x'))).toMatchObject({ error: { code: 'INTAKE_CRASHED' } });
  });
});
