import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, operationNames } from '../../core/contract/index.ts';
import { type LaunchedApp, launchApp, waitUntil } from './harness/index.ts';

let running: LaunchedApp;

beforeAll(async () => {
  running = await launchApp();
});
afterAll(() => running?.close());

/** Runs in the page with the exposed client as `liuhen`, untyped as an attacker's code is. */
function inPage<Value>(script: string, page = running.page): Promise<Value> {
  return page.evaluate(`(async () => { ${script} })()`) as Promise<Value>;
}

describe('P13: what a page can reach', () => {
  test('is the frozen client of the contract and nothing else', async () => {
    const found = await inPage<{ features: Record<string, string[]>; isFrozen: boolean; leaks: string[] }>(`
      const features = {};
      for (const [name, member] of Object.entries(liuhen)) {
        if (typeof member !== 'function') features[name] = Object.keys(member);
      }
      let isFrozen = true;
      try { liuhen.app.getState = () => 'mine'; isFrozen = (await liuhen.app.getState()) !== 'mine'; } catch {}
      const names = ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer', '__dirname'];
      return { features, isFrozen, leaks: names.filter((name) => typeof globalThis[name] !== 'undefined') };
    `);
    const expected = Object.groupBy(operationNames(), ([feature]) => feature);
    const names = Object.entries(expected).map(([feature, pairs = []]) => [
      feature,
      pairs.map(([, name]) => name),
    ]);
    expect(found).toEqual({ features: Object.fromEntries(names), isFrozen: true, leaks: [] });
  });

  test('a frame inside the page has no client, and the policy keeps frames out', async () => {
    const found = await inPage<unknown>(`
      const frame = document.createElement('iframe');
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const inner = frame.contentWindow?.liuhen;
      frame.remove();
      return typeof inner;
    `);
    expect(found).toBe('undefined');
  });

  test('no eval, no inline script, no foreign frame, no other origin, no new window, no navigation', async () => {
    const attempts = await inPage<Record<string, unknown>>(`
      // What a debugger evaluates may eval until its first pause.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const attempt = async (act) => { try { return await act(); } catch (error) { return error.name; } };
      const results = {
        eval: await attempt(() => (0, eval)('1 + 1')),
        newFunction: await attempt(() => new Function('return 1')()),
        fetch: await attempt(async () => (await fetch('https://example.com/')).status),
        loopback: await attempt(async () => (await fetch('http://127.0.0.1:9/')).status),
        socket: await attempt(() => new Promise((resolve) => {
          const socket = new WebSocket('ws://127.0.0.1:9/');
          socket.onerror = () => resolve('error'); socket.onopen = () => resolve('open');
        })),
        open: await attempt(() => window.open('https://example.com/') === null),
        notification: await attempt(() => Notification.requestPermission()),
        camera: await attempt(async () => (await navigator.mediaDevices.getUserMedia({ video: true })).id),
        clipboardRead: await attempt(() => navigator.clipboard.readText()),
      };
      results.script = await attempt(() => {
        const script = document.createElement('script');
        script.text = 'globalThis.pwned = true';
        document.body.append(script);
      });
      results.handler = await attempt(() => document.body.setAttribute('onclick', 'globalThis.pwned = true'));
      results.markup = await attempt(() => {
        const place = document.createElement('div');
        place.innerHTML = '<img src="/nothing.png" onerror="globalThis.pwned = true">';
        return place.childElementCount;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      results.pwned = globalThis.pwned ?? false;
      return results;
    `);
    expect(attempts).toEqual({
      eval: 'EvalError',
      newFunction: 'EvalError',
      fetch: 'TypeError',
      loopback: 'TypeError',
      socket: expect.stringMatching(/^(?:error|SecurityError)$/),
      open: true,
      notification: 'denied',
      camera: expect.stringMatching(/Error$/),
      clipboardRead: expect.stringMatching(/Error$/),
      script: 'TypeError',
      handler: 'TypeError',
      markup: 0,
      pwned: false,
    });
  });

  test('leaving the bundle is refused', async () => {
    const before = running.page.url();
    await inPage(
      `location.href = 'https://example.com/'; await new Promise((resolve) => setTimeout(resolve, 500));`,
    );
    expect(running.page.url()).toBe(before);
  });

  test('evidence addresses of nothing, and tricks with them, answer nothing', async () => {
    const statuses = await inPage<number[]>(`
      const id = 'i-' + '0'.repeat(26);
      const paths = ['/evidence/' + id + '/original', '/evidence/' + id + '/thumbnail', '/frozen/' + '0'.repeat(26),
        '/%2e%2e/main/main.js', '/..%2fmain/main.js', '/assets/../../main/main.js', '/package.json', '/'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    `);
    expect(new Set(statuses)).toEqual(new Set([404]));
  });
});

describe('P13: wrong calls in the running app', () => {
  test('are refused with a code and a sentence, and the fifth within a minute closes the window', async () => {
    const own = await launchApp();
    try {
      const closed = own.page.waitForEvent('close');
      const codes = await own.page.evaluate(async () => {
        const { liuhen } = window as unknown as { readonly liuhen: Client };
        const wrong = [
          () => liuhen.orders.get({ orderId: '../../etc/passwd' }),
          () => liuhen.orders.get(JSON.parse('{"orderId":"x","__proto__":{"isAdmin":true}}')),
          () => liuhen.evidence.note({ itemId: `i-${'0'.repeat(26)}`, note: 'x'.repeat(1_000_000) }),
          () => liuhen.capture.chooseRegion({ x: 0, y: 0, width: 1, height: 1 }),
        ];
        const answers = await Promise.all(wrong.map((call) => call()));
        return answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
      });
      expect(codes).toEqual(['INPUT_INVALID', 'INPUT_INVALID', 'INPUT_TOO_LARGE', 'WINDOW_NOT_ALLOWED']);
      void own.page
        .evaluate(() => (window as unknown as { readonly liuhen: Client }).liuhen.toast.dismiss())
        .catch(() => undefined);
      await closed;
      await waitUntil('the log names the refusals', () =>
        /toast\.dismiss refused WINDOW_NOT_ALLOWED/.test(own.errors()),
      );
      expect(own.errors()).not.toMatch(/passwd|isAdmin|xxxx/);
    } finally {
      await own.close();
    }
  });
});
