import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, DesktopCapturerSource } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppUnderTest, pixelAt, startApp } from './app-under-test.ts';
import { type SoundServer, startSoundServer } from './desktop.ts';

/** What the tests keep in the application's main process. */
declare const recorder: BrowserWindow;
declare const asked: unknown[];
declare const openWindow: (options: object, address?: string) => Promise<number>;

const TONE_HZ = 1000;

let test: AppUnderTest;
let sound: SoundServer;
let folder: string;

beforeAll(async () => {
  sound = await startSoundServer();
  sound.playTone(TONE_HZ);
  test = await startApp({ env: sound.env });
  folder = mkdtempSync(join(tmpdir(), 'recording-test-'));
  // The known picture: a left half in one colour and a right half in another, with nothing before it.
  const picture = join(folder, 'halves.png');
  execFileSync('convert', ['-size', '960x1080', 'xc:#d04020', 'xc:#2040d0', '+append', picture]);
  // It ends with a failure after it has painted; the pixel tells.
  spawnSync('display', ['-window', 'root', picture], { env: test.display.env });
  expect(pixelAt(test.display, 1900, 10)).toBe('#2040D0');
  await test.app.evaluate(async ({ BrowserWindow, session, desktopCapturer }) => {
    BrowserWindow.fromId(1)?.hide();
    Object.assign(globalThis, { asked: [] });
    session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
      asked.push([permission, details]);
      answer(true);
    });
    session.defaultSession.setDisplayMediaRequestHandler((request, answer) => {
      asked.push({ ...request, frame: request.frame?.url });
      desktopCapturer
        .getSources({ types: ['screen'], thumbnailSize: { width: 0, height: 0 } })
        .then(([source]) => answer(source ? { video: source } : null));
    });
    const id = await openWindow({ show: false, webPreferences: { backgroundThrottling: false } });
    Object.assign(globalThis, { recorder: BrowserWindow.fromId(id) });
  });
});
afterAll(async () => {
  await test.stop();
  await sound.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs code in the page of the window that is never shown, with user activation unless it is refused. */
function inRecorder(code: string, hasGesture = true): Promise<unknown> {
  return test.app.evaluate(
    (_electron, [source, isActive]) => recorder.webContents.executeJavaScript(source, isActive),
    [code, hasGesture] as const,
  );
}

const outcomeOf = (call: string) => `${call}.then(
  (stream) => { for (const track of stream.getTracks()) track.stop(); return 'granted'; },
  (error) => error instanceof DOMException && error.name)`;

/** Records a stream and gives its chunks as base64. */
const record = (stream: string, type: string) => `(async () => {
  const stream = await ${stream};
  const chunks = [];
  const recorder = new MediaRecorder(stream, { mimeType: '${type}', videoBitsPerSecond: 4_000_000 });
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  const stopped = new Promise((resolve) => recorder.onstop = resolve);
  recorder.start(1000);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  recorder.stop();
  await stopped;
  for (const track of stream.getTracks()) track.stop();
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  return { count: chunks.length, base64: bytes.toBase64() };
})()`;

async function recordTo(
  name: string,
  stream: string,
  type: string,
): Promise<{ path: string; count: number }> {
  // What the page itself put together above.
  const { base64, count } = (await inRecorder(record(stream, type))) as { base64: string; count: number };
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(base64, 'base64'));
  return { path, count };
}

describe('a window that is never shown', () => {
  it('records the screen, and neither itself nor any sign of the recording is in a single frame', async () => {
    const stream = 'navigator.mediaDevices.getDisplayMedia({ video: { width: { ideal: 1920 } } })';
    const { path, count } = await recordTo('screen.webm', stream, 'video/webm;codecs=vp9');
    expect(count).toBeGreaterThanOrEqual(3);
    const probe = [
      '-v',
      'error',
      '-count_frames',
      '-show_entries',
      'stream=codec_name,width,height,nb_read_frames',
    ];
    const [codec, width, height, frames] = run('ffprobe', [...probe, '-of', 'csv=p=0', path]).split(',');
    expect([codec, width, height]).toEqual(['vp9', '1920', '1080']);
    expect(Number(frames)).toBeGreaterThanOrEqual(3);
    for (const frame of decodeFrames(path)) expect(frame).toEqual(['left', 'right']);
  });

  it('asked as Electron asks: for the permission first, then for the source', async () => {
    const securityOrigin = 'app://bundle/';
    expect(await test.app.evaluate(() => asked.slice(0, 2))).toEqual([
      [
        'display-capture',
        { requestingUrl: 'app://bundle/', isMainFrame: true, securityOrigin, mediaTypes: ['video'] },
      ],
      {
        frame: 'app://bundle/',
        securityOrigin,
        videoRequested: true,
        audioRequested: false,
        userGesture: true,
      },
    ]);
  });

  it('records the microphone that the permission handler allows, and hears the tone', async () => {
    const { path } = await recordTo(
      'tone.webm',
      'navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } })',
      'audio/webm;codecs=opus',
    );
    expect(loudnessAround(path, TONE_HZ)).toBeGreaterThan(-40);
    expect(loudnessAround(path, 4 * TONE_HZ)).toBeLessThan(-60);
    const labels = await inRecorder(
      'navigator.mediaDevices.enumerateDevices().then((all) => all.map(({ label }) => label))',
    );
    expect(labels).toContainEqual(expect.stringContaining('Monitor of Null Output'));
  });
});

describe('the screen', () => {
  it('is given to no page without user activation', async () => {
    await test.app.evaluate(() => recorder.webContents.loadURL('app://bundle/'));
    const outcome = await inRecorder(outcomeOf('navigator.mediaDevices.getDisplayMedia()'), false);
    expect(outcome).toBe('InvalidStateError');
  });

  it('is given to no frame within a page, whether its document is served, written or empty', async () => {
    await test.app.evaluate(() => recorder.webContents.loadURL('app://bundle/loose.html'));
    const outcomes = await inRecorder(`(async () => {
      const outcomes = [];
      for (const source of [{ src: '/loose.html' }, { srcdoc: 'text' }, {}]) {
        const frame = Object.assign(document.createElement('iframe'), source, { allow: 'display-capture; microphone' });
        const loaded = new Promise((resolve) => frame.onload = resolve);
        document.body.append(frame);
        // An empty document is there at once, before anything could be done to it later.
        if (source.src || source.srcdoc) await loaded;
        const { mediaDevices } = frame.contentWindow.navigator;
        outcomes.push(await mediaDevices.getDisplayMedia().catch((error) => error.name));
        outcomes.push(await mediaDevices.getUserMedia({ audio: true }).catch((error) => error.name));
        frame.remove();
      }
      return outcomes;
    })()`);
    expect(outcomes).toEqual(Array(6).fill('NotAllowedError'));
  });

  it.each([
    ['nothing', 'null', 'AbortError'],
    ['no video', '{}', 'AbortError'],
    ['another screen', '{ video: { ...source, id: "screen:1:0" } }', 'AbortError'],
    ['sound of the system', '{ video: source, audio: "loopback" }', 'AbortError'],
    ['a frame', '{ video: request.frame }', 'AbortError'],
    ['the screen', '{ video: source }', 'granted'],
  ])('is answered with %s', async (_what, streams, outcome) => {
    await test.app.evaluate(({ session, desktopCapturer }, expression) => {
      const build = new Function('source', 'request', `return (${expression})`);
      session.defaultSession.setDisplayMediaRequestHandler(async (request, answer) => {
        const options = { types: ['screen' as const], thumbnailSize: { width: 0, height: 0 } };
        const [source] = await desktopCapturer.getSources(options);
        try {
          answer(build(source, request));
        } catch (error) {
          asked.push((error as Error).name);
        }
      });
    }, streams);
    expect(await inRecorder(outcomeOf('navigator.mediaDevices.getDisplayMedia({ audio: true })'))).toBe(
      outcome,
    );
  });

  it('and the microphone are refused when the permission handler says no', async () => {
    await test.app.evaluate(({ session }) =>
      session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false)),
    );
    const calls = ['getDisplayMedia()', 'getUserMedia({ audio: true })', 'getUserMedia({ video: true })'];
    for (const call of calls)
      expect(await inRecorder(outcomeOf(`navigator.mediaDevices.${call}`))).toBe('NotAllowedError');
  });

  it('is listed with the one monitor that Chromium takes, also when there are several', async () => {
    const list = () =>
      test.app.evaluate(async ({ desktopCapturer, screen }) => {
        const options = { types: ['screen' as const], thumbnailSize: { width: 0, height: 0 } };
        const sources: DesktopCapturerSource[] = await desktopCapturer.getSources(options);
        const displays = screen.getAllDisplays();
        return sources.map(({ id, name, display_id }) => ({
          isItsDisplay: id === `screen:${display_id}:0`,
          name,
          label: displays.find((display) => String(display.id) === display_id)?.label,
        }));
      });
    expect(await list()).toEqual([{ isItsDisplay: true, name: 'Entire screen', label: 'screen' }]);
    test.onDisplay('xrandr', '--setmonitor', 'left', '960/250x1080/290+0+0', 'screen');
    test.onDisplay('xrandr', '--setmonitor', 'right', '960/250x1080/290+960+0', 'none');
    expect(await list()).toEqual([{ isItsDisplay: true, name: 'Screen 1', label: 'left' }]);
    test.onDisplay('xrandr', '--delmonitor', 'right');
    test.onDisplay('xrandr', '--delmonitor', 'left');
  });
});

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', timeout: 60_000 }).trim();
}

/** For every frame: which half of the picture the two halves of the frame are, or what else there is. */
function decodeFrames(path: string): string[][] {
  const columns = 16;
  const rows = 9;
  const bytes = execFileSync(
    'ffmpeg',
    [
      '-v',
      'error',
      '-i',
      path,
      '-vf',
      `scale=${columns}:${rows}:flags=area,format=rgb24`,
      '-f',
      'rawvideo',
      '-',
    ],
    { maxBuffer: 1 << 28, timeout: 60_000 },
  );
  const frames: string[][] = [];
  for (let start = 0; start < bytes.length; start += columns * rows * 3) {
    const cells = Array.from({ length: columns * rows }, (_, cell) => {
      const [red = 0, green = 0, blue = 0] = bytes.subarray(start + cell * 3, start + cell * 3 + 3);
      const isClose = (one: number, other: number) => Math.abs(one - other) < 24;
      if (isClose(red, 0xd0) && isClose(green, 0x40) && isClose(blue, 0x20)) return 'left';
      if (isClose(red, 0x20) && isClose(green, 0x40) && isClose(blue, 0xd0)) return 'right';
      return `rgb(${red}, ${green}, ${blue})`;
    });
    const half = (isLeft: boolean) => cells.filter((_, cell) => cell % columns < columns / 2 === isLeft);
    frames.push([...new Set(half(true)), ...new Set(half(false))]);
  }
  return frames;
}

/** The mean loudness, in decibels, of what a recording holds around a frequency. */
function loudnessAround(path: string, frequencyHz: number): number {
  const filter = `bandpass=f=${frequencyHz}:width_type=h:w=50,bandpass=f=${frequencyHz}:width_type=h:w=50,volumedetect`;
  const { stderr } = spawnSync('ffmpeg', ['-i', path, '-af', filter, '-f', 'null', '-'], {
    encoding: 'utf8',
  });
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1]);
}
