import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppUnderTest, startApp } from './app-under-test.ts';

/** What the fixture's main script collects. */
declare const seen: { navigations: string[] };

let test: AppUnderTest;
let elsewhere: Server;
let elsewhereUrl: string;
const reached: string[] = [];

beforeAll(async () => {
  elsewhere = createServer((_request, response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('reached');
  });
  elsewhere.on('connection', () => reached.push('connection'));
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  test = await startApp();
});
afterAll(async () => {
  await test.stop();
  elsewhere.close();
});

describe('a page cannot', () => {
  const openLoosePage = async () => {
    await test.app.evaluate(async ({ BrowserWindow }) => {
      // A page without any policy: what holds here is the runtime's doing.
      await BrowserWindow.fromId(1)?.loadURL('app://bundle/loose.html');
    });
    await test.page.waitForURL(/loose/);
  };

  it('open another window, by script, by link or by a modified click', async () => {
    const opened = await test.page.evaluate(() => String(window.open('app://bundle/other.html')));
    expect(opened).toBe('null');
    await test.page.click('#blank');
    await test.page.click('#blank', { modifiers: ['Control'] });
    await test.page.click('#blank', { modifiers: ['Shift'] });
    await test.page.click('#blank', { button: 'middle' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(test.app.windows()).toHaveLength(1);
    expect(test.onDisplay('wmctrl', '-l').split('\n')).toHaveLength(1);
  });

  it('leave for another origin or scheme, nor for where a listener objects', async () => {
    const goals = [
      elsewhereUrl,
      'https://example.com/',
      'app://bundle/forbidden',
      'mailto:a@example.com',
      'about:blank',
    ];
    for (const goal of goals) {
      await test.page.evaluate((url) => {
        location.href = url;
      }, goal);
      await expect.poll(() => test.app.evaluate(() => seen.navigations.at(-1))).toBe(goal);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    const url = await test.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.webContents.getURL());
    expect(url).toBe('app://bundle/');
    expect(await test.page.evaluate(() => history.length)).toBe(1);
    expect(await test.page.evaluate(() => document.title)).toBe('Fixture page');
  });

  it('reach the network, whatever its policy: no name, no other port, by no protocol', async () => {
    await openLoosePage();
    const outcomes = await test.page.evaluate(async (url) => {
      const fails = (attempt: Promise<unknown>) =>
        attempt.then(
          () => 'reached',
          () => 'refused',
        );
      const socket = (address: string) =>
        new Promise((resolve, reject) => {
          const opening = new WebSocket(address);
          opening.onopen = resolve;
          opening.onerror = reject;
        });
      const port = new URL(url).port;
      return Promise.all([
        fails(fetch(url, { mode: 'no-cors' })),
        fails(fetch(`http://localhost:${port}/`, { mode: 'no-cors' })),
        fails(fetch(`http://[::1]:${port}/`, { mode: 'no-cors' })),
        fails(fetch('https://example.com/', { mode: 'no-cors' })),
        fails(fetch('http://93.184.216.34/', { mode: 'no-cors' })),
        fails(socket(`ws://127.0.0.1:${port}/`)),
      ]);
    }, elsewhereUrl);
    expect(outcomes).toEqual(Array(6).fill('refused'));
    expect(reached).toEqual([]);
  });

  it('be granted any permission, nor ask the user for it', async () => {
    const outcomes = await test.page.evaluate(async () => {
      const state = async (name: string) =>
        (await navigator.permissions.query({ name: name as PermissionName })).state;
      const refusal = (attempt: Promise<unknown>) =>
        attempt.then(
          () => 'granted',
          (error: Error) => error.name,
        );
      return {
        states: await Promise.all(
          ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map(state),
        ),
        screen: await refusal(navigator.mediaDevices.getDisplayMedia({ video: true })),
        notification: await Notification.requestPermission(),
        place: await new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            () => resolve('denied'),
          );
        }),
      };
    });
    expect(outcomes).toEqual({
      states: Array(5).fill('denied'),
      screen: 'NotSupportedError',
      notification: 'denied',
      place: 'denied',
    });
  });
});
