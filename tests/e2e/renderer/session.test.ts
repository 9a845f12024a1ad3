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

describe('the environment check', () => {
  it('says what it looks at and of whom it asks before it starts, with nothing filled in', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('environment-check').click();
    expect(await page.getByTestId('environment-domain').inputValue()).toBe('');
    await page.getByTestId('environment-asks').getByText('不连任何网站').waitFor();
    await page.getByTestId('environment-domain').fill('https://shop.example/item/3');
    await page.getByTestId('environment-asks').getByText('shop.example').waitFor();
    expect(await callsOf(page, 'environment.check')).toEqual([]);
    await page.getByTestId('environment-domain').fill('shop');
    expect(await page.getByTestId('environment-start').isDisabled()).toBe(true);
    await page.close();
  });

  it('shows what needs a look first, then what could not be checked, and opens the sealed report', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('environment-check').click();
    await page.getByTestId('environment-domain').fill('shop.example');
    await page.keyboard.press('Enter');
    await page.getByTestId('environment-progress').waitFor();
    await page.getByTestId('environment-report').waitFor();
    expect(await callsOf(page, 'environment.check')).toEqual([{ orderId: null, domain: 'shop.example' }]);
    const groups = await page
      .locator('[data-testid^="findings-"]')
      .evaluateAll((all) => all.map((group) => group.getAttribute('data-testid')));
    expect(groups).toEqual(['findings-noticed', 'findings-not-checked', 'findings-clear']);
    await page.getByTestId('environment-open-report').click();
    await page.getByTestId('viewer-sheet').getByText('代理设置').waitFor();
    await page.close();
  });

  it('can be cancelled, goes on when the dialog is closed, and is there when it is opened again', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('environment-check').click();
    await page.getByTestId('environment-start').click();
    await page.getByTestId('environment-progress-cancel').click();
    await page.getByText('检查已取消').waitFor();
    await page.getByTestId('environment-start').click();
    await page.keyboard.press('Escape');
    await page.getByTestId('environment-dialog').waitFor({ state: 'hidden' });
    await page.getByTestId('environment-check').click();
    await page.getByTestId('environment-report').waitFor();
    await page.close();
  });
});

describe('an evidence session', () => {
  it('starts for the chosen order with the newest trusted time, and ends from its bar', async () => {
    page = await built.open('scenario=busy&stamps=stamped');
    await page.getByTestId('session-button').click();
    expect(await page.getByTestId('session-way-newest-timestamp').isChecked()).toBe(true);
    await page.getByTestId('environment-domain').fill('shop.example');
    await page.getByTestId('session-start').click();
    await page.getByTestId('session-bar').getByText('取证会话进行中').waitFor();
    expect(await callsOf(page, 'session.start')).toEqual([
      { orderId: null, domain: 'shop.example', isEnvironmentChecked: true, notBefore: 'newest-timestamp' },
    ]);
    expect(await page.getByTestId('session-button').isDisabled()).toBe(true);
    await page.getByTestId('session-report').click();
    await page.getByTestId('viewer-sheet').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('session-end').click();
    await page.getByTestId('session-bar').waitFor({ state: 'detached' });
    expect(await callsOf(page, 'session.end')).toHaveLength(1);
    await page.close();
  });

  it('offers no trusted time where there is none, and takes a pasted value', async () => {
    page = await built.open('scenario=busy&stamps=off');
    await page.getByTestId('session-button').click();
    expect(await page.getByTestId('session-way-newest-timestamp').isDisabled()).toBe(true);
    await page.getByTestId('session-way-pasted').click();
    expect(await page.getByTestId('session-start').isDisabled()).toBe(true);
    await page.getByTestId('session-value').fill('  2026331 期 03 11 19  ');
    await page.getByTestId('session-check').click();
    await page.getByTestId('session-value').press('Enter');
    await page.getByTestId('session-bar').waitFor();
    expect(await callsOf(page, 'session.start')).toEqual([
      {
        orderId: null,
        domain: null,
        isEnvironmentChecked: false,
        notBefore: { text: '2026331 期 03 11 19' },
      },
    ]);
    await page.close();
  });

  it('is shown, with its beginning and its order, to whoever opens the window during it', async () => {
    page = await built.open('scenario=busy&session=open', { width: 1024, height: 640 });
    const bar = page.getByTestId('session-bar');
    await bar.getByText('星辰点卡').waitFor();
    expect(await bar.textContent()).toContain('2026-11-23 14:04:11 开始');
    const { width } = (await page.getByTestId('session-end').boundingBox()) ?? { width: 0 };
    expect(width).toBeGreaterThan(20);
    await page.close();
  });
});

describe('the not-before strip', () => {
  it('is one line with the exact value and the session, in black on white whatever the theme', async () => {
    page = await built.open('page=strip&session=open&theme=dark', { width: 1920, height: 44 });
    await page.getByTestId('strip-value').getByText('#2f9c41d').waitFor();
    const text = (await page.getByTestId('strip').textContent()) ?? '';
    expect(text).toMatch(
      /^留痕·不早于 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z FreeTSA #2f9c41d·会话 s-[0-9a-z]{10}$/,
    );
    const look = await page.getByTestId('strip').evaluate((element) => ({
      colours: [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor],
      fontPx: Number.parseFloat(getComputedStyle(element).fontSize),
      isCut: element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
    }));
    expect(look.colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    expect(look.fontPx).toBeGreaterThanOrEqual(24);
    expect(look.isCut).toBe(false);
    await page.close();
  });

  it.each([
    ['session=open', 620],
    ['session=pasted', 1920],
    ['session=pasted', 1280],
  ])('cuts nothing, however long the value or small the screen: %s, %i pixels', async (query, width) => {
    page = await built.open(`page=strip&${query}`, { width, height: 46 });
    await page.getByTestId('strip-value').waitFor();
    const isCut = await page
      .getByTestId('strip')
      .evaluate(
        (element) => element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
      );
    expect(isCut).toBe(false);
    await page.close();
  });

  it('starts under the content security policy', async () => {
    page = await built.openUnanswered('strip');
    await page.getByTestId('strip').waitFor();
    await page.close();
  });
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
