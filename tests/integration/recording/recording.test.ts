import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OtherWindow, openOtherWindow } from '../../e2e/harness/other-window.ts';
import { type Screen, startScreen } from '../../e2e/harness/screen.ts';
import { waitUntil } from '../../e2e/harness/wait-until.ts';
import { maim, pixelsOf, run } from '../capture/screen.ts';
import {
  brightnessOf,
  framesOf,
  mostLoudnessAt,
  pixelsAt,
  SAMPLE_RATE,
  samplesOf,
  usualLoudnessAt,
} from './media-file.ts';
import { type PicturePage, writePicturePage } from './picture-page.ts';
import { startRecorder, type TestRecorder } from './recorder.ts';
import { MICROPHONE, type SoundServer, startSoundServer } from './sound-server.ts';

const WIDTH = 1920;
const HEIGHT = 1080;
let screen: Screen;
let sound: SoundServer;
let picture: OtherWindow;
let recorder: TestRecorder;
let folder = '';
const environmentBefore = { ...process.env };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-picture-'));
  [screen, sound] = await Promise.all([startScreen(WIDTH, HEIGHT), startSoundServer()]);
  Object.assign(process.env, screen.env, sound.env);
  const heard: Screen = { ...screen, env: { ...screen.env, ...sound.env } };
  picture = await openOtherWindow(heard, writePicturePage(folder), {
    x: 0,
    y: 0,
    width: WIDTH,
    height: HEIGHT,
  });
  screen.press('F11');
  await waitUntil('the picture covers the screen', () =>
    picture.page.evaluate(`innerWidth === ${WIDTH} && innerHeight === ${HEIGHT}`),
  );
  await picture.page.reload();
  recorder = startRecorder();
});

afterAll(async () => {
  await recorder?.close();
  await picture?.close();
  await screen?.stop();
  await sound?.stop();
  for (const name of Object.keys(process.env)) if (!(name in environmentBefore)) delete process.env[name];
  Object.assign(process.env, environmentBefore);
  rmSync(folder, { recursive: true, force: true });
});

function tell(what: keyof PicturePage): Promise<unknown> {
  return picture.page.evaluate(`${what}()`);
}

describe('the picture', () => {
  test('has the size of the screen, every frame that was delivered, and a key frame every two seconds', async () => {
    await tell('move');
    const recorded = await recorder.record();
    await recorded.more(4);
    expect(await recorded.stop()).toBe('stopped');
    await tell('standStill');
    const frames = framesOf(recorded.path);
    expect(frames.every(({ width, height }) => width === WIDTH && height === HEIGHT)).toBe(true);
    const delivered = recorded.reports.at(-1)?.frames?.deliveredCount ?? Number.NaN;
    // Those that were on their way to the encoder when it stopped are not in the file.
    expect(frames.length).toBeGreaterThanOrEqual(0.95 * delivered - 3);
    const times = frames.map(({ timeSeconds }) => timeSeconds);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const keys = frames.filter(({ isKey }) => isKey).map(({ timeSeconds }) => timeSeconds);
    const distances = keys.slice(1).map((time, index) => time - (keys[index] ?? 0));
    expect(distances.length).toBeGreaterThanOrEqual(1);
    for (const distance of distances) expect(distance).toBeLessThanOrEqual(2.2);
    expect(recorded.chunks.length).toBeGreaterThanOrEqual(4);
  });

  test('is the whole screen and no window of ours', async () => {
    const recorded = await recorder.record();
    await recorded.more(3);
    const seen = await pixelsOf(maim(screen.env));
    await recorded.stop();
    const frame = pixelsAt(recorded.path, 2, WIDTH, HEIGHT);
    expect(worstBlock(frame, seen.rgb)).toBeLessThan(30);
  });

  test('is exactly the region that was asked for', async () => {
    const region = { x: 640, y: 280, width: 300, height: 240 };
    const whole = await recorder.record();
    await whole.more(3);
    await whole.stop();
    const part = await recorder.record({ mode: 'region', region });
    await part.more(3);
    await part.stop();
    expect(part.running.recorded.area).toEqual(region);
    const wholeFrame = pixelsAt(whole.path, 2, WIDTH, HEIGHT);
    const partFrame = pixelsAt(part.path, 2, region.width, region.height);
    const differenceAt = (byX: number, byY: number) =>
      meanDifference(partFrame, cut(wholeFrame, { ...region, x: region.x + byX, y: region.y + byY }));
    const exact = differenceAt(0, 0);
    for (const [x, y] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
      [2, 2],
    ] as const)
      expect(exact).toBeLessThan(differenceAt(x, y));
  });

  test('stands still in a pause: wall time passes, media time does not', async () => {
    await tell('move');
    const recorded = await recorder.record();
    await recorded.more(2);
    recorded.running.pause();
    await delay(1500);
    const chunksBefore = recorded.chunks.length;
    await delay(3000);
    const bytesInPause = recorded.chunks
      .slice(chunksBefore)
      .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    recorded.running.resume();
    await recorded.more(2);
    await recorded.stop();
    await tell('standStill');
    const times = framesOf(recorded.path).map(({ timeSeconds }) => timeSeconds);
    expect(bytesInPause).toBe(0);
    expect(largestStep(times)).toBeLessThan(2);
  });

  test('goes on when the screen changes its size, and says so', async () => {
    const recorded = await recorder.record();
    await recorded.more(2);
    resizeScreen(1280, 720);
    await waitUntil('the new size is told', () => recorded.reports.at(-1)?.widthPx === 1280);
    await recorded.more(2);
    resizeScreen(WIDTH, HEIGHT);
    await waitUntil('the old size is told', () => recorded.reports.at(-1)?.widthPx === WIDTH);
    await recorded.more(3);
    expect(await recorded.stop()).toBe('stopped');
    const sizes = framesOf(recorded.path).map(({ width, height }) => `${width}x${height}`);
    expect(sizes.filter((size, index) => size !== sizes[index - 1])).toEqual([
      '1920x1080',
      '1280x720',
      '1920x1080',
    ]);
  });
});

describe('sound', () => {
  test('of the microphone is found at its pitch, and nowhere else', async () => {
    const silence = sound.playTone(777);
    const recorded = await recorder.record({ microphoneId: MICROPHONE });
    await waitUntil('the tone is heard', () => (recorded.reports.at(-1)?.levels.microphone ?? 0) > 0.05);
    await recorded.more(3);
    await recorded.stop();
    silence();
    const samples = samplesOf(recorded.path).subarray(-2 * SAMPLE_RATE);
    expect(usualLoudnessAt(samples, 777)).toBeGreaterThan(0.05);
    expect(usualLoudnessAt(samples, 1500)).toBeLessThan(0.01);
    expect(recorded.running.recorded.sound).toEqual([{ kind: 'microphone', label: MICROPHONE }]);
    expect(recorded.reports.at(-1)?.levels.system).toBeNull();
  });

  test('and picture of the same moment are less than a tenth of a second apart, after a pause too', async () => {
    // A small part of the screen, so that a busy machine drops no frame of it.
    const region = { x: 800, y: 400, width: 160, height: 120 };
    const recorded = await recorder.record({
      mode: 'region',
      region,
      microphoneId: MICROPHONE,
      framesPerSecond: 30,
    });
    await recorded.more(1);
    for (let count = 0; count < 8; count += 1) {
      await tell('flashAndBeep');
      await delay(700);
      if (count !== 3) continue;
      recorded.running.pause();
      await delay(2000);
      recorded.running.resume();
    }
    await recorded.more(1);
    await recorded.stop();
    const times = framesOf(recorded.path).map(({ timeSeconds }) => timeSeconds);
    const flashes = risesAt(brightnessOf(recorded.path), 200).map((index) => times[index] ?? Number.NaN);
    const beeps = beepsAt(samplesOf(recorded.path));
    const offsets = beeps.flatMap((beep) => nearest(beep, flashes) ?? []);
    expect(offsets.length).toBeGreaterThanOrEqual(6);
    console.info(
      'sound after picture, ms:',
      offsets.map((offset) => Math.round(1000 * offset)),
    );
    expect(Math.abs(median(offsets.slice(0, 3)))).toBeLessThan(0.1);
    expect(Math.abs(median(offsets.slice(-3)))).toBeLessThan(0.1);
  });

  test('can be watched without recording', async () => {
    const silence = sound.playTone(777);
    const heard: number[] = [];
    const listening = await recorder.source.listen(
      { microphoneId: MICROPHONE, isSystemSoundOn: false },
      ({ microphone }) => void heard.push(microphone ?? -1),
    );
    expect(listening.ok).toBe(true);
    await waitUntil('the tone is heard', () => (heard.at(-1) ?? 0) > 0.05);
    silence();
    await waitUntil('the silence is heard', () => heard.at(-1) === 0);
    expect((await recorder.source.listen(undefined, () => undefined)).ok).toBe(true);
  });

  test('of a microphone that is not there fails before anything is recorded', async () => {
    await expect(recorder.record({ microphoneId: 'no such microphone' })).rejects.toThrow(
      'RECORDING_NO_SOUND',
    );
  });

  test('that is lost does not end the recording: it goes on in silence and says so', async () => {
    sound.playTone(777);
    const recorded = await recorder.record({ microphoneId: MICROPHONE });
    await waitUntil('the tone is heard', () => (recorded.reports.at(-1)?.levels.microphone ?? 0) > 0.05);
    await recorded.more(2);
    await sound.stop();
    await waitUntil('the loss is told', () => recorded.notices.length > 0);
    expect(recorded.notices[0]).toContain('sound-lost');
    const soundSeconds = () => samplesOf(recorded.path).length / SAMPLE_RATE;
    const lostAtSeconds = soundSeconds();
    await recorded.more(3);
    expect(await recorded.stop()).toBe('stopped');
    expect(recorded.reports.at(-1)?.levels.microphone).toBeNull();
    expect(soundSeconds()).toBeGreaterThan(lostAtSeconds + 1);
    const samples = samplesOf(recorded.path);
    const before = samples.subarray(0, Math.floor(lostAtSeconds * SAMPLE_RATE));
    expect(mostLoudnessAt(before, 777)).toBeGreaterThan(0.05);
    expect(usualLoudnessAt(samples.subarray(-SAMPLE_RATE), 777)).toBeLessThan(0.01);
    expect(framesOf(recorded.path).at(-1)?.timeSeconds).toBeGreaterThan(lostAtSeconds + 1);
  });
});

function resizeScreen(width: number, height: number): void {
  const mode = `${width}x${height}`;
  const xrandr = (...parameters: string[]) => run(screen.env, 'xrandr', parameters);
  if (width !== WIDTH) {
    const timing = ['74.50', '1280', '1344', '1472', '1664', '720', '723', '728', '748'];
    xrandr('--newmode', mode, ...timing);
    xrandr('--addmode', 'screen', mode);
  }
  xrandr('--output', 'screen', '--mode', mode);
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function cut(frame: Buffer, { x, y, width, height }: Area): Buffer {
  const rows = Array.from({ length: height }, (_, row) => {
    const from = 3 * ((y + row) * WIDTH + x);
    return frame.subarray(from, from + 3 * width);
  });
  return Buffer.concat(rows);
}

function meanDifference(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / a.length;
}

/** Mean difference of the block of 40 pixels that differs most. */
function worstBlock(a: Buffer, b: Buffer): number {
  let worst = 0;
  for (let y = 0; y < HEIGHT; y += 40) {
    for (let x = 0; x < WIDTH; x += 40) {
      const area = { x, y, width: 40, height: 40 };
      worst = Math.max(worst, meanDifference(cut(a, area), cut(b, area)));
    }
  }
  return worst;
}

function largestStep(times: readonly number[]): number {
  return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
}

/** Where values rise above the threshold. */
function risesAt(values: readonly number[], threshold: number): number[] {
  return values.flatMap((value, index) =>
    value >= threshold && (values[index - 1] ?? 0) < threshold ? [index] : [],
  );
}

/** Seconds at which a tone begins after silence. */
function beepsAt(samples: Float32Array): number[] {
  const windowSamples = SAMPLE_RATE / 200;
  const loudness = Array.from({ length: Math.floor(samples.length / windowSamples) }, (_, index) => {
    const part = samples.subarray(index * windowSamples, (index + 1) * windowSamples);
    return part.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  });
  return risesAt(loudness, 0.1)
    .map((index) => index / 200)
    .filter((time, index, all) => time - (all[index - 1] ?? Number.NEGATIVE_INFINITY) > 0.4);
}

/** How long after the nearest flash a beep came, in seconds; undefined when that was another moment's. */
function nearest(beep: number, flashes: readonly number[]): number | undefined {
  const [offset] = flashes.map((flash) => beep - flash).toSorted((a, b) => Math.abs(a) - Math.abs(b));
  return offset !== undefined && Math.abs(offset) < 0.4 ? offset : undefined;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
