import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import {
  startVirtualDisplay,
  type VirtualDisplay,
} from '../../../tools/electron-on-chromium/virtual-display.ts';

export const EXECUTABLE = fileURLToPath(
  new URL('../../../tools/electron-on-chromium/electron', import.meta.url),
);
export const FIXTURE = fileURLToPath(new URL('./fixture-app', import.meta.url));

export interface AppUnderTest {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly display: VirtualDisplay;
  readonly userDataFolder: string;
  /** Runs a program on the test's display and gives its output. */
  onDisplay(program: string, ...args: string[]): string;
  stop(): Promise<void>;
}

/** Starts the fixture application on a display of its own and waits for its first page. */
export async function startApp(
  options: { hasWindowManager?: boolean; env?: Record<string, string>; args?: string[] } = {},
): Promise<AppUnderTest> {
  const { hasWindowManager = true, env = {}, args = [] } = options;
  const display = await startVirtualDisplay({ width: 1920, height: 1080, hasWindowManager });
  const userDataFolder = freshFolder();
  const app = await _electron.launch({
    executablePath: EXECUTABLE,
    args: [FIXTURE, `--user-data-dir=${userDataFolder}`, ...args],
    env: { ...display.env, ...env },
    timeout: 60_000,
    // Playwright would otherwise keep every page light.
    colorScheme: null,
  });
  const page = await app.firstWindow();
  await page.waitForSelector('#text');
  return {
    app,
    page,
    display,
    userDataFolder,
    onDisplay: (program, ...args) => runOn(display, program, args),
    async stop() {
      await app.close();
      await display.stop();
      rmSync(userDataFolder, { recursive: true, force: true });
    },
  };
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'electron-on-chromium-test-'));
}

export function runOn(display: VirtualDisplay, program: string, args: readonly string[]): string {
  return execFileSync(program, args, { env: display.env, encoding: 'utf8', timeout: 20_000 }).trim();
}

/** The colour of one pixel of the screen, as `#RRGGBB`. */
export function pixelAt(display: VirtualDisplay, x: number, y: number): string {
  const args = ['-window', 'root', '-crop', `1x1+${x}+${y}`, '-depth', '8', 'txt:-'];
  const text = runOn(display, 'import', args);
  return /#[0-9A-F]{6}/.exec(text)?.[0] ?? '';
}

/** Whether X can show the window: `IsViewable` or `IsUnMapped`. */
export function mapState(display: VirtualDisplay, window: string): string {
  const result = spawnSync('xwininfo', ['-id', window], { env: display.env, encoding: 'utf8' });
  return /Map State: (\w+)/.exec(result.stdout)?.[1] ?? 'gone';
}

/** The X window whose title contains the text. */
export function windowNamed(display: VirtualDisplay, title: string): string {
  const tree = runOn(display, 'xwininfo', ['-root', '-tree']);
  const line = tree.split('\n').find((candidate) => candidate.includes(title));
  return /0x[0-9a-f]+/.exec(line ?? '')?.[0] ?? '';
}
