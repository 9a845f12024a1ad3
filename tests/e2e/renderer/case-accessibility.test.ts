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

const choose = (page: Page) => page.getByTestId('case-proposal-adopt').click();
const openTab = async (page: Page, tab: string, waitFor: string) => {
  await page.getByTestId(`order-tab-${tab}`).click();
  await page.getByTestId(waitFor).first().waitFor();
};

/** Every screen of a case: how to get there. */
const screens: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'choice of what happened': (page) => page.getByTestId('case-proposal').waitFor(),
  'everything unfolded': async (page) => {
    await choose(page);
    await page.getByTestId('case-checks').waitFor();
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
  },
  timeline: (page) => openTab(page, 'story', 'story-entry'),
  'noting an event, refused': async (page) => {
    await openTab(page, 'story', 'story-add');
    await page.getByTestId('story-add').click();
    await page.getByTestId('fact-dialog-save').click();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
  },
  'noting a message': async (page) => {
    await openTab(page, 'story', 'story-add-message');
    await page.getByTestId('story-add-message').click();
    await page.getByTestId('message-text').waitFor();
  },
  'reading an item': async (page) => {
    await openTab(page, 'story', 'story-read');
    await page.getByTestId('story-read').click();
    await page.getByTestId('reading-picture').waitFor();
  },
  'comparison with a row': async (page) => {
    await openTab(page, 'compare', 'compare-add');
    await page.getByTestId('compare-add').click();
    for (const field of ['feature', 'promised', 'actual']) {
      await page.getByTestId(`difference-${field}`).fill('一');
    }
    await page.getByTestId('difference-dialog-save').click();
    await page.getByTestId('compare-table').waitFor();
  },
  'who the merchant is': async (page) => {
    await openTab(page, 'compare', 'identity-merchant-edit');
    await page.getByTestId('identity-merchant-edit').click();
    await page.getByTestId('party-name').waitFor();
  },
};

describe.each([
  'scenario=busy&theme=light',
  'scenario=busy&theme=dark',
  'scenario=busy&theme=light&locale=en',
])('axe finds nothing serious at %s', (query) => {
  it.each(Object.entries(screens))('%s', async (_, visit) => {
    const page = await built.open(query);
    page.setDefaultTimeout(10_000);
    try {
      await page.getByTestId('nav-orders').click();
      await page.locator('[data-testid^="order-row-"]').first().click();
      await page.getByTestId('case-scenario').waitFor();
      await visit(page);
      expect(await seriousFindings(page)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

it('reaches a choice, a fold and the way to capture by keyboard alone', async () => {
  const page = await built.open('scenario=busy');
  await page.getByTestId('nav-orders').click();
  await page.locator('[data-testid^="order-row-"]').first().click();
  await page.getByTestId('case-scenario-late_delivery').focus();
  await page.keyboard.press('Enter');
  const fold = page.getByTestId('case-held');
  await fold.focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('case-held-E01').waitFor();
  await page.getByTestId('case-capture-E22').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByTestId('case-need-E22').count()).toBe(0);
  await page.close();
});
