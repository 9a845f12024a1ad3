import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf, sealItem } from './fake-main-calls.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

describe('the region window', () => {
  it.each([1, 2])('gives exactly the pixels that were dragged over, at density %i', async (pixelRatio) => {
    page = await built.open('page=region', {
      width: 1280 / pixelRatio,
      height: 720 / pixelRatio,
      pixelRatio,
    });
    await page.getByTestId('region').waitFor();
    await page.mouse.move(100, 60);
    await page.mouse.down();
    await page.mouse.move(300, 160, { steps: 3 });
    await page.mouse.up();
    const size = `${200 * pixelRatio + 1} × ${100 * pixelRatio + 1}`;
    expect(await page.getByTestId('region-size').textContent()).toBe(size);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await callsOf(page, 'capture.chooseRegion')).toEqual([
      {
        x: 100 * pixelRatio + 1,
        y: 60 * pixelRatio + 10,
        width: 200 * pixelRatio,
        height: 100 * pixelRatio + 1,
      },
    ]);
    await page.close();
  });

  it('cancels by Esc, once', async () => {
    page = await built.open('page=region');
    await page.getByTestId('region').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await callsOf(page, 'capture.cancelRegion')).toHaveLength(1);
    await page.close();
  });
});

describe('the toast', () => {
  it('says where the picture went, undoes the filing, opens the item', async () => {
    page = await built.open('page=toast&toast=order', { width: 380, height: 120 });
    await page.getByTestId('toast-where').getByText('20261123140210001').waitFor();
    await page.getByTestId('toast-undo').click();
    await page.getByTestId('toast-undo').waitFor({ state: 'detached' });
    await page.getByTestId('toast-open').click();
    expect(await callsOf(page, 'toast.openItem')).toHaveLength(1);
    await page.close();
  });

  it('says loudly that nothing was sealed and what to do, in the window’s language', async () => {
    page = await built.open('page=toast&toast=failed&locale=en', { width: 380, height: 120 });
    await page.getByTestId('toast-message').getByText('The disk is full').waitFor();
    const isCut = await page
      .getByTestId('toast-message')
      .evaluate((element) => element.scrollHeight > element.clientHeight + 1);
    expect(isCut).toBe(false);
    await page.close();
  });
});

describe('the first run', () => {
  it('ends with a picture that was really sealed', async () => {
    page = await built.open('scenario=first-run');
    await page.getByTestId('firstrun-next').click();
    await page.getByTestId('firstrun-next').click();
    await page.getByTestId('firstrun-capture').waitFor();
    await sealItem(page);
    await page.getByTestId('firstrun-sealed').locator('img').waitFor();
    await page.getByTestId('firstrun-done').click();
    await page.getByTestId('nav-inbox').waitFor();
    expect(await callsOf(page, 'app.updateSettings')).toEqual([{ isFirstRunDone: true }]);
    await page.close();
  });
});

describe('the settings', () => {
  it('reports a taken hotkey and accepts the free one offered', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('nav-settings').click();
    expect(await page.getByTestId('hotkey-region').getAttribute('data-state')).toBe('taken');
    await page.getByTestId('hotkey-region-suggestion').click();
    await expect.poll(() => page.getByTestId('hotkey-region').getAttribute('data-state')).toBe('active');
    await page.getByTestId('hotkey-screen-record').click();
    await page.keyboard.press('Control+Alt+T');
    await expect.poll(() => page.getByTestId('hotkey-screen').getAttribute('data-state')).toBe('taken');
    await page.getByTestId('hotkey-screen-record').click();
    await page.keyboard.press('Control+Alt+Y');
    await expect.poll(() => page.getByTestId('hotkey-screen').getAttribute('data-state')).toBe('active');
    const patches = (await callsOf(page, 'app.updateSettings')) as { hotkeys: { screen: string } }[];
    expect(patches.at(-1)?.hotkeys.screen).toBe('Control+Alt+Y');
    await page.close();
  });

  it('switches language and theme at once', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('nav-settings').click();
    await page.getByTestId('settings-locale-en').click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByTestId('settings-theme-dark').click();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.close();
  });
});

it.each(['index', 'region', 'toast'] as const)(
  '%s starts under the content security policy',
  async (name) => {
    page = await built.openUnanswered(name);
    await page.waitForFunction(() => document.readyState === 'complete');
    await page.waitForTimeout(300);
    expect(built.complaints).toEqual([]);
    await page.close();
  },
);

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
