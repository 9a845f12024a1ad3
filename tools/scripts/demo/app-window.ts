import { _electron, type Page } from 'playwright-core';
import { ROOT } from '../node24.mjs';
import type { Purchase } from './shop-window.ts';

const LAUNCH_TIMEOUT_MS = 60_000;
const EXPORT_TIMEOUT_MS = 120_000;

/** The app as its user handles it: by its buttons and fields, never past them. */
export interface AppWindow {
  readonly page: Page;
  /** Reads through the first run; `tryHotkey` is called where it asks for a first picture. */
  finishFirstRun(tryHotkey: () => Promise<void>): Promise<void>;
  addOrder(purchase: Purchase): Promise<void>;
  /** Makes the order the one that new pictures go to. */
  activateOrder(orderId: string): Promise<void>;
  /** Files what lies in the inbox under the order. */
  assignInbox(orderId: string): Promise<void>;
  /** Names the kind of an item of the open order. */
  label(itemId: string, kind: string): Promise<void>;
  openOrder(number: string): Promise<void>;
  /** Exports the open order into the folder; answers when the window says so. */
  exportTo(folder: string): Promise<void>;
  /** Has the locker verified; answers what the page says of it. */
  verify(): Promise<string>;
  close(): Promise<void>;
}

async function fillOrder(page: Page, purchase: Purchase): Promise<void> {
  const fields = {
    platform: '星河卡盟',
    merchant: '星辰点卡专营店',
    number: purchase.number,
    product: purchase.product,
    amount: '98.50',
    transactionNumber: purchase.transaction,
    promiseMinutes: '10',
    promiseText: '付款后 10 分钟内自动发货，超时赔付',
    paidAt: purchase.paidAt,
  };
  for (const [field, text] of Object.entries(fields)) {
    const box = page.getByTestId(`order-form-${field}`);
    // The date field's test id is on the input or on the frame around it, as the component library likes.
    const input = (await box.evaluate((element) => element.tagName)) === 'INPUT' ? box : box.locator('input');
    await input.fill(text);
    if (field === 'paidAt') await input.press('Enter');
  }
}

/** Starts the built app on the runtime given and waits for its main window. */
export async function openAppWindow(
  executablePath: string,
  userData: string,
  env: Record<string, string>,
): Promise<AppWindow> {
  const app = await _electron.launch({
    executablePath,
    args: ['.', `--user-data-dir=${userData}`],
    cwd: ROOT,
    env,
    timeout: LAUNCH_TIMEOUT_MS,
  });
  const isMain = (candidate: Page): boolean =>
    candidate.url().includes('index.html') || candidate.url().endsWith('/');
  const page = app.windows().find(isMain) ?? (await app.waitForEvent('window', isMain));
  await page.getByRole('main').or(page.getByText('第 1 步')).first().waitFor({ timeout: LAUNCH_TIMEOUT_MS });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const go = (section: string) => page.getByTestId(`nav-${section}`).click();
  return {
    page,
    async finishFirstRun(tryHotkey) {
      await button('下一步').click();
      await button('下一步').click();
      await tryHotkey();
      await page.getByText('已固定').first().waitFor();
      await button('开始使用').click();
    },
    async addOrder(purchase) {
      await go('orders');
      await button('添加订单').first().click();
      await fillOrder(page, purchase);
      await page.getByTestId('order-save').click();
      await page.getByTestId('order-save').waitFor({ state: 'hidden' });
    },
    async activateOrder(orderId) {
      await page.getByTestId('active-order').click();
      await page.getByTestId(`active-order-option-${orderId}`).click();
    },
    async assignInbox(orderId) {
      await go('inbox');
      await page.getByTestId('select-all').click();
      await page.getByTestId('assign-open').click();
      await page.getByTestId(`assign-option-${orderId}`).click();
      await page.getByTestId('assign-dialog').waitFor({ state: 'hidden' });
    },
    async label(itemId, kind) {
      await page.getByTestId(`evidence-card-${itemId}`).click();
      await page.getByTestId('kind-select').click();
      await page.getByTestId(`kind-option-${kind}`).click();
      await page.getByTestId('kind-dialog').waitFor({ state: 'hidden' });
    },
    async openOrder(number) {
      await go('orders');
      await page.getByRole('main').getByText(number).first().click();
      await page.getByTestId('order-title').waitFor();
    },
    async exportTo(folder) {
      // The system's folder dialog is no part of the window; it is answered as the user would.
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, folder);
      await button('导出卷宗和证据包').click();
      await page.getByText('已导出').first().waitFor({ timeout: EXPORT_TIMEOUT_MS });
    },
    async verify() {
      await go('locker');
      await button('立即校验').click();
      await page.getByText('校验报告').first().waitFor({ timeout: EXPORT_TIMEOUT_MS });
      return (await page.getByRole('main').locator('h2').first().textContent()) ?? '';
    },
    close: () => app.close(),
  };
}
