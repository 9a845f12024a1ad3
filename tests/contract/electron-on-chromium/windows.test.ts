import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppUnderTest, mapState, pixelAt, startApp, windowNamed } from './app-under-test.ts';

const GREEN = '#00AA55';
const BLACK = '#000000';
/** Longer than a window manager takes to answer on a busy machine. */
const SETTLE_MS = 500;

let test: AppUnderTest;
beforeAll(async () => {
  test = await startApp();
});
afterAll(async () => {
  await test.stop();
});

const open = (options: object) =>
  test.app.evaluate(
    // The fixture puts it there.
    (_electron, chosen) =>
      (globalThis as unknown as { openWindow(o: object, a: string): Promise<number> }).openWindow(
        chosen,
        'app://bundle/other.html',
      ),
    options,
  );

const close = (id: number) =>
  test.app.evaluate(({ BrowserWindow }, gone) => BrowserWindow.fromId(gone)?.destroy(), id);

describe('a window', () => {
  it('shows its page, in exactly the size that was asked for', async () => {
    expect(await test.page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480]);
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
      [300, 60],
      [640, 480],
    ] as const) {
      const bounds = await test.app.evaluate(
        ({ BrowserWindow }, size) => {
          const [window] = BrowserWindow.getAllWindows();
          window?.setBounds({ x: 300, y: 200, width: size[0] ?? 0, height: size[1] ?? 0 });
          return window?.getBounds();
        },
        [width, height],
      );
      expect(bounds).toMatchObject({ width, height });
      await expect.poll(() => test.page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
    }
  });

  it('says in its title what it runs on', async () => {
    await expect.poll(() => test.onDisplay('wmctrl', '-l')).toContain('Fixture page [electron-on-chromium]');
    const title = await test.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getTitle(),
    );
    expect(title).toBe('Fixture page');
  });

  it('is off the screen when hide() returns, and back where it was, unfocused, after showInactive()', async () => {
    const other = await open({ width: 200, height: 100, x: 1000, y: 700, title: 'Other' });
    await delay(SETTLE_MS);
    const xWindow = windowNamed(test.display, 'Fixture page [');
    const hide = () =>
      test.app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.fromId(1);
        const before = performance.now();
        window?.hide();
        return {
          tookMs: performance.now() - before,
          isVisible: window?.isVisible(),
          bounds: window?.getBounds(),
        };
      });
    expect(pixelAt(test.display, 600, 500)).toBe(GREEN);
    const hidden = await hide();
    expect(mapState(test.display, xWindow)).toBe('IsUnMapped');
    expect(pixelAt(test.display, 600, 500)).toBe(BLACK);
    expect(hidden).toMatchObject({ isVisible: false, bounds: { x: 300, y: 200, width: 640, height: 480 } });
    expect(hidden.tookMs).toBeLessThan(300);

    const shown = await test.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.fromId(1)?.showInactive();
      return BrowserWindow.fromId(1)?.getBounds();
    });
    expect(shown).toEqual({ x: 300, y: 200, width: 640, height: 480 });
    await expect.poll(() => pixelAt(test.display, 600, 500)).toBe(GREEN);
    const focus = await test.app.evaluate(
      ({ BrowserWindow }, id) => [
        BrowserWindow.fromId(1)?.isFocused(),
        BrowserWindow.fromId(id)?.isFocused(),
      ],
      other,
    );
    expect(focus).toEqual([false, true]);
    await close(other);
  });

  it('keeps below what covered it when it is shown inactive again', async () => {
    const cover = await open({
      width: 640,
      height: 480,
      x: 320,
      y: 220,
      backgroundColor: '#f00',
      frame: false,
    });
    await delay(SETTLE_MS);
    expect(pixelAt(test.display, 600, 650)).toBe('#FF0000');
    await test.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.fromId(1)?.hide();
      BrowserWindow.fromId(1)?.showInactive();
    });
    await delay(SETTLE_MS);
    expect(pixelAt(test.display, 600, 650)).toBe('#FF0000');
    expect(pixelAt(test.display, 305, 400)).toBe(GREEN);
    await close(cover);
  });

  it('with show: false is never on the screen before it is shown', async () => {
    const shots: string[] = [];
    let isDone = false;
    const watching = (async () => {
      while (!isDone) {
        shots.push(test.onDisplay('wmctrl', '-l'));
        await delay(5);
      }
    })();
    const id = await open({ width: 400, height: 300, show: false });
    await delay(200);
    isDone = true;
    await watching;
    expect(shots.length).toBeGreaterThan(5);
    expect(shots.filter((list) => list.split('\n').length > 1)).toEqual([]);
    const state = await test.app.evaluate(
      ({ BrowserWindow }, hidden) => BrowserWindow.fromId(hidden)?.isVisible(),
      id,
    );
    expect(state).toBe(false);
    await close(id);
  });

  it('without a frame shows nothing but its page, stays on top and cannot take the keyboard', async () => {
    const options = {
      width: 380,
      height: 124,
      x: 20,
      y: 20,
      frame: false,
      alwaysOnTop: true,
      skipTaskbar: true,
    };
    const id = await open({ ...options, focusable: false, show: false, backgroundColor: '#f00' });
    await test.app.evaluate(({ BrowserWindow }, toast) => BrowserWindow.fromId(toast)?.showInactive(), id);
    await expect.poll(() => pixelAt(test.display, 20, 20)).toBe('#FF0000');
    expect(pixelAt(test.display, 399, 143)).toBe('#FF0000');
    expect(pixelAt(test.display, 19, 19)).toBe(BLACK);
    expect(pixelAt(test.display, 400, 144)).toBe(BLACK);
    const properties = test.onDisplay(
      'xprop',
      '-id',
      windowNamed(test.display, 'Other page ['),
      '_NET_WM_STATE',
    );
    expect(properties).toContain('_NET_WM_STATE_ABOVE');
    expect(properties).toContain('_NET_WM_STATE_SKIP_TASKBAR');
    test.onDisplay('xdotool', 'mousemove', '100', '100', 'click', '1');
    await delay(SETTLE_MS);
    const isFocused = await test.app.evaluate(
      ({ BrowserWindow }, toast) => BrowserWindow.fromId(toast)?.isFocused(),
      id,
    );
    expect(isFocused).toBe(false);
    await close(id);
  });

  it('fills the screen and comes back', async () => {
    const id = await open({
      frame: false,
      resizable: false,
      width: 1920,
      height: 1080,
      x: 0,
      y: 0,
      fullscreen: true,
      alwaysOnTop: true,
    });
    await delay(SETTLE_MS);
    const bounds = await test.app.evaluate(
      ({ BrowserWindow }, full) => BrowserWindow.fromId(full)?.getBounds(),
      id,
    );
    expect(bounds).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
    await close(id);
    await expect.poll(() => pixelAt(test.display, 600, 500)).toBe(GREEN);
  });

  it('minimises and is restored, with events', async () => {
    await test.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.fromId(1);
      const events: string[] = [];
      Object.assign(globalThis, { events });
      window?.on('minimize', () => events.push('minimize'));
      window?.on('restore', () => events.push('restore'));
      window?.minimize();
    });
    const isMinimized = () =>
      test.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.isMinimized());
    await expect.poll(isMinimized).toBe(true);
    await test.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.restore());
    await expect.poll(isMinimized).toBe(false);
    const events = () => test.app.evaluate(() => (globalThis as unknown as { events: string[] }).events);
    await expect.poll(events).toEqual(['minimize', 'restore']);
  });

  it('goes when it is closed by the window manager, and says so', async () => {
    const id = await open({ width: 300, height: 200, title: 'To be closed' });
    await delay(SETTLE_MS);
    test.onDisplay('wmctrl', '-c', 'Other page [electron-on-chromium]');
    const exists = () =>
      test.app.evaluate(({ BrowserWindow }, gone) => BrowserWindow.fromId(gone) !== null, id);
    await expect.poll(exists).toBe(false);
  });

  it('follows the theme', async () => {
    const isDark = () => test.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await test.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    await expect.poll(isDark).toBe(true);
    await test.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'light';
    });
    await expect.poll(isDark).toBe(false);
  });
});

describe('the display', () => {
  it('tells its monitors and where the pointer really is', async () => {
    test.onDisplay('xdotool', 'mousemove', '123', '456');
    const told = await test.app.evaluate(({ screen }) => ({
      point: screen.getCursorScreenPoint(),
      bounds: screen.getPrimaryDisplay().bounds,
      count: screen.getAllDisplays().length,
    }));
    expect(told).toEqual({
      point: { x: 123, y: 456 },
      bounds: { x: 0, y: 0, width: 1920, height: 1080 },
      count: 1,
    });
  });

  it('gives a hotkey that works from another window and with the lock keys on', async () => {
    const isHeld = await test.app.evaluate(({ globalShortcut }) => {
      Object.assign(globalThis, { presses: 0 });
      return globalShortcut.register('CommandOrControl+Alt+1', () => {
        (globalThis as unknown as { presses: number }).presses += 1;
      });
    });
    expect(isHeld).toBe(true);
    const presses = () => test.app.evaluate(() => (globalThis as unknown as { presses: number }).presses);
    test.onDisplay('xdotool', 'key', 'ctrl+alt+1');
    await expect.poll(presses).toBe(1);
    test.onDisplay('xdotool', 'key', 'Num_Lock', 'key', 'Caps_Lock', 'key', 'ctrl+alt+1');
    await expect.poll(presses).toBe(2);
    test.onDisplay('xdotool', 'key', 'Num_Lock', 'key', 'Caps_Lock');
  });

  it('refuses a hotkey that another program holds, and gives it once it is free', async () => {
    const second = await startSecondHolder('CommandOrControl+Shift+F9');
    const attempt = () =>
      test.app.evaluate(({ globalShortcut }) => globalShortcut.register('Control+Shift+F9', () => {}));
    expect(await attempt()).toBe(false);
    await second.release();
    expect(await attempt()).toBe(true);
    const isRegistered = await test.app.evaluate(({ globalShortcut }) => {
      globalShortcut.unregisterAll();
      return globalShortcut.isRegistered('Control+Shift+F9');
    });
    expect(isRegistered).toBe(false);
  });
});

/** Another X client that grabs a key combination. */
async function startSecondHolder(accelerator: string): Promise<{ release(): Promise<void> }> {
  const { connectToDisplay } = await import('../../../tools/electron-on-chromium/display/x-connection.ts');
  const { createHotkeys } = await import('../../../tools/electron-on-chromium/display/hotkeys.ts');
  const connection = await connectToDisplay(test.display.display);
  const hotkeys = createHotkeys(connection);
  expect(await hotkeys.grab(accelerator)).toBe(true);
  return {
    async release() {
      hotkeys.release(accelerator);
      await connection.client.sync();
    },
  };
}
