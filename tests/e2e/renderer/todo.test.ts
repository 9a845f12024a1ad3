import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf } from './fake-main-calls.ts';
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
  'lists what is urgent first, opens the order and exports the calendar (%s)',
  async (theme) => {
    page = await built.open(`scenario=busy&theme=${theme}`);
    page.setDefaultTimeout(10_000);
    const count = page.getByTestId('nav-todo-count');
    await count.waitFor();
    const urgent = Number(await count.textContent());
    await page.getByTestId('nav-todo').click();
    await page.getByTestId('todo-statistics').waitFor();
    const entries = page.locator('[data-testid^="todo-entry-"]:not(.todo-later)');
    expect(await entries.count()).toBe(urgent);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId('todo-calendar').click();
    await expect.poll(async () => (await callsOf(page, 'cases.exportCalendar')).length).toBe(1);
    await entries.first().press('Enter');
    await page.getByTestId('order-title').waitFor();
    await page.close();
  },
);

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
