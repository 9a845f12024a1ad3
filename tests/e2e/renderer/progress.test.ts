import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { openOrderTab } from './order-tab.ts';
import { seriousFindings } from './serious-findings.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

const open = async (theme = 'light') => {
  page = await openOrderTab(built, 'letters', theme);
};

it.each(['light', 'dark'])('shows what runs, notes a reply, closes and opens again (%s)', async (theme) => {
  await open(theme);
  await page.getByTestId('letter-compose').click();
  await page.getByTestId('letter-submitted').click();
  await page.getByTestId('submission-dialog-save').click();
  await page.getByTestId('submission-dialog').waitFor({ state: 'hidden' });
  await page.getByTestId('order-tab-progress').click();
  await page.getByTestId('progress-next').getByText('催发货').waitFor();
  await page.getByTestId('deadline-D01-counted').click();
  await page.getByTestId('progress-reply').click();
  await page.getByTestId('reply-outcome').click();
  await page.getByTestId('reply-outcome-promised').click();
  await page.getByTestId('reply-dialog-save').click();
  await page.getByTestId('progress-replied').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await page.getByTestId('progress').locator('a').count()).toBe(0);
  await page.getByTestId('progress-close').click();
  await page.getByTestId('closing-refunded').fill('98.50');
  await page.getByTestId('closing-dialog-save').click();
  await page.getByTestId('progress-closed').getByText('￥98.50').waitFor();
  await page.getByTestId('progress-reopen').click();
  await page.getByTestId('progress-close').waitFor();
  await page.close();
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
