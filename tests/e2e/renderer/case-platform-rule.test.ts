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
  page = await openOrderTab(built, 'compare');
});
afterAll(async () => {
  await built.close();
});

const lastNote = async () => {
  const calls = (await callsOf(page, 'cases.note')) as { noted: Record<string, unknown>[] }[];
  return calls.at(-1)?.noted[0];
};

it("the platform's own rule is kept word for word", async () => {
  await page.getByTestId('platform-rule-add').click();
  await page.getByTestId('platform-rule-name').fill('《消费者保障规则》');
  await page.getByTestId('platform-rule-clause').fill('第五条');
  await page.getByTestId('platform-rule-published').fill('2026-09-01');
  await page.getByTestId('platform-rule-published').press('Enter');
  await page.getByTestId('platform-rule-quote').fill('商家失联的，平台先行赔付。');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByTestId('platform-rule-dialog-save').click();
  await page.getByTestId('platform-rules').getByText('商家失联的，平台先行赔付。').waitFor();
  expect(await lastNote()).toMatchObject({
    kind: 'platform-rule',
    ruleName: '《消费者保障规则》',
    clause: '第五条',
    publishedOn: '2026-09-01',
    quote: '商家失联的，平台先行赔付。',
  });
});

it('what only the user knows of the other side is answered, and can be taken back', async () => {
  await page.getByTestId('order-tab-progress').click();
  await page.getByTestId('progress-questions').locator('summary').click();
  const yes = page.getByTestId('route-answer-route.many-victims-yes');
  await yes.click();
  await expect.poll(() => yes.getAttribute('aria-pressed')).toBe('true');
  expect(await lastNote()).toMatchObject({ answers: { 'route.many-victims': 'yes' } });
  await yes.click();
  await expect.poll(() => yes.getAttribute('aria-pressed')).toBe('false');
  expect(await seriousFindings(page)).toEqual([]);
});
