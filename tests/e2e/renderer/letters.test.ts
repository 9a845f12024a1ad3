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
  page = await openOrderTab(built, 'letters', theme);
};

it.each(['light', 'dark'])(
  'composes, checks what was edited, keeps versions and notes what was sent (%s)',
  async (theme) => {
    await open(theme);
    await page.getByTestId('letter-choice-platform-ticket').click();
    await page.getByTestId('letter-compose').click();
    await page.getByTestId('letter-count').getByText('/ 500').waitFor();
    await page.getByTestId('letter-count').getByText('未核实').waitFor();
    await page.getByTestId('letter-missing').waitFor();
    await page.getByTestId('letter-keep').click();
    await page.getByTestId('letter-versions').waitFor();
    await page.getByTestId('letter-text').fill('骗子');
    await page.getByTestId('letter-findings').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId('letter-text').fill('没有发货');
    await page.getByTestId('letter-submitted').click();
    await page.getByTestId('submission-receipt').fill('TS-1');
    await page.getByTestId('submission-dialog-save').click();
    await expect.poll(async () => (await callsOf(page, 'cases.note')).length).toBe(2);
    expect((await callsOf(page, 'cases.note')).at(-1)).toMatchObject({
      noted: [
        { kind: 'letter', version: 2, text: '没有发货', isEdited: true },
        { kind: 'submission', receiptNumber: 'TS-1', text: '没有发货', packageSha256: null },
      ],
    });
    await page.close();
  },
);

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
