import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';

let built: BuiltWindow;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(() => built.close());

/** Controls of a bar of which something else lies over an edge or the middle. */
function covered(page: Page, bar: string): Promise<readonly string[]> {
  return page.evaluate(
    (selector) =>
      [...document.querySelectorAll(`${selector} button`)]
        .filter(
          (button) => getComputedStyle(button).visibility !== 'hidden' && button.getClientRects().length > 0,
        )
        .filter((button) => {
          const { left, right, top, height } = button.getBoundingClientRect();
          return [left + 3, (left + right) / 2, right - 3].some((x) => {
            const hit = document.elementFromPoint(x, top + height / 2);
            return hit === null || !(button.contains(hit) || hit.contains(button));
          });
        })
        .map((button) => button.textContent || button.getAttribute('aria-label') || 'a button'),
    bar,
  );
}

it.each(
  (['zh-CN', 'en'] as const).flatMap((locale) =>
    [1024, 1190, 1280].flatMap((width) =>
      ['', '&recording=troubled', '&session=open&stamps=pending'].map(
        (recording) => [locale, width, recording] as const,
      ),
    ),
  ),
)('no control of the top bar is covered: %s, %i pixels wide %s', async (locale, width, recording) => {
  const page = await built.open(`scenario=busy&locale=${locale}${recording}`, { width, height: 640 });
  await page.getByTestId('search').waitFor();
  expect(await covered(page, '.top-bar')).toEqual([]);
  await page.close();
});

it.each(
  (['zh-CN', 'en'] as const).flatMap((locale) => [1024, 1280].map((width) => [locale, width] as const)),
)('no control for a selection or a session is covered: %s, %i pixels wide', async (locale, width) => {
  const page = await built.open(`scenario=busy&session=open&locale=${locale}`, { width, height: 640 });
  await page.getByTestId('select-all').click();
  await page.getByTestId('bulk-remove').waitFor();
  expect(await covered(page, '.evidence-toolbar')).toEqual([]);
  expect(await covered(page, '.session-bar')).toEqual([]);
  await page.close();
});
