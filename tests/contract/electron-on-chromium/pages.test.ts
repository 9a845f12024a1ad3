import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppUnderTest, startApp } from './app-under-test.ts';

/** What the fixture's preload script exposes, and its main script collects. */
interface Fixture {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  on(channel: string, callback: (value: unknown) => void): () => void;
  callTwice(callback: (value: number) => number): number;
  throwing(): never;
  unlisted(): unknown;
  versions: Record<string, string>;
  nested: { list: unknown[] };
}
declare const fixture: Fixture;
declare const seen: { endlessChunks?: number };

let test: AppUnderTest;
beforeAll(async () => {
  test = await startApp();
});
afterAll(async () => {
  await test.stop();
});

describe('between page and main process', () => {
  it('carries every kind of value that structured clone carries', async () => {
    const arrived = await test.page.evaluate(async () => {
      const sent = {
        date: new Date(5),
        none: undefined,
        big: 5n,
        bytes: new Uint8Array([1, 2, 255]),
        nan: Number.NaN,
      };
      const collections = { map: new Map([[{ key: 1 }, new Set([1])]]), list: [null, -0], pattern: /a+/gi };
      const back = (await fixture.invoke('echo', { ...sent, ...collections, $: 'x' })) as Record<
        string,
        unknown
      >;
      const map = back.map as Map<{ key: number }, Set<number>>;
      return [
        back.date instanceof Date && back.date.getTime(),
        'none' in back && back.none === undefined,
        back.big === 5n,
        back.bytes instanceof Uint8Array && [...back.bytes],
        Number.isNaN(back.nan),
        [...map.keys()][0]?.key,
        [...map.values()][0]?.has(1),
        Object.is((back.list as number[])[1], -0),
        String(back.pattern),
        back.$,
      ];
    });
    expect(arrived).toEqual([5, true, true, [1, 2, 255], true, 1, true, true, '/a+/gi', 'x']);
  });

  it('moves eight megabytes unchanged', async () => {
    const isSame = await test.page.evaluate(async () => {
      const bytes = new Uint8Array(8 << 20).map((_, index) => index * 31);
      const back = (await fixture.invoke('echo', bytes)) as Uint8Array;
      return back.length === bytes.length && back.every((byte, index) => byte === bytes[index]);
    });
    expect(isSame).toBe(true);
  });

  it('names the sender: its own main frame, its top, its origin with our scheme', async () => {
    const who = await test.page.evaluate(() => fixture.invoke('who'));
    expect(who).toEqual({
      isMainFrame: true,
      isTop: true,
      origin: 'app://bundle',
      url: 'app://bundle/',
      isOurs: 1,
    });
  });

  it("hands a handler's failure to the page in Electron's words", async () => {
    const failures = await test.page.evaluate(() =>
      Promise.all(
        ['fail', 'nobody'].map((name) => fixture.invoke(name).catch((error: Error) => error.message)),
      ),
    );
    expect(failures).toEqual([
      "Error invoking remote method 'fail': TypeError: deliberately",
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    ]);
  });

  it('sends both ways, and no longer once the listener is taken off', async () => {
    const heard = await test.page.evaluate(async () => {
      const values: unknown[] = [];
      const next = () =>
        new Promise<void>((resolve) => {
          const off = fixture.on('noted', (value) => {
            values.push(value);
            off();
            resolve();
          });
        });
      const first = next();
      fixture.send('note', 1);
      await first;
      fixture.send('note', 2);
      await fixture.invoke('echo', 0);
      return values;
    });
    expect(heard).toEqual([1]);
  });

  it('crosses functions, errors and frozen objects, and nothing else of the preload world', async () => {
    const crossed = await test.page.evaluate(() => {
      const thrown = (run: () => unknown) => {
        try {
          return run();
        } catch (error) {
          return error instanceof Error && `${error.name}: ${error.message}`;
        }
      };
      return {
        sum: fixture.callTwice((value) => value * 10),
        thrown: thrown(() => fixture.throwing()),
        unlisted: thrown(() => fixture.unlisted()),
        isFrozen: Object.isFrozen(fixture) && Object.isFrozen(fixture.nested.list[1]),
        globals: [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')],
        versions: fixture.versions,
      };
    });
    expect(crossed).toEqual({
      sum: 30,
      thrown: 'RangeError: from preload',
      unlisted: 'Error: ipcRenderer.sendSync is not supported by electron-on-chromium in a preload script.',
      isFrozen: true,
      globals: ['undefined', 'undefined'],
      versions: { electron: '45.4.1', runtime: '0.2.0' },
    });
  });

  it('keeps the launch token from the page, and shuts the channel on whoever lacks it', async () => {
    const found = await test.page.evaluate(async () => {
      const names = performance.getEntries().map((entry) => entry.name);
      const text = [...names, document.cookie, location.href, document.documentElement.outerHTML].join(' ');
      const port = location.port;
      const closed = await new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/page-channel`);
        socket.onopen = () => socket.send('{"kind":"hello"}');
        socket.onclose = () => resolve('closed');
        socket.onmessage = () => resolve('answered');
      });
      return { hasToken: /\b[0-9a-f]{64}\b/.test(text), closed };
    });
    expect(found).toEqual({ hasToken: false, closed: 'closed' });
  });

  it('gives frames inside a page no bridge', async () => {
    const inFrame = await test.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = 'about:blank';
      document.body.append(frame);
      const type = typeof Reflect.get(frame.contentWindow as object, 'fixture');
      frame.remove();
      return type;
    });
    expect(inFrame).toBe('undefined');
  });
});

describe('a protocol of the application', () => {
  it('applies the policy that the handler sends', async () => {
    const violated = await test.page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          const script = document.createElement('script');
          script.textContent = 'window.isInlineRun = true';
          document.body.append(script);
        }),
    );
    expect(violated).toBe('script-src-elem');
    expect(await test.page.evaluate(() => Reflect.get(window, 'isInlineRun'))).toBeUndefined();
  });

  it('serves ranges, bodies and pictures of another host', async () => {
    const served = await test.page.evaluate(async () => {
      const range = await fetch('app://bundle/range', { headers: { range: 'bytes=2-4' } });
      const echo = await fetch('/echo', { method: 'POST', body: 'hello' });
      const picture = await new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve(image.naturalWidth);
        image.onerror = () => resolve('failed');
        image.src = 'app://pictures/dot';
      });
      return [range.status, [...new Uint8Array(await range.arrayBuffer())], await echo.text(), picture];
    });
    expect(served).toEqual([206, [2, 3, 4], 'POST hello', 1]);
  });

  it('stops producing a stream that nobody reads any more', async () => {
    await test.page.evaluate(async () => {
      const controller = new AbortController();
      const response = await fetch('/endless', { signal: controller.signal });
      await response.body?.getReader().read();
      controller.abort();
    });
    await expect.poll(() => test.app.evaluate(() => typeof seen.endlessChunks)).toBe('number');
  });
});
