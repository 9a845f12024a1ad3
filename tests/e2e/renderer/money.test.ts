import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf } from './fake-main-calls.ts';
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
  page = await openOrderTab(built, 'money', theme);
};

it.each(['light', 'dark'])('takes what is ticked of a bill over and shows the sum (%s)', async (theme) => {
  await open(theme);
  await page.getByTestId('money-import').click();
  await page.getByTestId('money-duplicate').getByText('相隔 4 秒').waitFor();
  await page.getByTestId('money-tick-21').click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByTestId('money-take').click();
  await page.getByTestId('payment-p-21').waitFor();
  expect((await callsOf(page, 'bills.take'))[0]).toMatchObject({
    lines: [
      { line: 20, role: 'payment' },
      { line: 21, role: 'suspected-duplicate' },
    ],
  });
  await page.getByTestId('money-outstanding').waitFor();
  await page.getByTestId('payment-p-21-withdraw').click();
  await expect.poll(() => page.getByTestId('payment-p-21').count()).toBe(0);
  await page.close();
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
