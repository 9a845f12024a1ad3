import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

const card = '[data-testid^="evidence-card-"]';
const idOf = async (index: number) =>
  ((await page.locator(card).nth(index).getAttribute('data-testid')) ?? '').replace('evidence-card-', '');

it('says exactly what happens, and removes only after a second, explicit step', async () => {
  page = await built.open('scenario=busy');
  const id = await idOf(1);
  await page.locator(card).nth(1).click();
  await page.getByTestId('item-remove').click();
  const dialog = page.getByTestId('remove-dialog');
  for (const words of ['粉碎，无法恢复', '只留下编号、哈希和时间', '已导出的卷宗']) {
    await dialog.getByText(words).waitFor();
  }
  expect(await page.getByTestId('remove-confirm').isDisabled()).toBe(true);
  await page.getByTestId('remove-reason').fill('截错了');
  await page.getByTestId('remove-understood').click();
  await page.getByTestId('remove-confirm').click();
  await page.getByTestId(`evidence-card-${id}`).waitFor({ state: 'detached' });
  expect(await callsOf(page, 'evidence.remove')).toEqual([{ itemIds: [id], reason: '截错了' }]);
  await page.close();
});

it('keeps everything when the keyboard answers without reading', async () => {
  page = await built.open('scenario=busy');
  await page.getByTestId('evidence-list').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await page.getByTestId('remove-dialog').waitFor();
  await expect
    .poll(() => page.getByTestId('remove-keep').evaluate((element) => element === document.activeElement))
    .toBe(true);
  await page.keyboard.press('Enter');
  await page.getByTestId('remove-dialog').waitFor({ state: 'hidden' });
  expect(await callsOf(page, 'evidence.remove')).toEqual([]);
  await page.close();
});

it('removes all that is selected, by keyboard alone', async () => {
  page = await built.open('scenario=busy');
  await page.getByTestId('evidence-list').focus();
  await page.keyboard.press('Control+a');
  const count = await page.locator(`${card}[aria-selected="true"]`).count();
  await page.keyboard.press('Delete');
  await page.getByTestId('remove-understood').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByTestId('inbox-empty').waitFor();
  const [call] = (await callsOf(page, 'evidence.remove')) as { itemIds: string[] }[];
  expect(call?.itemIds).toHaveLength(count);
  await page.close();
});

it('says what could not be shredded yet, and stays until it is read', async () => {
  page = await built.open('scenario=busy');
  await page.locator(card).nth(1).click();
  await page.getByTestId('bulk-remove').click();
  await page.getByTestId('remove-reason').fill('locked');
  await page.getByTestId('remove-understood').click();
  await page.getByTestId('remove-confirm').click();
  await page.getByRole('alert').getByText('1 个文件还没粉碎掉').waitFor();
  await page.close();
});

it('closes the viewer on what was removed there', async () => {
  page = await built.open('scenario=busy');
  await page.locator(card).nth(1).dblclick();
  await page.getByTestId('viewer').waitFor();
  await page.keyboard.press('Delete');
  await page.getByTestId('remove-understood').click();
  await page.getByTestId('remove-confirm').click();
  await page.getByTestId('viewer').waitFor({ state: 'detached' });
  await page.close();
});

it('is not offered while the locker cannot be written', async () => {
  page = await built.open('scenario=problem');
  await page.locator(card).first().click();
  expect(await page.getByTestId('item-remove').isDisabled()).toBe(true);
  expect(await page.getByTestId('bulk-remove').isDisabled()).toBe(true);
  await page.close();
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
