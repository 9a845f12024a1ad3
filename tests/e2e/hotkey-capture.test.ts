import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client, HotkeyState } from '../../core/contract/index.ts';
import { type SampleShop, startSampleShop } from '../../tools/sample-shop/index.ts';
import {
  CONTROL_ALT,
  differingPixels,
  KEY_1,
  type LaunchedApp,
  launchApp,
  maimOf,
  newestOfInbox,
  type OtherWindow,
  objectOf,
  openOtherWindow,
  rawOf,
  type Screen,
  startScreen,
  takeKey,
  waitUntil,
} from './harness/index.ts';

let screen: Screen;
let shop: SampleShop;
let browser: OtherWindow;
let running: LaunchedApp;

beforeAll(async () => {
  screen = await startScreen(1280, 800);
  shop = await startSampleShop();
  running = await launchApp({ screen });
  browser = await openOtherWindow(screen, shop.pages.order);
  screen.movePointer(1275, 400);
  screen.focus(shop.orders.undelivered);
  await delay(500);
});

afterAll(async () => {
  await running?.close();
  await browser?.close();
  await shop?.stop();
  await screen?.stop();
});

/** What `maim` takes while none of our windows is on the screen. */
async function maimWithoutUs(): Promise<Buffer> {
  const hidden = await running.app.evaluate(({ BrowserWindow }) => {
    const visible = BrowserWindow.getAllWindows().filter((window) => window.isVisible());
    for (const window of visible) window.hide();
    return visible.map((window) => window.id);
  });
  await delay(500);
  const picture = maimOf(screen);
  await running.app.evaluate(({ BrowserWindow }, ids) => {
    for (const id of ids) BrowserWindow.fromId(id)?.showInactive();
  }, hidden);
  await delay(500);
  return picture;
}

describe('a hotkey over another window', () => {
  test("seals exactly the pixels that maim sees, without the app's own windows", async () => {
    const expected = await maimWithoutUs();
    screen.press('ctrl+alt+1');
    const item = await newestOfInbox(running.page, 1);
    const bytes = objectOf(running.lockerFolder, item);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(item.sha256);
    expect(await differingPixels(bytes, expected)).toBe(0);
    expect(item.provenance).toMatchObject({
      source: 'capture',
      capture: {
        mode: 'screen',
        trigger: 'hotkey',
        window: { title: expect.stringContaining(shop.orders.undelivered) },
      },
    });
  });

  test('is told by a toast with the thumbnail, which is not in the next picture', async () => {
    const toast = await running.window('toast');
    await toast.waitForSelector('[data-testid="toast"][data-outcome="sealed"]');
    expect(await toast.textContent('body')).toContain('已固定');
    const isLoaded = () =>
      toast.evaluate(() => [...document.images].every((image) => image.naturalWidth > 0));
    await waitUntil('the thumbnail is shown', isLoaded);
    const withToast = maimOf(screen);
    screen.press('ctrl+alt+1');
    const item = await newestOfInbox(running.page, 2);
    const bytes = objectOf(running.lockerFolder, item);
    expect(await differingPixels(bytes, await maimWithoutUs())).toBe(0);
    expect(await differingPixels(bytes, withToast)).toBeGreaterThan(0);
  });

  test('takes nothing away from the window that has the focus', async () => {
    expect(await browser.page.evaluate(() => document.hasFocus())).toBe(true);
  });

  test('the window key takes the window in focus alone', async () => {
    screen.press('ctrl+alt+2');
    const item = await newestOfInbox(running.page, 3);
    expect(item.provenance).toMatchObject({ capture: { mode: 'window', area: { width: 900, height: 600 } } });
  });

  test('two presses in quick succession are both sealed', async () => {
    screen.press('ctrl+alt+1');
    screen.press('ctrl+alt+1');
    await newestOfInbox(running.page, 5);
  });

  test('the toast goes away by itself', async () => {
    screen.press('ctrl+alt+1');
    await newestOfInbox(running.page, 6);
    const isVisible = () =>
      running.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some((window) => window.isVisible() && window.getBounds().height < 300),
      );
    await waitUntil('the toast is shown', isVisible);
    await waitUntil('the toast is gone', async () => !(await isVisible()));
  });
});

describe('the region key', () => {
  test('freezes the screen, and the drawn rectangle is cut from the frozen picture', async () => {
    const expected = await maimWithoutUs();
    screen.press('ctrl+alt+3');
    const region = await running.window('region');
    await region.waitForSelector('[data-testid="region"]');
    await delay(800);
    screen.drag({ x: 200, y: 150 }, { x: 500, y: 350 });
    await region.waitForSelector('[data-testid="region-area"]');
    screen.press('Return');
    const item = await newestOfInbox(running.page, 7);
    const { provenance } = item;
    if (provenance.source !== 'capture') throw new Error('not a capture');
    const { area } = provenance.capture;
    expect(Math.abs(area.x - 200) + Math.abs(area.y - 150)).toBeLessThanOrEqual(4);
    const picture = await rawOf(objectOf(running.lockerFolder, item));
    const whole = await rawOf(expected);
    for (let row = 0; row < area.height; row += 1) {
      const start = ((area.y + row) * whole.width + area.x) * 3;
      const line = whole.rgb.subarray(start, start + area.width * 3);
      expect(line.equals(picture.rgb.subarray(row * area.width * 3, (row + 1) * area.width * 3))).toBe(true);
    }
  });

  test('Escape seals nothing, and the next capture works', async () => {
    screen.press('ctrl+alt+3');
    const region = await running.window('region');
    await region.waitForSelector('[data-testid="region"]');
    await delay(500);
    screen.press('Escape');
    await waitUntil('the overlay is gone', () => running.app.windows().every((page) => page !== region));
    screen.press('ctrl+alt+1');
    await newestOfInbox(running.page, 8);
  });
});

describe('a key that another program holds', () => {
  test('is reported with a free one to offer, not silently dead', async () => {
    const own = await startScreen(1280, 800);
    const giveBack = await takeKey(own, CONTROL_ALT, KEY_1);
    const other = await launchApp({ screen: own });
    try {
      const states = await other.page.evaluate(async () => {
        const { liuhen } = window as unknown as { readonly liuhen: Client };
        const state = await liuhen.app.getState();
        return state.ok ? state.value.hotkeys : [];
      });
      expect(states).toEqual([
        { action: 'screen', accelerator: 'Control+Alt+1', state: 'taken', suggestion: 'Control+Shift+1' },
        { action: 'window', accelerator: 'Control+Alt+2', state: 'active', suggestion: null },
        { action: 'region', accelerator: 'Control+Alt+3', state: 'active', suggestion: null },
        { action: 'record', accelerator: 'Control+Alt+4', state: 'active', suggestion: null },
        { action: 'pause', accelerator: 'Control+Alt+5', state: 'active', suggestion: null },
        { action: 'mark', accelerator: 'Control+Alt+6', state: 'active', suggestion: null },
      ] satisfies HotkeyState[]);
      await other.page.evaluate(() => {
        const { liuhen } = window as unknown as { readonly liuhen: Client };
        return liuhen.app.updateSettings({
          hotkeys: {
            screen: 'Control+Shift+1',
            window: 'Control+Alt+2',
            region: 'Control+Alt+3',
            record: 'Control+Alt+4',
            pause: 'Control+Alt+5',
            mark: 'Control+Alt+6',
          },
        });
      });
      own.press('ctrl+shift+1');
      await newestOfInbox(other.page, 1);
    } finally {
      giveBack();
      await other.close();
      await own.stop();
    }
  });
});
