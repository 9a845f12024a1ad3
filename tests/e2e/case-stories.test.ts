import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startSampleShop } from '../../tools/sample-shop/index.ts';
import { type LaunchedApp, launchApp, openOtherWindow, projectFolder } from './harness/index.ts';

/** What a person does, counted: a click, a field filled in, a key. */
function countingUser(page: Page) {
  let actions = 0;
  const did = () => {
    actions += 1;
  };
  return {
    actions: () => actions,
    click: async (testId: string) => {
      did();
      await page.getByTestId(testId).first().click();
    },
    fill: async (testId: string, text: string) => {
      did();
      await page.getByTestId(testId).fill(text);
    },
    choose: async (testId: string, label: string) => {
      did();
      await page.getByTestId(testId).getByText(label, { exact: true }).click();
    },
    /** Types a moment; Enter takes it over. */
    fillMoment: async (testId: string, text: string) => {
      did();
      await page.getByTestId(testId).fill(text);
      await page.getByTestId(testId).press('Enter');
    },
  };
}
type User = ReturnType<typeof countingUser>;

/** What an order page of a shop shows: local time, to the second. */
function localMoment(minutesAgo: number): string {
  const at = new Date(Date.now() - minutesAgo * 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

async function story(name: string, tell: (launched: LaunchedApp, user: User) => Promise<void>) {
  const launched = await launchApp({ width: 1600, height: 900 });
  const shop = await startSampleShop({});
  const browser = await openOtherWindow(launched.screen, shop.url, { x: 0, y: 0, width: 800, height: 860 });
  const user = countingUser(launched.page);
  try {
    await tell(launched, user);
    console.log(`${name}: ${user.actions()} actions`);
    expect(user.actions()).toBeLessThanOrEqual(25);
  } finally {
    const folder = join(projectFolder, 'test-results', 'case-stories');
    mkdirSync(folder, { recursive: true });
    await launched.page.screenshot({ path: join(folder, `${name}.png`) });
    await browser.close();
    await shop.stop();
    await launched.close();
  }
}

async function addOrder(user: User, page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await user.click('nav-orders');
  await user.click('order-add');
  await page.locator('[data-testid="order-form-platform"]:focus').waitFor();
  for (const [field, text] of Object.entries(fields)) {
    if (field === 'paidAt') await user.fillMoment('order-form-paidAt', text);
    else await user.fill(`order-form-${field}`, text);
  }
  await user.click('order-save');
  await page.getByTestId('order-save').waitFor({ state: 'hidden' });
  await page.getByTestId('case-scenario').waitFor();
}

async function captureMissing(user: User, page: Page, kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) {
    await user.click(`case-capture-${kind}`);
    await page.getByTestId(`case-need-${kind}`).waitFor({ state: 'detached' });
  }
}

async function writeLetter(user: User, page: Page, letter: string): Promise<string> {
  await user.click('order-tab-letters');
  if (letter !== 'platform-ticket') await user.click(`letter-choice-${letter}`);
  await user.click('letter-compose');
  await page.getByTestId('letter-text').waitFor();
  await expect.poll(() => page.getByTestId('letter-text').inputValue()).not.toBe('');
  return page.getByTestId('letter-text').inputValue();
}

const purchase = {
  platform: '星河卡盟',
  merchant: '星辰点卡专营店',
  number: '20261123140155001',
  product: '星辰游戏 100 元点卡',
  amount: '98.50',
};

describe('three stories of the article, in the window, from the purchase to the letter', () => {
  it('not delivered: won by time', async () => {
    await story('not-delivered', async ({ page }, user) => {
      await addOrder(user, page, { ...purchase, paidAt: localMoment(42), promiseMinutes: '10' });
      await user.click('case-scenario-not_delivered');
      await captureMissing(user, page, ['E01', 'E02', 'E03', 'E04', 'E05']);
      await user.click('order-tab-story');
      await user.click('story-add-message');
      await user.choose('message-who', '我');
      await user.fill('message-text', '订单20261123140155001付款半小时了还没发货，请马上发货，否则请退款');
      await user.fillMoment('message-at', localMoment(10));
      await user.click('message-dialog-save');
      const text = await writeLetter(user, page, 'platform-ticket');
      expect(text).toContain(purchase.number);
      expect(text).toMatch(/【证据\d-\d/);
      expect(text).not.toMatch(/[{}]|undefined/);
    });
  });

  it('a card key that does not work: won by evidence', async () => {
    await story('card-invalid', async ({ page }, user) => {
      await addOrder(user, page, purchase);
      await user.click('case-scenario-card_invalid');
      await captureMissing(user, page, ['E01', 'E02', 'E03', 'E05', 'E06', 'E07', 'E19']);
      await user.click('case-check-c2-reading');
      await user.fill('reading-keyTail', '8K2M');
      await user.fill('reading-domain', 'www.xingchen-game.example');
      await user.fill('reading-shownText', '该卡密已被使用（错误代码 1043）');
      await user.click('reading-dialog-save');
      const text = await writeLetter(user, page, 'platform-ticket');
      expect(text).toContain('8K2M');
      expect(text).toContain('该卡密已被使用');
      expect(text).toMatch(/【证据\d-\d/);
    });
  });

  it('charged twice: won by rules and the bill', async () => {
    await story('duplicate-charge', async (launched, user) => {
      const { page } = launched;
      const bill = join(mkdtempSync(join(tmpdir(), 'liuhen-bill-')), '微信支付账单.csv');
      writeFileSync(bill, billText());
      await launched.answerDialogs({ files: [bill] });
      await addOrder(user, page, { ...purchase, paidAt: localMoment(42) });
      await user.click('case-scenario-duplicate_charge');
      await captureMissing(user, page, ['E01', 'E03', 'E17']);
      await user.click('order-tab-money');
      await user.click('money-import');
      await user.click('money-take');
      await user.click('case-answer-duplicate_charge.c2-yes');
      const text = await writeLetter(user, page, 'payment-complaint');
      expect(text).toContain('4200000985202611201441826015');
      expect([...text].length).toBeLessThanOrEqual(300);
    });
  });
});

/** Two charges of one order, half a minute apart, as 微信支付 exports them: in Beijing's time. */
function billText(): string {
  const at = (minutesAgo: number) => {
    const moment = new Date(Date.now() - minutesAgo * 60_000 + 8 * 3_600_000).toISOString();
    return moment.slice(0, 19).replace('T', ' ');
  };
  const line = (minutesAgo: number, tail: string) =>
    `${at(minutesAgo)},商户消费,${purchase.merchant},"${purchase.product} ${purchase.number}",支出,¥98.50,零钱,支付成功,42000009852026112014418260${tail},${purchase.number},/`;
  return [
    '微信支付账单明细,,,,,,,,,,',
    '共2笔记录,,,,,,,,,,',
    '----------------------微信支付账单明细列表--------------------,,,,,,,,,,',
    '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注',
    line(42, '14'),
    line(41.5, '15'),
    '',
  ].join('\n');
}
