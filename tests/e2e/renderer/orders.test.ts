import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf } from './fake-main-calls.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

const row = '[data-testid^="order-row-"]';
const field = (name: string) => page.getByTestId(`order-form-${name}`);

describe('an order', () => {
  it('marks every refused field at once, and sends times with their offset', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('nav-orders').click();
    await page.getByTestId('order-add').click();
    await field('amount').fill('一百');
    await page.getByTestId('order-save').click();
    const errors = page.locator('.ant-form-item-explain-error');
    await expect.poll(() => errors.count()).toBe(5);
    for (const name of ['platform', 'merchant', 'product']) await field(name).fill(`某${name}`);
    await field('number').fill('A-1');
    await field('amount').fill('￥1,234.50');
    await field('paidAt').fill('2026/11/23 14:02:11');
    await field('paidAt').press('Enter');
    await page.getByTestId('order-save').click();
    await page.getByTestId('order-title').waitFor();
    const sent = (await callsOf(page, 'orders.add')).at(-1);
    expect(sent).toMatchObject({ amount: '￥1,234.50', paidAt: '2026-11-23T14:02:11+08:00', number: 'A-1' });
    expect(await page.getByText('￥1,234.50').first().isVisible()).toBe(true);
    await page.close();
  });

  it('warns of the same platform and number while typing, and saves all the same', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('nav-orders').click();
    const known = page.locator(row).first();
    await known.waitFor();
    await page.getByTestId('order-add').click();
    await field('platform').fill('闲鱼');
    await field('number').fill('3310927745218804512');
    await page.getByTestId('order-duplicate').waitFor();
    await field('merchant').fill('小熊游戏铺');
    await field('product').fill('同一单再记一次');
    await page.getByTestId('order-save').click();
    await page.getByTestId('order-title').getByText('同一单再记一次').waitFor();
    await page.close();
  });

  it('spells out hidden characters pasted into a field', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('nav-orders').click();
    await page.getByTestId('order-add').click();
    await field('number').fill('2026\u200b1123');
    await page.getByTestId('order-form').getByText('\\u{200B}').waitFor();
    await page.close();
  });

  it('keeps every change of a fact in the history, old beside new', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('nav-orders').click();
    await page.locator(row).first().click();
    await page.getByTestId('order-edit').click();
    await field('amount').fill('88');
    await page.getByTestId('order-save').click();
    await page.getByTestId('order-tab-facts').click();
    const history = page.getByTestId('order-history');
    await history.getByText('￥88.00').waitFor();
    expect(await history.locator('del').first().textContent()).toBe('￥98.50');
    const [change] = (await callsOf(page, 'orders.change')) as { draft: object }[];
    expect(change?.draft).toEqual({ amount: '88' });
    await page.close();
  });

  it('exports with progress, can be cancelled, and shows where the files are after leaving the page', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('nav-orders').click();
    await page.locator(row).first().click();
    await page.getByTestId('export-start').click();
    await page.getByTestId('export-progress-cancel').click();
    await page.getByTestId('export-start').waitFor();
    await page.getByTestId('export-start').click();
    await page.getByTestId('export-progress').waitFor();
    await page.getByTestId('nav-inbox').click();
    await page.getByTestId('nav-orders').click();
    await page.locator(row).first().click();
    await page.getByTestId('export-done').waitFor();
    await page.getByTestId('export-reveal').click();
    expect(await callsOf(page, 'dossier.reveal')).toHaveLength(1);
    await page.close();
  });

  it('becomes the one that captures go to', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('nav-orders').click();
    await page.locator(row).first().click();
    await page.getByTestId('order-activate').click();
    await page.getByTestId('active-order').getByText('星辰点卡').waitFor();
    const before = await page.getByTestId('order-item-count').textContent();
    await page.getByTestId('capture-screen').click();
    await expect.poll(() => page.getByTestId('order-item-count').textContent()).not.toBe(before);
    await page.close();
  });

  it('opens by keyboard from the search', async () => {
    page = await built.open('scenario=busy');
    await page.keyboard.press('Control+k');
    await page.getByTestId('search-search').fill('软件授权');
    await page.locator('[data-testid^="search-order-"]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('order-title').getByText('正版软件授权店').waitFor();
    await page.close();
  });
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
