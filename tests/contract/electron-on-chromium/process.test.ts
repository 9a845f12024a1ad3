import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startVirtualDisplay,
  type VirtualDisplay,
} from '../../../tools/electron-on-chromium/virtual-display.ts';
import { EXECUTABLE, FIXTURE, freshFolder, startApp } from './app-under-test.ts';

declare const seen: { secondInstances: { argv: string[]; workingDirectory: string }[] };

let display: VirtualDisplay;
beforeAll(async () => {
  display = await startVirtualDisplay({ width: 1280, height: 800 });
});
afterAll(async () => {
  await display.stop();
});

/** Every process whose command line or environment names the folder. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        const isZombie = /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
        return !isZombie && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });
}

/** A small application of one main script. */
function writeApp(main: string, manifest: object = {}): string {
  const folder = freshFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'small', main: 'main.cjs', ...manifest }),
  );
  writeFileSync(join(folder, 'main.cjs'), main);
  return folder;
}

async function serveText(text: string): Promise<Server> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(text),
  );
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

function run(folder: string, env: Record<string, string> = display.env, ...args: string[]) {
  const userData = `--user-data-dir=${join(folder, 'user-data')}`;
  return spawnSync(EXECUTABLE, [folder, userData, ...args], {
    env,
    encoding: 'utf8',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
}

describe('the process', () => {
  it('runs a CommonJS main script and ends with its exit code', () => {
    const folder = writeApp(`
      const { app } = require('electron');
      console.log(process.versions.electron, process.versions['electron-on-chromium'], process.type, app.getName());
      app.whenReady().then(() => { console.log(process.versions.chrome); app.exit(5); });
    `);
    const { status, stdout } = run(folder);
    expect(stdout).toMatch(/^45\.4\.1 0\.2\.0 browser small\n\d+\./);
    expect(status).toBe(5);
    rmSync(folder, { recursive: true });
  });

  it('quits by itself when the last window has gone and nobody listens, in the right order', () => {
    const folder = writeApp(`
      const { app, BrowserWindow } = require('electron');
      for (const event of ['before-quit', 'will-quit', 'quit']) app.on(event, () => console.log(event));
      app.whenReady().then(() => {
        const window = new BrowserWindow({ show: false });
        window.on('closed', () => console.log('closed'));
        setTimeout(() => window.close(), 500);
      });
    `);
    const { status, stdout } = run(folder);
    expect(stdout.trim().split('\n')).toEqual(['closed', 'before-quit', 'will-quit', 'quit']);
    expect(status).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('says what is missing and ends with 3 where there is no display', () => {
    const folder = writeApp("require('electron')");
    const { DISPLAY: _none, ...withoutDisplay } = display.env;
    const nowhere = run(folder, withoutDisplay);
    expect([nowhere.status, nowhere.stderr]).toEqual([3, expect.stringContaining('DISPLAY is not set')]);
    const unreachable = run(folder, { ...withoutDisplay, DISPLAY: ':64321' });
    expect([unreachable.status, unreachable.stderr]).toEqual([
      3,
      expect.stringContaining('Unable to open X display'),
    ]);
    rmSync(folder, { recursive: true });
  });

  it('names the package to install where there is no Chromium', () => {
    const folder = writeApp("require('electron')");
    const { status, stderr } = run(folder, {
      ...display.env,
      ELECTRON_ON_CHROMIUM_BINARY: '/nowhere/chromium',
    });
    expect([status, stderr]).toEqual([3, expect.stringContaining('/nowhere/chromium')]);
    rmSync(folder, { recursive: true });
  });

  it('runs a utility process that talks, is told and ends', async () => {
    const test = await startApp();
    const outcome = await test.app.evaluate(
      () =>
        new Promise((resolve) => {
          const child = (globalThis as unknown as { forkUtility(): Electron.UtilityProcess }).forkUtility();
          child.once('message', (message) => {
            child.once('exit', (code) => resolve({ message, code, pid: child.pid }));
            child.postMessage('stop');
          });
          child.postMessage({ bytes: 3n });
        }),
    );
    expect(outcome).toEqual({
      message: { echo: { bytes: 3n }, argv: ['argument'], type: 'utility' },
      code: 7,
      pid: undefined,
    });
    await test.stop();
  });

  it('lets one instance run and tells it of the others', async () => {
    const test = await startApp();
    const second = spawnSync(EXECUTABLE, [FIXTURE, `--user-data-dir=${test.userDataFolder}`, 'hello'], {
      env: test.display.env,
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(second.status).toBe(0);
    const told = await test.app.evaluate(() => seen.secondInstances);
    expect(told).toHaveLength(1);
    expect(told[0]?.argv).toContain('hello');
    expect(told[0]?.workingDirectory).toBe(process.cwd());
    await test.stop();
  });

  it('leaves no process behind when it is killed, and starts again on the same data', async () => {
    const folder = writeApp(`
      const { app, BrowserWindow, utilityProcess } = require('electron');
      const { join } = require('node:path');
      if (!app.requestSingleInstanceLock()) app.exit(9);
      app.whenReady().then(async () => {
        const window = new BrowserWindow({ width: 300, height: 200 });
        utilityProcess.fork(join(__dirname, 'wait.cjs'), [app.getPath('userData')]).once('spawn', () => console.log('up'));
      });
    `);
    writeFileSync(join(folder, 'wait.cjs'), 'setInterval(() => {}, 1000);');
    const userData = join(folder, 'user-data');
    for (let round = 0; round < 2; round++) {
      const child = spawn(EXECUTABLE, [folder, `--user-data-dir=${userData}`], { env: display.env });
      await new Promise<void>((resolve) =>
        child.stdout.on('data', (text) => String(text).includes('up') && resolve()),
      );
      await delay(500);
      expect(processesOf(userData).length).toBeGreaterThan(2);
      child.kill('SIGKILL');
      await expect.poll(() => processesOf(userData), { timeout: 5000 }).toEqual([]);
    }
    expect(existsSync(join(userData, 'chromium-profile'))).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it('ends when the X server does', async () => {
    const own = await startVirtualDisplay({ width: 800, height: 600 });
    const folder = writeApp(`
      const { app, BrowserWindow } = require('electron');
      app.whenReady().then(() => { new BrowserWindow({ width: 300, height: 200 }); console.log('up'); });
    `);
    const userData = join(folder, 'user-data');
    const child = spawn(EXECUTABLE, [folder, `--user-data-dir=${userData}`], { env: own.env });
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (text) => String(text).includes('up') && resolve()),
    );
    await delay(500);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await own.stop();
    expect(await ended).toBe(1);
    await expect.poll(() => processesOf(userData), { timeout: 5000 }).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('lets pages come from the development server that is named, and from no other', async () => {
    const servers = await Promise.all([serveText('<!doctype html><title>Dev</title>'), serveText('other')]);
    const [development, other] = servers.map(
      (server) => `http://localhost:${(server.address() as AddressInfo).port}`,
    );
    const test = await startApp({ env: { ELECTRON_RENDERER_URL: development ?? '' } });
    const who = await test.app.evaluate(async ({ BrowserWindow }, url) => {
      const window = BrowserWindow.fromId(1);
      await window?.loadURL(`${url}/index.html`);
      return window?.webContents.executeJavaScript("fixture.invoke('who')");
    }, development);
    expect(who).toMatchObject({ isMainFrame: true, origin: development, url: `${development}/index.html` });
    await test.page.waitForURL(/index\.html/);
    const outcome = await test.page.evaluate(
      (url) => fetch(url ?? '', { mode: 'no-cors' }).then(String, () => 'refused'),
      other,
    );
    expect(outcome).toBe('refused');
    await test.stop();
    for (const server of servers) server.close();
  });

  it('works without a window manager', async () => {
    const test = await startApp({ hasWindowManager: false });
    expect(await test.page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480]);
    const visible = await test.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.fromId(1);
      const states = [window?.isFocused()];
      window?.hide();
      states.push(window?.isVisible());
      window?.show();
      return [...states, window?.isVisible()];
    });
    expect(visible).toEqual([true, false, true]);
    await test.stop();
  });
});
