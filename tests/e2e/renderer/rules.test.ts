import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { seriousFindings } from './serious-findings.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

it.each(['light', 'dark'])(
  'finds rules, says how well each is known and takes a measured limit (%s)',
  async (theme) => {
    page = await built.open(`scenario=busy&theme=${theme}`);
    page.setDefaultTimeout(10_000);
    await page.getByTestId('nav-rules').click();
    await page.getByTestId('rule-XFF-53').getByText('读过官方全文').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId('rules-tab-channels').click();
    const limit = page.getByTestId('limit-platform-textChars');
    await limit.getByText('未核实').waitFor();
    await page.getByTestId('limit-platform-textChars-edit').click();
    await page.getByTestId('limit-value').fill('200');
    await page.getByTestId('limit-save').click();
    await limit.getByText('200').waitFor();
    await page.getByTestId('rules-search').fill('12315');
    await page.getByTestId('rules-tab-addresses').click();
    await page.getByTestId('rules-impostors').waitFor();
    await page.getByTestId('rules-import').click();
    await page.getByTestId('failed-line').getByText('签名').waitFor();
    await page.close();
  },
);

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
