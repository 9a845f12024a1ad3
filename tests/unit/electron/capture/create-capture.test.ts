import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Item, Rectangle } from '../../../../core/evidence/index.ts';
import { fail, ok } from '../../../../core/result.ts';
import {
  type CaptureDeps,
  type CaptureRequest,
  type CaptureSurroundings,
  createCapture,
  type Display,
  type Grabber,
  noSurroundings,
  type OnScreenWindow,
  type Picture,
} from '../../../../electron/capture/index.ts';
import type { SealRequest } from '../../../../electron/locker/index.ts';
import { currentEnvironment, systemClock } from '../../../../electron/platform/index.ts';

const screen = { x: 0, y: 0, width: 800, height: 600 };

function picture(area: Rectangle, name: string): Picture {
  return {
    widthPx: area.width,
    heightPx: area.height,
    png: async () => Buffer.from(name),
    crop: async (part) => picture(part, `${name}[${part.x},${part.y} ${part.width}×${part.height}]`),
  };
}

function fakeDisplay(name: string, area: Rectangle, change: Partial<Display> = {}): Display {
  return {
    id: name,
    name,
    area,
    scaleFactor: 1,
    isPrimary: false,
    grab: async () => picture(area, name),
    ...change,
  };
}

function fakeWindow(title: string, change: Partial<OnScreenWindow> = {}): OnScreenWindow {
  const area = { x: 10, y: 20, width: 100, height: 50 };
  return {
    title,
    application: 'app',
    processId: 1,
    isFocused: false,
    area,
    grab: async () => picture(area, title),
    ...change,
  };
}

/** A machine with a screen and a locker that remembers. */
function machine(parts: { displays?: readonly Display[]; windows?: readonly OnScreenWindow[] } = {}) {
  const sealed: SealRequest[] = [];
  const events: string[] = [];
  const grabber: Grabber = {
    name: 'fake',
    version: '1',
    displays: () => parts.displays ?? [fakeDisplay('left', screen, { isPrimary: true })],
    windows: () => parts.windows ?? [],
  };
  const locker = {
    seal: async (request: SealRequest) => {
      await delay(1);
      sealed.push(request);
      events.push('sealed');
      return ok({ seq: sealed.length } as unknown as Item);
    },
  };
  const capture = (
    surroundings: Partial<CaptureSurroundings> = {},
    seal: CaptureDeps['locker']['seal'] = locker.seal,
  ) =>
    createCapture({
      locker: { seal },
      clock: systemClock,
      environment: currentEnvironment(),
      surroundings: { ...noSurroundings, ...surroundings },
      grabber: () => grabber,
    });
  const contents = () =>
    sealed.map(({ content }) => ('bytes' in content ? Buffer.from(content.bytes).toString() : ''));
  return { capture, sealed, events, contents };
}

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

const right = { x: 800, y: 0, width: 1024, height: 768 };
const twoDisplays = [fakeDisplay('left', screen, { isPrimary: true }), fakeDisplay('right', right)];

describe('which display', () => {
  test.each([
    [{ x: 900, y: 10 }, 'right'],
    [{ x: 799, y: 599 }, 'left'],
    [{ x: 9000, y: 0 }, 'left'],
    [undefined, 'left'],
  ])('pointer at %j takes %s', async (pointer, expected) => {
    const { capture, contents } = machine({ displays: twoDisplays });
    await capture({ pointer: () => pointer }).take(request());
    expect(contents()).toEqual([expected]);
  });

  test('all displays are sealed one by one in their order', async () => {
    const { capture, contents, sealed } = machine({ displays: twoDisplays });
    await capture().take(request({ target: { mode: 'screen', displays: 'all-displays' } }));
    expect(contents()).toEqual(['left', 'right']);
    expect(sealed[1]?.provenance).toMatchObject({ capture: { area: right, display: { id: 'right' } } });
  });

  test('a failure after the first display says how many are sealed', async () => {
    const { capture, sealed } = machine({ displays: twoDisplays });
    const seal = async (each: SealRequest) => {
      if (sealed.length === 1) return fail('DISK_FULL' as const, '磁盘满了。');
      sealed.push(each);
      return ok({} as Item);
    };
    const taken = await capture({}, seal).take(
      request({ target: { mode: 'screen', displays: 'all-displays' } }),
    );
    expect(taken).toMatchObject({
      ok: false,
      error: { code: 'DISK_FULL', message: '已固定 1 张，其余没有固定。磁盘满了。' },
    });
  });

  test('a region is cut from the display that shows most of it, in its own pixels', async () => {
    const { capture, contents } = machine({ displays: twoDisplays });
    await capture().take(
      request({ target: { mode: 'region', area: { x: 790, y: 5, width: 60, height: 20 } } }),
    );
    expect(contents()).toEqual(['right[0,5 50×20]']);
  });
});

describe('which window', () => {
  const take = async (
    windows: readonly OnScreenWindow[],
    surroundings: Partial<CaptureSurroundings> = {},
  ) => {
    const { capture, contents } = machine({ windows });
    const taken = await capture(surroundings).take(request({ target: { mode: 'window' } }));
    return taken.ok ? contents()[0] : taken.error.code;
  };
  const pointer = () => ({ x: 50, y: 40 });

  test('the one in focus', async () => {
    expect(await take([fakeWindow('a'), fakeWindow('b', { isFocused: true })], { pointer })).toBe('b');
  });
  test('never ours, even in focus', async () => {
    const ours = fakeWindow('ours', { isFocused: true, processId: 7 });
    expect(await take([ours, fakeWindow('under')], { pointer, ownProcessIds: () => new Set([7]) })).toBe(
      'under',
    );
  });
  test('never the desktop or a panel', async () => {
    expect(
      await take([fakeWindow('Desktop', { application: 'xfdesktop', isFocused: true })], { pointer }),
    ).toBe('CAPTURE_NO_WINDOW');
  });
  test('the topmost under the pointer', async () => {
    const far = fakeWindow('far', { area: { x: 500, y: 500, width: 10, height: 10 } });
    expect(await take([far, fakeWindow('top'), fakeWindow('below')], { pointer })).toBe('top');
  });
  test('none, said so', async () => {
    expect(await take([], { pointer })).toBe('CAPTURE_NO_WINDOW');
    expect(await take([fakeWindow('a')])).toBe('CAPTURE_NO_WINDOW');
  });
  test('one that the system will not read is cut from its display', async () => {
    const area = { x: -20, y: 580, width: 100, height: 100 };
    const grab = () => Promise.reject(new Error('xcb protocol error'));
    expect(await take([fakeWindow('edge', { isFocused: true, area, grab })])).toBe('left[0,580 80×20]');
  });
});

describe('our own windows', () => {
  test('are away while the screen is read, and back before it is sealed', async () => {
    const { capture, events } = machine({
      displays: [
        fakeDisplay('left', screen, {
          grab: async () => {
            events.push('read');
            return picture(screen, 'left');
          },
        }),
      ],
    });
    const clearOwnWindows = async () => {
      await delay(5);
      events.push('away');
      return () => events.push('back');
    };
    const one = capture({ clearOwnWindows });
    await Promise.all([one.take(request()), one.take(request())]);
    expect(events.filter((event) => event !== 'sealed')).toEqual([
      'away',
      'read',
      'back',
      'away',
      'read',
      'back',
    ]);
    expect(events.indexOf('sealed')).toBeGreaterThan(events.indexOf('back'));
  });

  test('come back when reading fails, and the next capture works', async () => {
    let isBroken = true;
    const { capture, events } = machine({
      displays: [
        fakeDisplay('left', screen, {
          grab: () =>
            isBroken ? Promise.reject(new Error('locked')) : Promise.resolve(picture(screen, 'left')),
        }),
      ],
    });
    const one = capture({ clearOwnWindows: async () => () => events.push('back') });
    expect(await one.take(request())).toMatchObject({ ok: false, error: { code: 'CAPTURE_REFUSED' } });
    expect(events).toEqual(['back']);
    isBroken = false;
    expect((await one.take(request())).ok).toBe(true);
  });
});

describe('region by choice', () => {
  test('cancelling seals nothing', async () => {
    const { capture, sealed } = machine();
    const taken = await capture({ chooseRegion: async () => undefined }).take(
      request({ target: { mode: 'region' } }),
    );
    expect(taken).toMatchObject({ ok: false, error: { code: 'CAPTURE_CANCELLED' } });
    expect(sealed).toEqual([]);
  });

  test('another capture waits for nothing and is told so; afterwards it works', async () => {
    const { capture, contents } = machine();
    const choosing = Promise.withResolvers<Rectangle>();
    const one = capture({ chooseRegion: () => choosing.promise });
    const first = one.take(request({ target: { mode: 'region' } }));
    expect(await one.take(request())).toMatchObject({ ok: false, error: { code: 'CAPTURE_IN_PROGRESS' } });
    choosing.resolve({ x: 5, y: 6, width: 7, height: 8 });
    expect((await first).ok).toBe(true);
    expect((await one.take(request())).ok).toBe(true);
    expect(contents()).toEqual(['left[5,6 7×8]', 'left']);
  });
});

describe('failures', () => {
  test('no display is CAPTURE_NO_DISPLAY, whether the list is empty or cannot be had', async () => {
    expect(await machine({ displays: [] }).capture().take(request())).toMatchObject({
      error: { code: 'CAPTURE_NO_DISPLAY' },
    });
    const broken = createCapture({
      locker: { seal: () => Promise.reject(new Error('must not be reached')) },
      clock: systemClock,
      environment: currentEnvironment(),
      surroundings: noSurroundings,
      grabber: () => {
        throw new Error('libxcb.so.1: cannot open shared object file');
      },
    });
    expect(await broken.take(request())).toMatchObject({ error: { code: 'CAPTURE_NO_DISPLAY' } });
  });

  test('a picture that cannot be encoded is refused, not sealed', async () => {
    const unencodable = { ...picture(screen, 'left'), png: () => Promise.reject(new Error('out of memory')) };
    const { capture, sealed } = machine({
      displays: [fakeDisplay('left', screen, { grab: async () => unencodable })],
    });
    expect(await capture().take(request())).toMatchObject({ ok: false, error: { code: 'CAPTURE_REFUSED' } });
    expect(sealed).toEqual([]);
  });

  test('a delay counts down to nought before the screen is read', async () => {
    const { capture, events } = machine();
    const onCountdown = (left: number) => events.push(String(left));
    await capture({ onCountdown }).take(request({ delaySeconds: 2 }));
    expect(events).toEqual(['2', '1', '0', 'sealed']);
  });
});
