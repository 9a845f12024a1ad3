import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { seriousFindings } from './serious-findings.ts';

let built: BuiltWindow;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

const firstCard = '[data-testid^="evidence-card-"]';
const firstOrder = '[data-testid^="order-row-"]';

/** Every screen: how to get there. */
const screens: Readonly<Record<string, { query: string; visit?: (page: Page) => Promise<void> }>> = {
  inbox: { query: 'scenario=busy' },
  'inbox with a selection': {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.locator(firstCard).first().click();
      await page.getByTestId('selection-panel').waitFor();
    },
  },
  'empty inbox': { query: 'scenario=empty' },
  'kinds of evidence': {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.locator(firstCard).first().click();
      await page.keyboard.press('e');
      await page.getByTestId('kind-dialog').waitFor();
    },
  },
  'filing under an order': {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.locator(firstCard).first().click();
      await page.keyboard.press('o');
      await page.getByTestId('assign-dialog').waitFor();
    },
  },
  viewer: {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.locator(firstCard).nth(1).dblclick();
      await page.getByTestId('item-history').waitFor();
    },
  },
  'choice of the active order': {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.getByTestId('active-order').click();
      await page.getByTestId('active-order-option-none').waitFor();
    },
  },
  search: {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByTestId('search-search').waitFor();
    },
  },
  orders: { query: 'scenario=busy', visit: (page) => openOrders(page) },
  'empty list of orders': {
    query: 'scenario=empty',
    visit: async (page) => {
      await page.getByTestId('nav-orders').click();
      await page.getByTestId('orders-empty').waitFor();
    },
  },
  'order form with refused fields': {
    query: 'scenario=busy',
    visit: async (page) => {
      await openOrders(page);
      await page.getByTestId('order-add').click();
      await page.getByTestId('order-save').click();
      await page.locator('.ant-form-item-explain-error').first().waitFor();
    },
  },
  order: { query: 'scenario=busy', visit: (page) => openOrder(page, 'grid') },
  'order as a timeline': { query: 'scenario=busy', visit: (page) => openOrder(page, 'timeline') },
  'order facts and history': { query: 'scenario=busy', visit: (page) => openOrder(page, 'facts') },
  'finished export': {
    query: 'scenario=busy',
    visit: async (page) => {
      await openOrder(page, 'grid');
      await page.getByTestId('export-start').click();
      await page.getByTestId('export-done').waitFor();
    },
  },
  'locker with its report': {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.getByTestId('nav-locker').click();
      await page.getByTestId('verify-start').click();
      await page.getByTestId('verify-report').waitFor();
    },
  },
  'locker that cannot be written': { query: 'scenario=problem' },
  settings: {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByTestId('settings-about').waitFor();
    },
  },
  'first run': { query: 'scenario=first-run' },
  'first run, try': {
    query: 'scenario=first-run',
    visit: async (page) => {
      await page.getByTestId('firstrun-next').click();
      await page.getByTestId('firstrun-next').click();
      await page.getByTestId('firstrun-capture').waitFor();
    },
  },
  toast: { query: 'page=toast&toast=order' },
  'failed toast': { query: 'page=toast&toast=failed' },
  region: { query: 'page=region' },
};

async function openOrders(page: Page): Promise<void> {
  await page.getByTestId('nav-orders').click();
  await page.locator(firstOrder).first().waitFor();
}

async function openOrder(page: Page, tab: string): Promise<void> {
  await openOrders(page);
  await page.locator(firstOrder).first().click();
  await page.getByTestId(`order-tab-${tab}`).click();
  await page
    .locator(tab === 'facts' ? '[data-testid="order-facts"]' : firstCard)
    .first()
    .waitFor();
}

describe.each(['light', 'dark'])('axe finds nothing serious in the %s theme', (theme) => {
  it.each(Object.entries(screens))('%s', async (_, { query, visit }) => {
    const page = await built.open(`${query}&theme=${theme}`);
    try {
      await visit?.(page);
      expect(await seriousFindings(page)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

it('logs no error, breaks no content security policy and asks nothing of the network', () => {
  expect(built.complaints).toEqual([]);
});
