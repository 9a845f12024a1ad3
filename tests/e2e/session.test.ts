import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client, SessionState } from '../../core/contract/index.ts';
import { type SampleShop, startSampleShop } from '../../tools/sample-shop/index.ts';
import {
  type LaunchedApp,
  launchApp,
  newestOfInbox,
  type OtherWindow,
  objectOf,
  openOtherWindow,
  rawOf,
  type Screen,
  startScreen,
  waitUntil,
} from './harness/index.ts';

/** Rows that the strip has at the top of the screen. */
const STRIP_HEIGHT = 46;

let screen: Screen;
let shop: SampleShop;
let browser: OtherWindow;
let running: LaunchedApp;

beforeAll(async () => {
  screen = await startScreen(1280, 800);
  shop = await startSampleShop();
  running = await launchApp({ screen });
  browser = await openOtherWindow(screen, shop.pages.order);
  screen.movePointer(640, 400);
});

afterAll(async () => {
  await running?.close();
  await browser?.close();
  await shop?.stop();
  await screen?.stop();
});

function session(text: string | null): Promise<SessionState> {
  return running.page.evaluate(async (pasted) => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    const answer =
      pasted === null
        ? await liuhen.session.getState()
        : await liuhen.session.start({
            orderId: null,
            domain: null,
            isEnvironmentChecked: false,
            notBefore: { text: pasted },
          });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  }, text);
}

const isOnScreen = () =>
  running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window.isVisible() && window.webContents.getURL().includes('strip.html'),
    ),
  );

/** Shares of white and of dark pixels in the rows of the strip. */
async function topOf(picture: Uint8Array): Promise<{ readonly white: number; readonly dark: number }> {
  const { width, rgb } = await rawOf(picture);
  let white = 0;
  let dark = 0;
  for (let at = 0; at < width * STRIP_HEIGHT * 3; at += 3) {
    const sum = (rgb[at] ?? 0) + (rgb[at + 1] ?? 0) + (rgb[at + 2] ?? 0);
    if (sum > 720) white += 1;
    if (sum < 150) dark += 1;
  }
  const count = width * STRIP_HEIGHT;
  return { white: white / count, dark: dark / count };
}

describe('an evidence session in the app (P06)', () => {
  test('shows its not-before value in the first picture of the screen, and only there', async () => {
    const begun = await session('beacon 2026-11-23 round 4711 9f86d081884c7d65');
    expect(begun).toMatchObject({ phase: 'open', session: { isStripShown: false } });
    expect(await isOnScreen()).toBe(true);
    const strip = await waitUntil('the strip is open', () =>
      running.app.windows().find((page) => page.url().includes('strip.html')),
    );
    expect(await strip.textContent('[data-testid="strip-value"]')).toContain('round 4711');
    screen.press('ctrl+alt+1');
    const first = await topOf(objectOf(running.lockerFolder, await newestOfInbox(running.page, 1)));
    expect(first.white).toBeGreaterThan(0.6);
    expect(first.dark).toBeGreaterThan(0.02);
    await waitUntil('the strip is said to be in the picture', async () => {
      const { session: now } = await session(null);
      return now?.isStripShown === true;
    });
    await waitUntil('the strip is gone', async () => !(await isOnScreen()));
    screen.press('ctrl+alt+1');
    const second = objectOf(running.lockerFolder, await newestOfInbox(running.page, 2));
    const top = await topOf(second);
    expect(Math.abs(top.dark - first.dark) + Math.abs(top.white - first.white)).toBeGreaterThan(0.1);
  });

  test('ends, and another one can begin', async () => {
    const ended = await running.page.evaluate(() => {
      const { liuhen } = window as unknown as { readonly liuhen: Client };
      return liuhen.session.end();
    });
    expect(ended).toEqual({ ok: true, value: { phase: 'none', session: null } });
    expect(await session('another value')).toMatchObject({ phase: 'open' });
  });

  test('is ended by the next start when the app was killed in it', async () => {
    await running.kill();
    const { lockerFolder, userData } = running;
    const next = await launchApp({ screen, lockerFolder, userData });
    const again = await next.page.evaluate(async () => {
      const { liuhen } = window as unknown as { readonly liuhen: Client };
      for (let tries = 0; tries < 50; tries += 1) {
        const answer = await liuhen.session.getState();
        if (answer.ok && answer.value.phase === 'none') break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const started = await liuhen.session.start({
        orderId: null,
        domain: null,
        isEnvironmentChecked: false,
        notBefore: 'none',
      });
      return started.ok ? started.value.phase : started.error.code;
    });
    expect(again).toBe('open');
    await next.close();
  });
});
