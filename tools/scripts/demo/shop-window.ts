import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { SampleShop } from '../../sample-shop/index.ts';

const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-features=Translate,MediaRouter',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** What the buyer reads off the order page to tell the app. */
export interface Purchase {
  readonly number: string;
  readonly product: string;
  readonly paidAt: string;
  readonly transaction: string;
}

/** The buyer's browser: a plain Chromium window of its own, with nothing to do with the app. */
export interface ShopWindow {
  readonly page: Page;
  /** Clicks through 立即购买 and 付款, and reads what came of it. */
  buy(): Promise<Purchase>;
  open(address: string): Promise<void>;
  close(): Promise<void>;
}

async function readPurchase(page: Page): Promise<Purchase> {
  const fact = async (name: string) => {
    const row = page.locator('.fact', { has: page.locator(`dt:text-is("${name}")`) });
    return ((await row.locator('dd').first().textContent()) ?? '').trim();
  };
  return {
    number: await fact('订单号'),
    paidAt: await fact('付款时间'),
    transaction: await fact('支付交易单号'),
    product: ((await page.locator('.grid a').first().textContent()) ?? '').trim(),
  };
}

/** Opens the shop's product page in a window without tabs. `executable` is the Chromium to use. */
export async function openShopWindow(
  shop: SampleShop,
  executable: string,
  env: Record<string, string>,
): Promise<ShopWindow> {
  const profile = mkdtempSync(join(tmpdir(), 'liuhen-demo-shop-'));
  const isRoot = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: false,
    chromiumSandbox: !isRoot,
    env,
    viewport: null,
    // The one puts a bar into the pictures, the other opens a second window.
    ignoreDefaultArgs: ['--enable-automation', 'about:blank'],
    args: [...QUIET, ...(isRoot ? ['--test-type'] : []), `--app=${shop.pages.product}`],
  });
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForLoadState();
  return {
    page,
    async buy() {
      await page.locator('#buy').click();
      await page.locator('#pay').click();
      await page.locator('#order-number').waitFor();
      return readPurchase(page);
    },
    async open(address) {
      await page.goto(address);
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
