import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';

let built: BuiltWindow;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(() => built.close());

/** Controls of the top bar of which something else lies over an edge or the middle. */
function covered(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.top-bar button')]
      .filter((button) => {
        const { left, right, top, height } = button.getBoundingClientRect();
        return [left + 3, (left + right) / 2, right - 3].some((x) => {
          const hit = document.elementFromPoint(x, top + height / 2);
          return hit === null || !(button.contains(hit) || hit.contains(button));
        });
      })
      .map((button) => button.textContent || button.getAttribute('aria-label') || 'a button'),
  );
}

it.each(
  (['zh-CN', 'en'] as const).flatMap((locale) =>
    [1024, 1190, 1280].flatMap((width) =>
      ['', '&recording=troubled'].map((recording) => [locale, width, recording] as const),
    ),
  ),
)('no control of the top bar is covered: %s, %i pixels wide %s', async (locale, width, recording) => {
  const page = await built.open(`scenario=busy&locale=${locale}${recording}`, { width, height: 640 });
  await page.getByTestId('search').waitFor();
  expect(await covered(page)).toEqual([]);
  await page.close();
});
