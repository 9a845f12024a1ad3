import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf, sealItem, stampAll } from './fake-main-calls.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

const card = '[data-testid^="evidence-card-"]';
const open = async (query: string) => {
  page = await built.open(query, { width: 1920, height: 1080 });
};
const openLocker = async (query: string, tab: string) => {
  await open(query);
  await page.getByTestId('nav-locker').click();
  await page.getByTestId(`locker-tab-${tab}`).click();
};
/** The stamp on an item's card. */
const proofOf = (id: string) =>
  page.getByTestId(`evidence-card-${id}`).locator('.proof-mark').getAttribute('data-proof');

describe('the stamp of an item', () => {
  it('waits in amber after a capture, and turns to trusted time by itself once a stamp came', async () => {
    await open('scenario=busy&stamps=pending');
    const id = await sealItem(page);
    await page.getByTestId(`evidence-card-${id}`).waitFor();
    expect(await proofOf(id)).toBe('pending');
    await page.getByTestId(`evidence-card-${id}`).click();
    await page.getByTestId('proof-pending').waitFor();
    await stampAll(page);
    await expect.poll(() => proofOf(id)).toBe('timestamped');
    await page.getByTestId('proof-stamp').first().waitFor();
    expect(await page.getByTestId('proof-pending').count()).toBe(0);
    await page.close();
  });

  it('waits for nothing while trusted time is off', async () => {
    await open('scenario=busy&stamps=off');
    const id = await sealItem(page);
    await page.getByTestId(`evidence-card-${id}`).click();
    expect(await proofOf(id)).toBe('sealed-here');
    await page.getByTestId('item-proof').getByText('没有盖章').waitFor();
    await page.close();
  });

  it('is explained on hover in the list, and on focus in the panel', async () => {
    await open('scenario=busy&stamps=partly');
    const mark = page.locator(card).first().locator('.proof-mark');
    expect((await mark.getAttribute('title'))?.length).toBeGreaterThan(10);
    await page.locator(card).first().click();
    await page.getByTestId('proof-mark').focus();
    await page.getByRole('tooltip').waitFor();
    await page.close();
  });
});

describe('the chain of proof', () => {
  it('says who stamped it, when, how exactly and under which number, and by what it was covered', async () => {
    await open('scenario=busy&stamps=stamped');
    await page.locator(card).nth(1).click();
    const chain = page.getByTestId('item-proof');
    await chain.getByText('FreeTSA 盖章').waitFor();
    const text = (await chain.textContent()) ?? '';
    expect(text).toMatch(/账本第 \d+ 条/);
    expect(text).toMatch(/检查点 #\d+，覆盖前 \d+ 条/);
    expect(text).toContain('±1 秒');
    expect(text).toContain('机构没有写精度');
    expect(text).toMatch(/序列号 [0-9a-f]{7}/);
    expect(text).toContain('最近校验');
    await page.close();
  });

  it('says in plain words how good the time is, and a contradiction as a warning', async () => {
    await open('scenario=busy&stamps=contradicted');
    await page.locator(card).nth(1).click();
    const time = page.getByTestId('item-time');
    await time.getByText('可信时间：不晚于').waitFor();
    await time.locator('.is-warning').getByText('对不上').waitFor();
    await page.close();
  });
});

describe('trusted time in 证据库', () => {
  it('is honest about one authority that answers and one that does not', async () => {
    await openLocker('scenario=busy&stamps=partly', 'time');
    expect(await page.getByTestId('stamping-standing').getAttribute('data-standing')).toBe('waiting');
    expect(await page.getByTestId('authority-health-freetsa').getAttribute('data-state')).toBe('well');
    const failing = page.getByTestId('authority-health-sectigo');
    expect(await failing.getAttribute('data-state')).toBe('failing');
    expect(await failing.textContent()).toMatch(/太久没有回答.*AUTHORITY_TIMEOUT/);
    expect(await failing.textContent()).toMatch(/最近成功 2026.*下次再试 2026/);
    await page.getByTestId('stamp-now').click();
    await expect.poll(() => page.getByTestId('stamping-standing').getAttribute('data-standing')).toBe('good');
    expect(await callsOf(page, 'timestamps.stampNow')).toHaveLength(1);
    await page.close();
  });

  it('lists checkpoints newest first, a page at a time', async () => {
    await openLocker('scenario=busy&stamps=stamped', 'time');
    const numbers = () =>
      page.locator('[data-testid="checkpoints"] tbody td:first-child .code').allTextContents();
    await expect.poll(async () => (await numbers()).length).toBe(10);
    const first = (await numbers()).map((number) => Number(number.slice(1)));
    expect(first).toEqual(first.toSorted((one, other) => other - one));
    await page.getByTestId('checkpoints').locator('.ant-pagination-item-2').click();
    await expect.poll(async () => (await numbers()).length).toBe(2);
    expect(await callsOf(page, 'proof.listCheckpoints')).toContainEqual({ offset: 10, limit: 10 });
    await page.close();
  });

  it('leads to the settings while it is off, and the keyboard is there', async () => {
    await openLocker('scenario=busy&stamps=off', 'time');
    await page.getByTestId('stamping-open-settings').click();
    const section = page.getByTestId('settings-trusted-time');
    await section.waitFor();
    await expect.poll(() => section.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.close();
  });
});

describe('the overview of 证据库', () => {
  it.each([
    ['stamps=stamped&backup=good', 'good', 'good'],
    ['stamps=pending&backup=due', 'waiting', 'due'],
    ['stamps=off&backup=none', 'off', 'never'],
  ])('is green only where it is true: %s', async (query, stamping, backup) => {
    await openLocker(`scenario=busy&${query}`, 'overview');
    await page.getByTestId('backup-standing').waitFor();
    const standing = (name: string) => page.getByTestId(name).getAttribute('data-standing');
    expect(await standing('stamping-standing')).toBe(stamping);
    expect(await standing('backup-standing')).toBe(backup);
    expect(await page.locator('.glance-good').count()).toBe(
      (stamping === 'good' ? 1 : 0) + (backup === 'good' ? 1 : 0),
    );
    expect(await page.getByTestId('nav-backup-due').count()).toBe(backup === 'good' ? 0 : 1);
    await page.close();
  });

  it('says 已验证 where the report says verified', async () => {
    await openLocker('scenario=busy&stamps=stamped', 'overview');
    await page.getByTestId('verify-start').click();
    await page.getByTestId('verify-report').getByText('已验证').waitFor();
    expect(await page.getByTestId('verify-verdict').getAttribute('data-verdict')).toBe('verified');
    await page.close();
  });
});

describe('backups', () => {
  it('go to a folder of the user’s, with progress and a way to stop', async () => {
    await openLocker('scenario=busy&backup=none', 'backup');
    expect(await page.getByTestId('backup-run-folder').isDisabled()).toBe(true);
    await page.getByTestId('backup-choose-folder').click();
    await page.getByTestId('backup-folder').getByText('留痕备份').waitFor();
    await page.getByTestId('backup-run-folder').click();
    await page.getByTestId('backup-progress-cancel').click();
    await page.getByText('备份已取消').waitFor();
    await page.getByTestId('backup-run-folder').click();
    await page.getByTestId('backup-done').waitFor();
    await expect.poll(() => page.getByTestId('backup-standing').getAttribute('data-standing')).toBe('good');
    await page.close();
  });

  it('go to a WebDAV server; what is missing or wrong is said in the form', async () => {
    await openLocker('scenario=busy&backup=none', 'backup');
    await page.getByTestId('backup-webdav-set-up').click();
    await page.getByTestId('webdav-save').click();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await page.getByTestId('webdav-url').fill('http://dav.example/liuhen');
    await page.getByTestId('webdav-user').fill('lin');
    await page.getByTestId('webdav-password').fill('app password');
    await page.keyboard.press('Enter');
    await page.getByTestId('failed-line').getByText('WEBDAV_URL_INVALID').waitFor();
    await page.getByTestId('webdav-url').fill('https://dav.example/liuhen');
    await page.getByTestId('webdav-save').click();
    await page.getByTestId('backup-webdav').getByText('https://dav.example/liuhen').waitFor();
    await page.getByTestId('backup-run-webdav').click();
    await page.getByTestId('backup-done').waitFor();
    expect(await callsOf(page, 'backup.run')).toEqual([{ target: 'webdav' }]);
    await page.close();
  });
});

describe('the signing key', () => {
  it('is exported under a passphrase that was typed twice', async () => {
    await openLocker('scenario=busy', 'key');
    await page.getByTestId('key-export').click();
    await page.getByTestId('key-passphrase').fill('short');
    await page.getByTestId('key-passphrase-again').fill('other');
    await page.getByTestId('key-export-do').click();
    await expect.poll(() => page.locator('.ant-form-item-explain-error').count()).toBe(2);
    expect(await callsOf(page, 'proof.exportKey')).toHaveLength(0);
    await page.getByTestId('key-passphrase').fill('a sentence of mine');
    await page.getByTestId('key-passphrase-again').fill('a sentence of mine');
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'proof.exportKey')).toEqual([{ passphrase: 'a sentence of mine' }]);
    await page.close();
  });

  it('is changed only after a confirmation, which Enter does not give', async () => {
    await openLocker('scenario=busy', 'key');
    const id = () => page.getByTestId('signing-key-id').textContent();
    const before = await id();
    await page.getByTestId('key-rotate').click();
    const change = page.getByRole('button', { name: '换新密钥' });
    await change.waitFor();
    await page.keyboard.press('Enter');
    await change.waitFor({ state: 'hidden' });
    expect(await callsOf(page, 'proof.rotateKey')).toHaveLength(0);
    await page.getByTestId('key-rotate').click();
    await change.click();
    await expect.poll(id).not.toBe(before);
    await page.close();
  });
});

it('the history of self-checks says when, how much and with which verdict', async () => {
  await openLocker('scenario=busy&stamps=stamped', 'history');
  await page.getByTestId('self-checks').getByText('已验证').first().waitFor();
  const text = (await page.getByTestId('self-checks').textContent()) ?? '';
  for (const extent of ['全部', '第一个三分之一', '第三个三分之一']) expect(text).toContain(extent);
  await page.close();
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
