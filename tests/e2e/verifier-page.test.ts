import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invariant } from '../../core/assert.ts';
import { verifyPackage } from '../../electron/verification/index.ts';
import { newFolder, run } from '../integration/dossier/export-sample.ts';
import { openStampedLocker, type StampedLocker } from '../integration/package/stamped.ts';

// The check page as a stranger opens it: one file by double click, in a browser without a network.

const builder = fileURLToPath(new URL('../../tools/scripts/build-verifier.mjs', import.meta.url));
const built = fileURLToPath(new URL('../../out/verifier/verify.html', import.meta.url));

let browser: Browser;
let stamped: StampedLocker;
let packagePath: string;
const complaints: string[] = [];

beforeAll(async () => {
  const done = spawnSync(process.execPath, [builder], { encoding: 'utf8' });
  expect(done.status, done.stderr).toBe(0);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
    // Without a UTF-8 locale Chromium cannot open the Chinese names of what is exported.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  stamped = await openStampedLocker();
  packagePath = await stamped.exportPackage();
});
afterAll(async () => {
  await browser?.close();
  await stamped?.end();
});

type Look = { readonly colorScheme?: 'light' | 'dark' };

async function openPage({ colorScheme = 'light' }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    colorScheme,
    offline: true,
    viewport: { width: 1280, height: 720 },
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|blob):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(built).href);
  return page;
}

async function trust(page: Page): Promise<void> {
  await page.locator('summary').click();
  for (const { folder } of stamped.authorities) {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '选择根证书' }).click();
    await (await chooser).setFiles(join(folder, 'root.crt'));
  }
  await page.getByText(`（${4 + stamped.authorities.length}）`).waitFor();
}

async function check(page: Page, path: string, button = '选择证据包') {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button, exact: true }).click();
  await (await chooser).setFiles(path);
  await page.locator('#verdict').waitFor();
  return page.evaluate(() => window.liuhenReport as unknown as Record<string, unknown>);
}

async function byTheApp(path: string, trustedRoots = stamped.trustedRoots) {
  const result = await verifyPackage(path, { stateFolder: newFolder(), trustedRoots });
  invariant(result.ok, 'the package can be looked at');
  return result.value;
}

/** Looked at by whoever changes the page: set the variable to a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.LIUHEN_SCREENSHOTS;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

function flipped(path: string, at: number): string {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const copy = join(newFolder(), 'damaged.zip');
  writeFileSync(copy, bytes);
  return copy;
}

describe('P25: the check page, opened from a file without a network', () => {
  test.each(['light', 'dark'] as const)(
    'says 已验证 of a stamped package, as the app does (%s)',
    async (colorScheme) => {
      const page = await openPage({ colorScheme });
      await shoot(page, `waiting-${colorScheme}`);
      await trust(page);
      const report = await check(page, packagePath);
      const app = await byTheApp(packagePath);
      expect(app.verdict).toBe('verified');
      expect(report).toEqual(app);
      expect(await page.locator('#verdict h2').textContent()).toBe('已验证');
      await shoot(page, `verified-${colorScheme}`);
      await page.context().close();
    },
  );

  test('says 仅完整性 where the root is not trusted, line by line as the app does', async () => {
    const page = await openPage();
    const report = await check(page, packagePath);
    expect(report).toEqual(await byTheApp(packagePath, new Set()));
    expect(await page.locator('#verdict h2').textContent()).toBe('仅完整性');
    await shoot(page, 'integrity-only');
    await page.context().close();
  });

  test('says 不通过 of a damaged package, with the same lines as the app', async () => {
    const page = await openPage();
    const size = readFileSync(packagePath).length;
    for (const at of [40, 3000, size >> 1, size - 3000, size - 10]) {
      const damaged = flipped(packagePath, at);
      const report = await check(page, damaged);
      expect(report).toEqual(await byTheApp(damaged, new Set()));
      expect(await page.locator('#verdict h2').textContent()).toBe('不通过');
      if (at === size >> 1) await shoot(page, 'failed');
      await page.getByRole('button', { name: '再查一个' }).click();
    }
    await page.context().close();
  });

  test('checks the unpacked folder, and says that the archive was not looked at', async () => {
    const folder = newFolder();
    run('unzip', '-q', packagePath, '-d', folder);
    const page = await openPage();
    await trust(page);
    const report = await check(page, folder, '选择解压后的文件夹');
    expect(report.verdict).toBe('verified');
    expect(report.checks).toContainEqual(expect.objectContaining({ code: 'ARCHIVE', result: 'NOT_CHECKED' }));
    await page.context().close();
  });

  test('takes a file that is dropped, speaks English, and gives the result as JSON', async () => {
    const page = await openPage();
    const bytes = readFileSync(packagePath).toString('base64');
    const transfer = await page.evaluateHandle((base64) => {
      const list = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (digit) => digit.charCodeAt(0));
      list.items.add(new File([content], '证据包.zip'));
      return list;
    }, bytes);
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await page.locator('#verdict').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('#verdict h2').textContent()).toBe('Integrity only');
    await shoot(page, 'english');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const saved = JSON.parse(readFileSync(await (await downloading).path(), 'utf8'));
    expect(saved).toMatchObject({ verdict: 'integrity-only', fileName: '证据包.zip' });
    await page.context().close();
  });

  test('is used by keyboard alone, and says what is no package', async () => {
    const page = await openPage();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '选择证据包', exact: true }).focus();
    await page.keyboard.press('Enter');
    const none = join(newFolder(), 'x.zip');
    writeFileSync(none, 'hello');
    await (await chooser).setFiles(none);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('不是留痕的证据包');
    await page.context().close();
  });

  test('P15, P16: nothing was asked of a network, and its policy was never broken', () => {
    expect(complaints).toEqual([]);
  });
});
