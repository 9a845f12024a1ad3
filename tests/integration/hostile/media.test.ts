import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../core/result.ts';
import { fixture, type MediaLocker, openMediaLocker } from '../media/media-locker.ts';

let opened: MediaLocker;
beforeAll(async () => {
  opened = await openMediaLocker({ quickTimeoutMs: 20_000, slowTimeoutMs: 20_000, silenceMs: 20_000 });
});
afterAll(() => opened.close());

const originals = ['recorder.webm', 'numbered-vp8.webm', 'clip.mp4', 'numbered-hevc.mp4', 'clip.mkv'];
const sounds = ['beep.mp3', 'beep.m4a', 'beep.ogg', 'beep.wav', 'clip.mpegts'];
const allowed = ['MEDIA_UNREADABLE', 'MEDIA_NOT_MEDIA', 'MEDIA_TIME_OUTSIDE'];

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

interface Mutant {
  readonly name: string;
  readonly bytes: Buffer;
}

function mutantsOf(file: string, seed: number): Mutant[] {
  const whole = readFileSync(fixture(file));
  const next = numbers(seed);
  const cut = [0.02, 0.5, 0.97].map((part) => ({
    name: `${file} cut at ${part}`,
    bytes: whole.subarray(0, Math.max(12, Math.floor(whole.length * part))),
  }));
  const flipped = [1, 20, 400].map((count) => {
    const bytes = Buffer.from(whole);
    // The first bytes stay: the file must still be taken for what it was.
    for (let index = 0; index < count; index += 1)
      bytes[16 + Math.floor(next() * (bytes.length - 16))] = Math.floor(next() * 256);
    return { name: `${file} with ${count} other bytes`, bytes };
  });
  return [...cut, ...flipped];
}

const mutants = [...originals, ...sounds].flatMap((file, index) => mutantsOf(file, index + 1));

const outcome = (result: Result<unknown, string>) => (result.ok ? 'ok' : result.error.code);

describe('P19: sound and video that were damaged or made to do harm', () => {
  test(`${mutants.length} mutants are sealed byte for byte, and every question about them is answered`, async () => {
    expect(mutants.length).toBeGreaterThanOrEqual(40);
    for (const [index, { name, bytes }] of mutants.entries()) {
      const path = join(opened.folder, `mutant-${index}`);
      writeFileSync(path, bytes);
      const item = await opened.importPath(path);
      expect(item.sizeBytes).toBe(bytes.length);
      expect((await opened.locker.readObject(item.sha256)).ok, name).toBe(true);
      const answers = [
        await opened.media.describe(item),
        await opened.media.frameAt(item, 0),
        await opened.media.frameAt(item, 1500),
        await opened.media.keyFrames(item),
        await opened.media.peaks(item),
      ].map(outcome);
      for (const answer of answers) expect(['ok', ...allowed], `${name}: ${answers}`).toContain(answer);
    }
  });

  test('a process that dies or hangs fails only what it was asked, and the next question is answered', async () => {
    const item = await opened.importPath(fixture('recorder.webm'));
    const asked = opened.media.frameAt(item, 7000);
    await opened.media.describe(item);
    const again = opened.media.frameAt(item, 6000);
    opened.children.at(-1)?.kill();
    const answers = [outcome(await asked), outcome(await again)];
    for (const answer of answers) expect(['ok', 'MEDIA_UNREADABLE']).toContain(answer);
    expect(outcome(await opened.media.frameAt(item, 1000))).toBe('ok');
  });

  test('a file that claims to be endless does not take the memory of the machine', async () => {
    // A cluster of 4 GB in a file of 300 bytes, a track of 65,535 × 65,535 pixels.
    const head = readFileSync(fixture('recorder.webm')).subarray(0, 300);
    const path = join(opened.folder, 'endless');
    writeFileSync(path, Buffer.concat([head, Buffer.from('1f43b67501000000ffffffffe78100', 'hex')]));
    const item = await opened.importPath(path);
    expect(['ok', ...allowed]).toContain(outcome(await opened.media.describe(item)));
    expect(allowed).toContain(outcome(await opened.media.frameAt(item, 0)));
  });

  test('a playlist, which names other files to be read, is text', async () => {
    const path = join(opened.folder, 'list.mp4');
    writeFileSync(path, '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n');
    const item = await opened.importPath(path);
    expect(item.mediaType).toBe('text/plain');
    expect(outcome(await opened.media.describe(item))).toBe('MEDIA_NOT_MEDIA');
  });
});
