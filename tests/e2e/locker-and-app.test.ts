import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AppState, Client } from '../../core/contract/index.ts';
import {
  inboxOf,
  type LaunchedApp,
  launchApp,
  newestOfInbox,
  projectFolder,
  startScreen,
} from './harness/index.ts';

/** What the window knows of the app. */
async function stateOf({ page }: LaunchedApp): Promise<AppState> {
  const state = await page.evaluate(() =>
    (window as unknown as { readonly liuhen: Client }).liuhen.app.getState(),
  );
  if (!state.ok) throw new Error(state.error.code);
  return state.value;
}

describe('the app and its locker', () => {
  test('a locker that cannot be opened leaves a window that says why and answers with its code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'liuhen-e2e-'));
    const lockerFolder = join(folder, 'not-a-folder');
    writeFileSync(lockerFolder, 'a file');
    const running = await launchApp({ lockerFolder });
    try {
      expect((await stateOf(running)).lockerProblem?.code).toBe('LOCKER_NOT_A_FOLDER');
      await expect(inboxOf(running.page)).rejects.toThrow('LOCKER_NOT_A_FOLDER');
      running.screen.press('ctrl+alt+1');
      const toast = await running.window('toast');
      await toast.waitForSelector('[data-testid="toast"][data-outcome="failed"]');
      expect(await toast.textContent('body')).toMatch(/没有|不能|不是|无法/);
    } finally {
      await running.close();
      rmSync(folder, { recursive: true });
    }
  });

  test('what was sealed before a kill is there at the next start (P01)', async () => {
    const screen = await startScreen(1024, 768);
    const first = await launchApp({ screen });
    first.screen.press('ctrl+alt+1');
    const item = await newestOfInbox(first.page, 1);
    await first.kill();
    const { userData, lockerFolder } = first;
    const second = await launchApp({ screen, userData, lockerFolder });
    try {
      expect(await inboxOf(second.page)).toEqual([item]);
      second.screen.press('ctrl+alt+1');
      await newestOfInbox(second.page, 2);
    } finally {
      await second.close();
      await first.close();
      await screen.stop();
    }
  });

  test('shows at once what the command line seals beside it', async () => {
    const running = await launchApp();
    try {
      const file = join(running.userData, 'receipt.txt');
      writeFileSync(file, '付款凭证');
      const env = {
        ...running.screen.env,
        LIUHEN_LOCKER: running.lockerFolder,
        LIUHEN_STATE: running.stateFolder,
      };
      execFileSync(process.execPath, [join(projectFolder, 'electron/cli.ts'), '--json', 'import', file], {
        env,
      });
      await running.page.waitForSelector('[data-testid^="evidence-card"], [data-testid^="item-"]');
      expect(
        (await inboxOf(running.page)).map(({ mediaType, proofLevel }) => [mediaType, proofLevel]),
      ).toEqual([['text/plain', 'imported']]);
    } finally {
      await running.close();
    }
  });

  test('a damaged settings file is kept aside and said', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'liuhen-e2e-'));
    writeFileSync(join(folder, 'settings.json'), '{"theme":');
    const running = await launchApp({ userData: folder });
    try {
      expect((await stateOf(running)).settingsProblem?.code).toBe('SETTINGS_DAMAGED');
    } finally {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
