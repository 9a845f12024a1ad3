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

const openSettings = async (query: string) => {
  page = await built.open(query, { width: 1280, height: 1000 });
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('settings-trusted-time').waitFor();
};

it('is off, and says above the switch what leaves the machine and to whom', async () => {
  await openSettings('scenario=busy&stamps=off');
  const toggle = page.getByTestId('trusted-time-switch');
  expect(await toggle.getAttribute('aria-checked')).toBe('false');
  const leaves = page.getByTestId('trusted-time-leaves');
  const text = (await leaves.textContent()) ?? '';
  expect(text).toContain('只发送一个 64 位十六进制的校验值（哈希），不发送截图、订单或姓名。');
  expect(text).toContain('https://tsa-one.example/tsr');
  expect(text).toContain('http://tsa-two.example/qualified');
  const [told, control] = await Promise.all([leaves.boundingBox(), toggle.boundingBox()]);
  expect((told?.y ?? 0) + (told?.height ?? 0)).toBeLessThanOrEqual(control?.y ?? 0);
  expect(await callsOf(page, 'timestamps.configure')).toEqual([]);
  await page.close();
});

it('is turned on by the switch alone, and what leaves follows the authorities that are on', async () => {
  await openSettings('scenario=busy&stamps=off');
  await page.getByTestId('authority-sectigo-switch').click();
  await expect
    .poll(() => page.getByTestId('trusted-time-leaves').textContent())
    .not.toContain('tsa-two.example');
  await page.getByTestId('trusted-time-switch').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('trusted-time-switch').getAttribute('aria-checked')).toBe('true');
  expect(await callsOf(page, 'timestamps.configure')).toEqual([
    { isOn: false, isClockComparisonOn: false, onAuthorityIds: ['freetsa'] },
    { isOn: true, isClockComparisonOn: false, onAuthorityIds: ['freetsa'] },
  ]);
  await page.close();
});

it('takes an authority of the user’s own with a root certificate by ticket, and lets it go again', async () => {
  await openSettings('scenario=busy&stamps=off');
  await page.getByTestId('authority-add').click();
  await page.getByTestId('authority-add-do').click();
  await expect.poll(() => page.locator('.ant-form-item-explain-error').count()).toBe(2);
  await page.getByTestId('authority-name').fill('公司的时间戳');
  await page.getByTestId('authority-url').fill('https://tsa-one.example/tsr');
  await page.getByTestId('authority-root').click();
  await page.getByTestId('authority-add-do').click();
  await page.getByTestId('failed-line').getByText('AUTHORITY_KNOWN').waitFor();
  await page.getByTestId('authority-url').fill('https://tsa.example/tsr');
  await page.keyboard.press('Enter');
  await page.getByTestId('authority-own-2').waitFor();
  const [, call] = (await callsOf(page, 'timestamps.addAuthority')) as { rootTicket: string }[];
  expect(call?.rootTicket).toMatch(/^t-[0-9a-z]{26}$/);
  await page.getByTestId('authority-own-2-remove').click();
  await page.getByRole('button', { name: '删除', exact: true }).last().click();
  await page.getByTestId('authority-own-2').waitFor({ state: 'detached' });
  expect(await page.getByTestId('authority-freetsa-remove').count()).toBe(0);
  await page.close();
});

it('compares the clock only when that is allowed, and says what came of it', async () => {
  await openSettings('scenario=busy&stamps=off');
  expect(await page.getByTestId('clock-compare').isDisabled()).toBe(true);
  await page.getByTestId('clock-switch').click();
  await expect.poll(() => page.getByTestId('clock-compare').isDisabled()).toBe(false);
  await page.getByTestId('clock-compare').click();
  await page
    .getByTestId('clock-compared')
    .getByText('本机快 1.34 秒（±0.042 秒） · 4 台里 3 台回答')
    .waitFor();
  await page.close();
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
