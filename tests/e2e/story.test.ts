import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startSampleShop } from '../../tools/sample-shop/index.ts';
import {
  expectScreen,
  type LaunchedApp,
  launchApp,
  openOtherWindow,
  rawOf,
  waitUntil,
} from './harness/index.ts';

const variants = [
  { locale: 'zh-CN', theme: 'light', width: 1280, height: 720 },
  { locale: 'zh-CN', theme: 'dark', width: 1920, height: 1080 },
  { locale: 'en', theme: 'light', width: 1920, height: 1080 },
  { locale: 'en', theme: 'dark', width: 1280, height: 720 },
] as const;

const purchase = {
  platform: '星河卡盟',
  merchant: '星辰点卡专营店',
  number: '20261123140155001',
  product: '星辰游戏 100 元点卡',
  amount: '98.50',
  promiseMinutes: '10',
};

describe.each(variants)('buying, $locale, $theme, $width×$height', (variant) => {
  const name = `${variant.locale}-${variant.theme}-${variant.width}`;

  it('goes from the first run to a package that a stranger accepts', async () => {
    const launched = await launchApp({
      width: variant.width,
      height: variant.height,
      settings: { isFirstRunDone: false, locale: variant.locale, theme: variant.theme },
    });
    const shop = await startSampleShop({});
    const half = { x: 0, y: 0, width: Math.floor(variant.width / 2), height: variant.height - 40 };
    const browser = await openOtherWindow(launched.screen, shop.url, half);
    try {
      const { page } = launched;
      await expectScreen(page, `${name}/first-run`);
      await finishFirstRun(launched);
      await addOrder(page, `${name}/order-form`);
      await setActive(page);
      const [first, second] = await captureTwice(launched);
      expect(second.equals(first), 'the toast of the first capture is not in the second').toBe(true);
      await openOrder(page);
      await labelFirst(page);
      await expectScreen(page, `${name}/order-page`);
      await exportAndCheck(launched);
      await verifyInWindow(page, `${name}/locker`);
      await page.getByTestId('nav-settings').click();
      await page.getByTestId('settings-about').waitFor();
      await expectScreen(page, `${name}/settings`);
      await page.getByTestId('nav-inbox').click();
      await expectScreen(page, `${name}/inbox`);
    } finally {
      await browser.close();
      await shop.stop();
      await launched.close();
    }
  });
});

async function finishFirstRun({ page, screen }: LaunchedApp): Promise<void> {
  await page.getByTestId('firstrun-next').click();
  await page.getByTestId('firstrun-next').click();
  screen.press('ctrl+alt+1');
  await page.getByTestId('firstrun-sealed').waitFor();
  await page.getByTestId('firstrun-done').click();
}

async function addOrder(page: Page, screenName: string): Promise<void> {
  await page.getByTestId('nav-orders').click();
  await page.getByTestId('order-add').first().click();
  // The dialog gives its first field the focus once it is open; what is typed before that lands there.
  await page.locator('[data-testid="order-form-platform"]:focus').waitFor();
  for (const [field, text] of Object.entries(purchase)) {
    await page.getByTestId(`order-form-${field}`).fill(text);
  }
  // Typing scrolled the form, and where it stopped depends on how far the dialog had opened.
  await page.getByTestId('order-form-platform').evaluate(scrollToTop);
  await expectScreen(page, screenName);
  await page.getByTestId('order-save').click();
  await page.getByTestId('order-save').waitFor({ state: 'hidden' });
}

function scrollToTop(field: { closest(selector: string): { scrollTop: number } | null }): void {
  const body = field.closest('.ant-modal-body');
  if (body === null) throw new Error('the form is not in a dialog');
  body.scrollTop = 0;
}

async function setActive(page: Page): Promise<void> {
  await page.getByTestId('active-order').click();
  await page.locator('[data-testid^="active-order-option-o-"]').first().click();
}

/** Two captures of the same still screen, the second while the toast of the first is shown. */
async function captureTwice(launched: LaunchedApp): Promise<readonly [Buffer, Buffer]> {
  const { screen, lockerFolder } = launched;
  screen.movePointer(screen.width - 5, 5);
  screen.press('ctrl+alt+1');
  const toast = await launched.window('toast');
  await toast.getByTestId('toast-where').getByText(purchase.number).waitFor();
  screen.press('ctrl+alt+1');
  const orderId = await waitForItems(launched, 2);
  const listed = cli(launched, 'list', '--order', orderId) as { items: { sha256: string }[] };
  const [first = '', second = ''] = listed.items.map(({ sha256 }) => sha256);
  const pixels = async (sha256: string) =>
    (await rawOf(readFileSync(join(lockerFolder, 'objects', sha256.slice(0, 2), sha256)))).rgb;
  return [await pixels(first), await pixels(second)];
}

async function waitForItems(launched: LaunchedApp, count: number): Promise<string> {
  return waitUntil(`${count} items are in the order`, () => {
    const { orders } = cli(launched, 'order', 'list') as { orders: { id: string; itemCount: number }[] };
    const [order] = orders;
    return order?.itemCount === count ? order.id : undefined;
  });
}

async function openOrder(page: Page): Promise<void> {
  await page.getByTestId('nav-orders').click();
  await page.getByRole('main').getByText(purchase.number).first().click();
  await page.getByTestId('order-title').waitFor();
}

async function labelFirst(page: Page): Promise<void> {
  await page.locator('[data-testid^="evidence-card-"]').first().click();
  await page.getByTestId('kind-select').click();
  await page.getByTestId('kind-option-E01').click();
  await page.getByTestId('kind-dialog').waitFor({ state: 'hidden' });
  await page.locator('[data-testid^="evidence-card-"]').getByText('E01').waitFor();
  await page.getByTestId('kind-hint').waitFor();
}

async function exportAndCheck(launched: LaunchedApp): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-export-'));
  await launched.answerDialogs({ folder });
  await launched.page.getByTestId('export-start').click();
  await launched.page.getByTestId('export-done').waitFor({ timeout: 60_000 });
  const files = readdirSync(folder);
  const packageFile = files.find((file) => file.endsWith('.zip')) ?? 'missing';
  const dossierFile = files.find((file) => file.endsWith('.pdf')) ?? 'missing';
  for (const file of [packageFile, dossierFile]) {
    expect(cli(launched, 'verify', join(folder, file))).toMatchObject({ verdict: 'integrity-only' });
  }
  execFileSync('unzip', ['-q', join(folder, packageFile), '-d', join(folder, 'bag')]);
  const bag = execFileSync('find', [join(folder, 'bag'), '-name', 'manifest-sha256.txt'], {
    encoding: 'utf8',
  });
  execFileSync('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt'], { cwd: join(bag.trim(), '..') });
  const text = execFileSync('pdftotext', [join(folder, dossierFile), '-'], { encoding: 'utf8' });
  for (const fact of [purchase.number, purchase.merchant, '￥98.50']) expect(text).toContain(fact);
}

async function verifyInWindow(page: Page, screenName: string): Promise<void> {
  await page.getByTestId('nav-locker').click();
  await page.getByTestId('verify-start').click();
  await page.getByTestId('verify-report').waitFor();
  expect(await page.getByTestId('verify-verdict').getAttribute('data-verdict')).toBe('integrity-only');
  await expectScreen(page, screenName);
}

/** The command line on the locker of the running app: both are open at once. */
function cli(launched: LaunchedApp, ...argv: string[]): unknown {
  const program = join(import.meta.dirname, '../../out/main/cli.js');
  const output = execFileSync(
    process.execPath,
    [program, '--locker', launched.lockerFolder, '--json', ...argv],
    { encoding: 'utf8', env: { ...process.env, LIUHEN_STATE: launched.stateFolder } },
  );
  return JSON.parse(output);
}
