import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { builtInRoots } from '../../../../core/timestamps/index.ts';
import { answerOf, type Line, type PackageVerifier } from './verifiers.ts';

const builder = fileURLToPath(new URL('../../../../tools/scripts/build-verifier.mjs', import.meta.url));
const built = fileURLToPath(new URL('../../../../out/verifier/verify.html', import.meta.url));

interface PageReport {
  readonly verdict: string;
  readonly checks: readonly Line[];
}

/** verify.html in a headless Chromium without a network; one tab for each root list, used again and again. */
export interface PageVerifier extends PackageVerifier {
  close(): Promise<void>;
}

export async function openPageVerifier(): Promise<PageVerifier> {
  if (!existsSync(built)) {
    const done = spawnSync(process.execPath, [builder], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  }
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
    // Without a UTF-8 locale Chromium cannot open the Chinese names of what is exported.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  let turn: Promise<unknown> = Promise.resolve();
  let page: Promise<Page> | undefined;
  return {
    name: 'verify.html',
    verify(packagePath, rootsPath) {
      const answer = turn.then(async () => {
        page ??= openPage(browser, rootsPath);
        return await ask(await page, packagePath);
      });
      turn = answer.catch(() => undefined);
      return answer;
    },
    close: () => browser.close(),
  };
}

async function openPage(browser: Browser, rootsPath: string): Promise<Page> {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(built).href);
  await page.locator('summary').click();
  const roots = readFileSync(rootsPath, 'utf8').match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----\n/g) ?? [];
  for (const [index, root] of roots.entries()) {
    const file = { name: `root-${index}.pem`, mimeType: 'application/x-pem-file', buffer: Buffer.from(root) };
    await choose(page, /^选择根证书/, file);
    await page.getByText(`（${builtInRoots.length + index + 1}）`).waitFor();
  }
  return page;
}

type Chosen = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

async function choose(page: Page, button: RegExp, file: Chosen): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await chooser.setFiles(file);
}

async function ask(page: Page, packagePath: string) {
  await page.evaluate(() => {
    Reflect.deleteProperty(window, 'liuhenReport');
  });
  const again = page.getByRole('button', { name: '再查一个' });
  if (await again.isVisible()) await again.click();
  await choose(page, /^选择证据包$/, packagePath);
  const verdict = page.locator('#verdict');
  const refused = page.getByRole('alert');
  await verdict.or(refused).first().waitFor();
  if (await refused.isVisible()) return { verdict: 'no-package' as const, primary: null };
  const report = await page.evaluate(() => Reflect.get(window, 'liuhenReport') as PageReport);
  return answerOf(report.verdict, report.checks);
}
