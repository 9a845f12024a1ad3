import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../../../renderer/locales/locales.ts';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf } from './fake-main-calls.ts';
import { changeRecording } from './recording-calls.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

const size = { width: 340, height: 44 };

/** Whether anything reaches beyond the small window or is cut off in it. */
function isAnythingCut(): Promise<boolean> {
  return page.evaluate(() => {
    const all = [
      document.documentElement,
      ...document.querySelectorAll<HTMLElement>('.indicator, .indicator *'),
    ];
    return all.some(
      (element) =>
        !element.classList.contains('visually-hidden') &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) &&
        element.clientWidth > 0,
    );
  });
}

describe('the indicator', () => {
  it.each(['zh-CN', 'en'] as const)(
    'names every control and is worked by keyboard alone (%s)',
    async (locale) => {
      const words = locales[locale].recording;
      page = await built.open(`page=indicator&scenario=busy&recording=running&locale=${locale}`, size);
      const names = await page.getByRole('button').evaluateAll((all) => all.map((one) => one.ariaLabel));
      expect(names).toEqual([words.mark, words.pause, words.stop]);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByTestId('indicator-told').getByText('标记 3').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press(' ');
      await page.getByTestId('indicator-resume').waitFor();
      await page.getByTestId('indicator-resume').click();
      await page.getByTestId('indicator-stop').focus();
      await page.keyboard.press('Enter');
      await page.getByTestId('indicator').getByText(words.sealing).first().waitFor();
      for (const [operation, times] of [
        ['mark', 1],
        ['pause', 1],
        ['resume', 1],
        ['stop', 1],
      ] as const) {
        expect(await callsOf(page, `recording.${operation}`), operation).toHaveLength(times);
      }
      await page.close();
    },
  );

  it.each(['zh-CN', 'en'] as const)('fits its window, whatever it has to say (%s)', async (locale) => {
    page = await built.open(`page=indicator&scenario=busy&recording=running&locale=${locale}`, size);
    await page.getByTestId('indicator-time').waitFor();
    expect(await isAnythingCut()).toBe(false);
    const largest = { mediaMs: 99 * 3_600_000, sizeBytes: 1023 * 1024 ** 2, freeBytes: 1023 * 1024 ** 3 };
    await changeRecording(page, largest);
    expect(await isAnythingCut()).toBe(false);
    await changeRecording(page, { ...largest, silentForMs: 3_599_000 });
    await page.getByTestId('indicator-silent').waitFor();
    expect(await isAnythingCut()).toBe(false);
    await changeRecording(page, { phase: 'paused' });
    expect(await isAnythingCut()).toBe(false);
    await page.getByTestId('indicator-mark').click();
    await page.getByTestId('indicator-told').waitFor();
    expect(await isAnythingCut()).toBe(false);
    await page.close();
  });

  it('says that a command failed instead of doing nothing', async () => {
    page = await built.open('page=indicator&scenario=busy&recording=running', size);
    await page.getByTestId('indicator-time').waitFor();
    await changeRecording(page, { phase: 'recording' });
    await page.evaluate(() => {
      const { recording } = (window as unknown as { liuhen: { recording: Record<string, unknown> } }).liuhen;
      recording.pause = async () => ({ ok: false, error: { code: 'RECORDING_FAILED', message: '' } });
    });
    await page.getByTestId('indicator-pause').click();
    await page.getByRole('alert').getByText(locales['zh-CN'].errors.texts.RECORDING_FAILED).waitFor();
    await page.close();
  });

  it('starts under the content security policy', async () => {
    page = await built.openUnanswered('indicator');
    await page.waitForFunction(() => document.readyState === 'complete');
    await page.getByTestId('indicator').waitFor();
    expect(built.complaints).toEqual([]);
    await page.close();
  });
});

describe('the toast of a recording', () => {
  it.each(['started', 'marked', 'warned', 'ended', 'recovered'] as const)(
    'says in the window’s language that it %s, uncut',
    async (what) => {
      const code = `recording-${what}` as const;
      for (const locale of ['zh-CN', 'en'] as const) {
        page = await built.open(`page=toast&toast=${code}&locale=${locale}`, { width: 380, height: 120 });
        const words = locales[locale].toast.recording[code];
        await page.getByTestId('toast').getByText(words.title).waitFor();
        const message = page.getByTestId('toast-message');
        if (locale === 'en') expect(await message.textContent()).toBe(words.hint);
        const isCut = await message.evaluate((element) => element.scrollHeight > element.clientHeight + 1);
        expect(isCut).toBe(false);
        const isSealed = what === 'ended' || what === 'recovered';
        expect(await page.getByTestId('toast-open').count()).toBe(isSealed ? 1 : 0);
        await page.close();
      }
    },
  );
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
