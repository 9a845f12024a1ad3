import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Screen } from './screen.ts';
import { waitUntil } from './wait-until.ts';

/** A browser window of somebody else: the buyer's own browser. */
export interface OtherWindow {
  readonly page: Page;
  close(): Promise<void>;
}

const CHROMIUM = process.env.LIUHEN_CHROMIUM ?? '/usr/lib/chromium/chromium';
const args = [
  '--test-type',
  '--no-first-run',
  '--disable-gpu',
  '--remote-debugging-port=0',
  '--password-store=basic',
];

/** Opens an address in a Chromium of its own; resolves when the page is loaded and the window can be seen. */
export async function openOtherWindow(
  screen: Screen,
  url: string,
  bounds = { x: 40, y: 40, width: 900, height: 600 },
): Promise<OtherWindow> {
  const profile = mkdtempSync(join(tmpdir(), 'liuhen-other-'));
  const place = [
    `--window-position=${bounds.x},${bounds.y}`,
    `--window-size=${bounds.width},${bounds.height}`,
  ];
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    CHROMIUM,
    [...args, ...sandbox, ...place, `--user-data-dir=${profile}`, `--app=${url}`],
    {
      env: screen.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const endpoint = await waitUntil('Chromium says where it listens', () => /ws:\/\/\S+/.exec(said)?.[0]);
  const browser = await chromium.connectOverCDP(endpoint);
  const page = await waitUntil('the page is open', () => browser.contexts()[0]?.pages()[0]);
  await page.waitForLoadState('load');
  const title = await waitUntil('the page has a title', async () => (await page.title()) || undefined);
  await waitUntil('its window is shown', () => screen.windowTitles().some((each) => each.includes(title)));
  return {
    page,
    close: async () => {
      await browser.close();
      child.kill('SIGTERM');
      await exited;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
