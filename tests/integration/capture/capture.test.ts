import { type ChildProcess, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../../../core/evidence/index.ts';
import {
  type CaptureRequest,
  type CaptureSurroundings,
  createCapture,
  noSurroundings,
} from '../../../electron/capture/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { currentEnvironment, systemClock } from '../../../electron/platform/index.ts';
import {
  startVirtualDisplay,
  type VirtualDisplay,
} from '../../../tools/electron-on-chromium/virtual-display.ts';
import { paintBackground } from './paint-background.ts';
import { differingBytes, maim, openMessage, pixelsOf, run } from './screen.ts';

const WIDTH = 1280;
const HEIGHT = 800;
let display: VirtualDisplay;
let folder = '';
let locker: Locker;
const windows: ChildProcess[] = [];
const displayBefore = process.env.DISPLAY;

beforeAll(async () => {
  display = await startVirtualDisplay({ width: WIDTH, height: HEIGHT });
  process.env.DISPLAY = display.display;
  folder = mkdtempSync(join(tmpdir(), 'liuhen-capture-'));
  const opened = await openLocker({
    directory: join(folder, 'locker'),
    create: true,
    stateFolder: join(folder, 'state'),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  locker = opened.value;
  await paintBackground(display.display, 7);
  windows.push(await openMessage(display.env, 'first', '300x200+100+80'));
  windows.push(await openMessage(display.env, 'second', '420x260+300+200'));
});

afterAll(async () => {
  await locker?.close();
  for (const window of windows) window.kill();
  await display?.stop();
  rmSync(folder, { recursive: true, force: true });
  if (displayBefore === undefined) delete process.env.DISPLAY;
  else process.env.DISPLAY = displayBefore;
});

function request(change: Partial<CaptureRequest> = {}): CaptureRequest {
  return {
    target: { mode: 'screen', displays: 'display-with-pointer' },
    trigger: 'hotkey',
    delaySeconds: 0,
    orderId: null,
    assignedBy: 'active-order',
    ...change,
  };
}

const capture = (surroundings: CaptureSurroundings = noSurroundings) =>
  createCapture({ locker, clock: systemClock, environment: currentEnvironment(), surroundings });

async function take(change: Partial<CaptureRequest> = {}, surroundings?: CaptureSurroundings): Promise<Item> {
  const taken = await capture(surroundings).take(request(change));
  if (!taken.ok) throw new Error(taken.error.code);
  const [item] = taken.value;
  if (item === undefined) throw new Error('no item');
  return item;
}

async function bytesOf(item: Item): Promise<Uint8Array> {
  const read = await locker.readObject(item.sha256);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

function captureFactsOf(item: Item) {
  if (item.provenance.source !== 'capture') throw new Error('not a capture');
  return item.provenance.capture;
}

describe('whole screen', () => {
  test("has exactly the pixels of maim's picture, and the object's name is its SHA-256", async () => {
    const expected = await pixelsOf(maim(display.env));
    const item = await take();
    const file = readFileSync(join(locker.directory, 'objects', item.sha256.slice(0, 2), item.sha256));
    expect(createHash('sha256').update(file).digest('hex')).toBe(item.sha256);
    expect(differingBytes(await pixelsOf(file), expected)).toBe(0);
    expect(new Set(expected.rgb).size).toBeGreaterThan(100);
    expect(item).toMatchObject({
      mediaType: 'image/png',
      image: { widthPx: WIDTH, heightPx: HEIGHT },
      sizeBytes: file.length,
    });
  });

  test('records what was taken, and nothing that it does not know', async () => {
    run(display.env, 'wmctrl', ['-a', 'second']);
    const facts = captureFactsOf(await take());
    expect(facts).toEqual({
      mode: 'screen',
      trigger: 'hotkey',
      delaySeconds: 0,
      area: { x: 0, y: 0, width: WIDTH, height: HEIGHT },
      display: {
        id: expect.any(String),
        name: expect.any(String),
        area: { x: 0, y: 0, width: WIDTH, height: HEIGHT },
        scaleFactor: 1,
      },
      window: { title: 'second', application: expect.stringMatching(/xmessage/i) },
      grabber: { name: 'node-screenshots', version: '0.2.8' },
    });
  });

  test('all displays give one item each', async () => {
    const taken = await capture().take(request({ target: { mode: 'screen', displays: 'all-displays' } }));
    expect(taken.ok && taken.value.length).toBe(1);
  });

  test('keys pressed in quick succession are all sealed, in order', async () => {
    const one = capture();
    const taken = await Promise.all([1, 2, 3, 4].map(() => one.take(request())));
    const items = taken.flatMap((each) => (each.ok ? each.value : []));
    expect(items).toHaveLength(4);
    expect(items.map(({ seq }) => seq)).toEqual(items.map(({ seq }) => seq).toSorted((a, b) => a - b));
  });

  test('goes to the order and kind asked for, in the same step', async () => {
    const order = await locker.addOrder({
      platform: '淘宝',
      merchant: '星辰点卡',
      number: '1',
      product: '点卡',
      category: 'card-key',
      amountFen: null,
      paymentChannel: null,
      transactionNumber: null,
      orderedAtUtc: null,
      paidAtUtc: null,
      promiseMinutes: null,
      promiseText: null,
      status: 'awaiting-delivery',
      notes: '',
    });
    if (!order.ok) throw new Error(order.error.code);
    const item = await take({ orderId: order.value.id, kind: 'E01' });
    expect(item).toMatchObject({ orderId: order.value.id, kind: 'E01' });
  });
});

describe('window', () => {
  test('is the one in focus, without its neighbours', async () => {
    run(display.env, 'wmctrl', ['-a', 'second']);
    const screen = maim(display.env);
    const item = await take({ target: { mode: 'window' } });
    const facts = captureFactsOf(item);
    expect(facts).toMatchObject({
      mode: 'window',
      window: { title: 'second' },
      area: { width: 420, height: 260 },
    });
    expect(differingBytes(await pixelsOf(await bytesOf(item)), await pixelsOf(screen, facts.area))).toBe(0);
  });

  test('is the one under the pointer when the one in focus is ours', async () => {
    run(display.env, 'wmctrl', ['-a', 'second']);
    run(display.env, 'xprop', ['-name', 'second', '-f', '_NET_WM_PID', '32c', '-set', '_NET_WM_PID', '4242']);
    const surroundings = { ...noSurroundings, ownProcessIds: () => new Set([4242]) };
    const takeAt = (pointer: CaptureSurroundings['pointer']) =>
      capture({ ...surroundings, pointer }).take(request({ target: { mode: 'window' } }));
    const under = await takeAt(() => ({ x: 110, y: 100 }));
    expect(under.ok && under.value[0] && captureFactsOf(under.value[0]).window?.title).toBe('first');
    const none = await takeAt(() => ({ x: 1200, y: 700 }));
    expect(none).toMatchObject({ ok: false, error: { code: 'CAPTURE_NO_WINDOW' } });
  });

  test("reaching beyond the screen's edge is taken as far as it can be seen", async () => {
    run(display.env, 'wmctrl', ['-a', 'first']);
    run(display.env, 'wmctrl', ['-r', 'first', '-e', '0,-60,700,-1,-1']);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const screen = maim(display.env);
    const item = await take({ target: { mode: 'window' } });
    const facts = captureFactsOf(item);
    expect(facts.window?.title).toBe('first');
    expect(facts.area.x).toBe(0);
    expect(facts.area.y + facts.area.height).toBe(HEIGHT);
    expect(differingBytes(await pixelsOf(await bytesOf(item)), await pixelsOf(screen, facts.area))).toBe(0);
  });
});

describe('region', () => {
  const area = { x: 137, y: 91, width: 403, height: 277 };

  test("has the pixels of the same part of maim's picture", async () => {
    const expected = await pixelsOf(maim(display.env), area);
    const item = await take({ target: { mode: 'region', area } });
    expect(captureFactsOf(item)).toMatchObject({ mode: 'region', area });
    expect(differingBytes(await pixelsOf(await bytesOf(item)), expected)).toBe(0);
  });

  test('is cut from the picture frozen when the key was pressed', async () => {
    const before = maim(display.env);
    const surroundings: CaptureSurroundings = {
      ...noSurroundings,
      chooseRegion: async (frozen) => {
        expect(differingBytes(await pixelsOf(frozen.png), await pixelsOf(before))).toBe(0);
        await paintBackground(display.display, 8);
        return area;
      },
    };
    const item = await take({ target: { mode: 'region' } }, surroundings);
    expect(differingBytes(await pixelsOf(await bytesOf(item)), await pixelsOf(before, area))).toBe(0);
    expect(differingBytes(await pixelsOf(maim(display.env)), await pixelsOf(before))).toBeGreaterThan(0);
    await paintBackground(display.display, 7);
  });

  test('outside every display is refused', async () => {
    const outside = { x: 5000, y: 5000, width: 10, height: 10 };
    const taken = await capture().take(request({ target: { mode: 'region', area: outside } }));
    expect(taken).toMatchObject({ ok: false, error: { code: 'CAPTURE_REFUSED' } });
  });

  test('without anybody to choose it is refused, not guessed', async () => {
    expect(await capture().take(request({ target: { mode: 'region' } }))).toMatchObject({
      ok: false,
      error: { code: 'CAPTURE_REFUSED' },
    });
  });
});

describe('where the screen is poor', () => {
  /** Takes once in a process of its own. */
  function takeOnce(env: NodeJS.ProcessEnv, mode: 'screen' | 'window' = 'screen'): TakenOnce {
    const script = fileURLToPath(new URL('./take-once.ts', import.meta.url));
    const places = [join(folder, `locker-${takes++}`), join(folder, 'state')];
    return JSON.parse(execFileSync(process.execPath, [script, ...places, mode], { env, encoding: 'utf8' }));
  }
  let takes = 0;

  test('without a window manager the screen is captured, without a window', async () => {
    const bare = await startVirtualDisplay({ width: 640, height: 480, hasWindowManager: false });
    try {
      const screen = takeOnce(bare.env);
      const [item] = screen.value ?? [];
      expect(item?.image).toEqual({ widthPx: 640, heightPx: 480 });
      expect(item && captureFactsOf(item).window).toBeUndefined();
      expect(takeOnce(bare.env, 'window').error?.code).toBe('CAPTURE_NO_WINDOW');
    } finally {
      await bare.stop();
    }
  });

  test.each([undefined, ':7777', 'nonsense'])('DISPLAY=%s is an explained failure', (value) => {
    const { DISPLAY: _present, ...env } = display.env;
    const taken = takeOnce(value === undefined ? env : { ...env, DISPLAY: value });
    expect(taken.error?.code).toBe('CAPTURE_NO_DISPLAY');
    expect(taken.error?.message).toMatch(/屏幕/);
  });

  test('a Wayland session without X is named as such', () => {
    const { DISPLAY: _present, ...env } = display.env;
    const taken = takeOnce({ ...env, XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' });
    expect(taken.error?.code).toBe('CAPTURE_NO_DISPLAY');
    expect(taken.error?.message).toMatch(/Wayland/);
  });
});

interface TakenOnce {
  readonly value?: readonly Item[];
  readonly error?: { readonly code: string; readonly message: string };
}
