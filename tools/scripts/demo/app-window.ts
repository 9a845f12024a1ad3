import { setTimeout as delay } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { ROOT } from '../node24.mjs';
import type { Purchase } from './shop-window.ts';

const LAUNCH_TIMEOUT_MS = 30_000;
const WORK_TIMEOUT_MS = 120_000;

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
    if (field === 'paidAt') await input.press('Tab');
  }
}

async function mainWindow(app: ElectronApplication): Promise<Page> {
  const deadline = performance.now() + LAUNCH_TIMEOUT_MS;
  let page: Page | undefined;
  // A window is announced before it has its address, and the app's other windows come and go beside the main one.
  while (!page) {
    if (performance.now() > deadline) throw new Error('留痕的窗口没有出现 the main window did not appear');
    await delay(100);
    page = app.windows().find((candidate) => candidate.url().endsWith('/index.html'));
  }
  await page.getByTestId('firstrun').waitFor({ timeout: LAUNCH_TIMEOUT_MS });
  return page;
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
  let words = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString('utf8');
  });
  const page = await mainWindow(app).catch(async (error: unknown) => {
    // Whoever gets no window cannot close the program behind it either.
    await app.close().catch(() => {});
    throw new Error(`留痕没有打开 the app did not open:\n${words}`, { cause: error });
  });
  const press = (testId: string) => page.getByTestId(testId).click();
  const appears = (testId: string) => page.getByTestId(testId).waitFor({ timeout: WORK_TIMEOUT_MS });
  const goes = (testId: string) => page.getByTestId(testId).waitFor({ state: 'hidden' });
  return {
    page,
    async finishFirstRun(tryHotkey) {
      await press('firstrun-next');
      await press('firstrun-next');
      await tryHotkey();
      await appears('firstrun-sealed');
      await press('firstrun-done');
    },
    async addOrder(purchase) {
      await press('nav-orders');
      await press('order-add');
      await fillOrder(page, purchase);
      await press('order-save');
      await goes('order-save');
    },
    async activateOrder(orderId) {
      await press('active-order');
      await press(`active-order-option-${orderId}`);
    },
    async assignInbox(orderId) {
      await press('nav-inbox');
      await press('select-all');
      await press('assign-open');
      await press(`assign-option-${orderId}`);
      await goes('assign-dialog');
    },
    async label(itemId, kind) {
      await press(`evidence-card-${itemId}`);
      await press('kind-select');
      await press(`kind-option-${kind}`);
      await goes('kind-dialog');
    },
    async openOrder(number) {
      await press('nav-orders');
      await page.getByRole('main').getByText(number).first().click();
      await appears('order-title');
    },
    async exportTo(folder) {
      // The system's folder dialog is no part of the window; it is answered as the user would.
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, folder);
      await press('export-start');
      await appears('export-done');
    },
    async verify() {
      await press('nav-locker');
      await press('verify-start');
      await appears('verify-report');
      const standing = page.getByTestId('verify-verdict');
      return `${await standing.locator('h2').textContent()} (${await standing.getAttribute('data-verdict')})`;
    },
    close: () => app.close(),
  };
}
