import type { BrowserWindow, Display } from 'electron';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AppUnderTest, startApp } from './app-under-test.ts';

/** What the tests keep in the application's main process. */
declare const told: unknown[];
declare const hidden: BrowserWindow;
declare const openWindow: (options: object) => Promise<number>;

const SECOND_SCREEN = '--auto-select-desktop-capture-source=Screen 2';

let test: AppUnderTest;

beforeAll(async () => {
  test = await startApp({ args: [SECOND_SCREEN] });
  await test.app.evaluate(async ({ app, screen, BrowserWindow }) => {
    Object.assign(globalThis, { told: [] });
    const note = (name: string) => (_event: unknown, display: Display, changed?: string[]) =>
      told.push([name, display.label, display.bounds.width, display.bounds.height, ...(changed ?? [])]);
    screen.on('display-added', note('added'));
    screen.on('display-removed', note('removed'));
    screen.on('display-metrics-changed', note('changed'));
    app.on('child-process-gone', (_event, details) => told.push(details));
    const id = await openWindow({ show: false });
    const window = BrowserWindow.fromId(id);
    window?.webContents.on('render-process-gone', (_event, details) => told.push(details));
    Object.assign(globalThis, { hidden: window });
  });
});
afterAll(async () => {
  await test.stop();
});
afterEach(() => test.app.evaluate(() => told.splice(0)));

const everythingTold = () => test.app.evaluate(() => told);
const xrandr = (...args: string[]) => test.onDisplay('xrandr', ...args);

describe('when the monitors change, the application is told', () => {
  const labels = () => test.app.evaluate(({ screen }) => screen.getAllDisplays().map(({ label }) => label));

  it('of those that came and of those that went', async () => {
    xrandr('--setmonitor', 'left', '960/250x1080/290+0+0', 'screen');
    xrandr('--setmonitor', 'right', '960/250x1080/290+960+0', 'none');
    await expect.poll(everythingTold).toEqual([
      ['removed', 'screen', 1920, 1080],
      ['added', 'left', 960, 1080],
      ['added', 'right', 960, 1080],
    ]);
    expect(await labels()).toEqual(['left', 'right']);
  });

  it('and captures the screen that it was started for, by its name', async () => {
    const captured = await test.app.evaluate(async ({ desktopCapturer, screen, session }) => {
      const options = { types: ['screen' as const], thumbnailSize: { width: 0, height: 0 } };
      const sources = await desktopCapturer.getSources(options);
      session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(true));
      session.defaultSession.setDisplayMediaRequestHandler((_request, answer) => {
        const [video] = sources;
        answer(video ? { video } : null);
      });
      await hidden.webContents.loadURL('app://bundle/');
      const shown = await hidden.webContents.executeJavaScript(
        `navigator.mediaDevices.getDisplayMedia().then((stream) => {
          const [track] = stream.getVideoTracks();
          track.stop();
          return track.getSettings().deviceId;
        }, String)`,
        true,
      );
      const display = screen.getAllDisplays().find(({ label }) => label === 'right');
      return sources.map(({ id, name, display_id }) => ({
        name,
        isShown: shown === id,
        isRight: display_id === String(display?.id),
      }));
    });
    expect(captured).toEqual([{ name: 'Screen 2', isShown: true, isRight: true }]);
  });

  it('and lists no screen where the one it was started for is missing', async () => {
    xrandr('--delmonitor', 'right');
    xrandr('--delmonitor', 'left');
    await expect.poll(labels).toEqual(['screen']);
    const sources = await test.app.evaluate(({ desktopCapturer }) =>
      desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width: 0, height: 0 } }),
    );
    expect(sources).toEqual([]);
  });

  it('of a new size', async () => {
    xrandr('--newmode', 'small', '0', '1280', '0', '0', '1280', '800', '0', '0', '800');
    xrandr('--addmode', 'screen', 'small');
    xrandr('--output', 'screen', '--mode', 'small');
    await expect.poll(everythingTold).toEqual([['changed', 'screen', 1280, 800, 'bounds', 'workArea']]);
  });
});

describe('the processes of the application', () => {
  it('are listed with what they are, what they use and when they began', async () => {
    const { metrics, renderer } = await test.app.evaluate(({ app }) => ({
      metrics: app.getAppMetrics(),
      renderer: hidden.webContents.getOSProcessId(),
    }));
    const types = metrics.map(({ type }) => type);
    expect(types.filter((type) => type === 'Browser')).toHaveLength(2);
    expect(types.filter((type) => type === 'GPU')).toHaveLength(1);
    expect(metrics.find(({ pid }) => pid === renderer)?.type).toBe('Tab');
    for (const { cpu, memory, creationTime } of metrics) {
      expect(cpu.cumulativeCPUUsage).toBeGreaterThanOrEqual(0);
      expect(memory.workingSetSize).toBeGreaterThan(1000);
      expect(memory.peakWorkingSetSize).toBeGreaterThanOrEqual(memory.workingSetSize);
      expect(Math.abs(Date.now() - creationTime)).toBeLessThan(600_000);
    }
  });

  it('are each a different one for the pages of two windows', async () => {
    const pids = await test.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
    );
    expect(new Set(pids).size).toBe(2);
  });
});

describe('a process that is killed', () => {
  it('is told of when it ran a page, which can be loaded again and again has everything', async () => {
    const killed = await test.app.evaluate(() => hidden.webContents.getOSProcessId());
    process.kill(killed, 'SIGKILL');
    await expect.poll(everythingTold).toEqual([{ reason: 'killed', exitCode: 9 }]);
    const after = await test.app.evaluate(async () => {
      const { webContents } = hidden;
      const gone = webContents.getOSProcessId();
      await webContents.loadURL('app://bundle/');
      const echoed = await webContents.executeJavaScript("fixture.invoke('echo', 'again')");
      return { gone, echoed, pid: webContents.getOSProcessId() };
    });
    expect(after).toMatchObject({ gone: 0, echoed: 'again' });
    expect(after.pid).not.toBe(killed);
    expect(await test.page.evaluate(() => document.title)).toBe('Fixture page');
  });

  it('leaves a window that can be destroyed and made anew', async () => {
    process.kill(await test.app.evaluate(() => hidden.webContents.getOSProcessId()), 'SIGKILL');
    await expect.poll(everythingTold).toHaveLength(1);
    const title = await test.app.evaluate(async ({ BrowserWindow }) => {
      hidden.destroy();
      const window = BrowserWindow.fromId(await openWindow({ show: false }));
      return window?.webContents.executeJavaScript('document.title');
    });
    expect(title).toBe('Fixture page');
  });

  it('is told of when it was the one that draws, and the pages go on', async () => {
    const gpu = await test.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid,
    );
    process.kill(gpu ?? 0, 'SIGKILL');
    const details = { type: 'GPU', reason: 'killed', exitCode: 9, serviceName: 'GPU', name: 'GPU' };
    await expect.poll(everythingTold).toEqual([details]);
    expect(await test.page.evaluate(() => document.title)).toBe('Fixture page');
  });
});
