import type { Page } from 'playwright-core';
import type { BuiltWindow } from './built-window.ts';

/** Opens the window with orders in it, and a tab of the first one. */
export async function openOrderTab(built: BuiltWindow, tab: string, theme = 'light'): Promise<Page> {
  const page = await built.open(`scenario=busy&theme=${theme}`);
  page.setDefaultTimeout(10_000);
  await page.getByTestId('nav-orders').click();
  await page.locator('[data-testid^="order-row-"]').first().click();
  await page.getByTestId(`order-tab-${tab}`).click();
  return page;
}
