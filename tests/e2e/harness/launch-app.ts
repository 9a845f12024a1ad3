import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import type { StoredSettings } from '../../../core/contract/index.ts';
import { ensureBuild } from '../../../tools/scripts/build.mjs';
import { projectFolder } from './project-folder.ts';
import { type Screen, startScreen } from './screen.ts';
import { waitUntil } from './wait-until.ts';

export interface LaunchOptions {
  readonly width?: number;
  readonly height?: number;
  /** Settings to start with; `{ isFirstRunDone: false }` begins with the first run. Ignored with `userData`. */
  readonly settings?: Partial<StoredSettings>;
  readonly lockerFolder?: string;
  /** A folder that an earlier launch left, to start again as the same user. */
  readonly userData?: string;
  /** A screen that is already there, e.g. with a window that must be open before the app; not stopped by `close`. */
  readonly screen?: Screen;
  readonly env?: Readonly<Record<string, string>>;
}

/** The app as it runs. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The main window. */
  readonly page: Page;
  readonly screen: Screen;
  readonly lockerFolder: string;
  readonly stateFolder: string;
  readonly userData: string;
  /** What the app wrote to its error output so far. */
  readonly errors: () => string;
  /** The toast or region window once it is open. */
  window(kind: 'toast' | 'region'): Promise<Page>;
  /** What the next file and folder dialogs answer; a folder is used for exports. */
  answerDialogs(answer: { readonly files?: readonly string[]; readonly folder?: string }): Promise<void>;
  /** Ends the app as a user does, and everything the harness made. */
  close(): Promise<void>;
  /** Kills the app as a crash does; folders stay until `close`. */
  kill(): Promise<void>;
}

const CLOSE_PATIENCE_MS = 20_000;
const executable = process.env.LIUHEN_ELECTRON ?? join(projectFolder, 'tools/electron-on-chromium/electron');

/** Builds if needed, starts a screen and the app on it, and waits for the main window. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  ensureBuild();
  const screen = options.screen ?? (await startScreen(options.width ?? 1280, options.height ?? 800));
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-e2e-'));
  const userData = options.userData ?? join(folder, 'user');
  const lockerFolder = options.lockerFolder ?? join(folder, 'locker');
  const stateFolder = join(folder, 'state');
  if (options.userData === undefined) writeSettings(userData, options.settings ?? { isFirstRunDone: true });
  const app = await electron
    .launch({
      executablePath: executable,
      args: [projectFolder, `--user-data-dir=${userData}`],
      env: { ...screen.env, LIUHEN_LOCKER: lockerFolder, LIUHEN_STATE: stateFolder, ...options.env },
    })
    .catch(async (cause: unknown) => {
      if (options.screen === undefined) await screen.stop();
      throw cause;
    });
  let errorText = '';
  let isGone = false;
  app.once('close', () => {
    isGone = true;
  });
  app
    .process()
    .stderr?.setEncoding('utf8')
    .on('data', (text: string) => {
      errorText += text;
    });
  const tidy = async () => {
    if (!isGone) await closeOrKill(app);
    if (options.screen === undefined) await screen.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const page = await mainWindow(app).catch(async (cause: unknown) => {
    await tidy();
    throw new Error(`the app did not open its window; it wrote: ${errorText}`, { cause });
  });
  return {
    app,
    page,
    screen,
    lockerFolder,
    stateFolder,
    userData,
    errors: () => errorText,
    window: (kind) => windowOf(app, kind),
    answerDialogs: ({ files, folder: chosen }) => answerDialogs(app, files ?? [], chosen),
    close: tidy,
    kill: async () => {
      const { pid } = app.process();
      const gone = app.waitForEvent('close');
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
}

/** An app that does not end within a while is killed, so that a test fails by its own words and not by its time. */
async function closeOrKill(app: ElectronApplication): Promise<void> {
  const { pid } = app.process();
  const killer = setTimeout(() => pid !== undefined && process.kill(pid, 'SIGKILL'), CLOSE_PATIENCE_MS);
  await app.close().finally(() => clearTimeout(killer));
}

async function mainWindow(app: ElectronApplication): Promise<Page> {
  const page = await windowOf(app, 'index');
  await page.waitForSelector('#root > *');
  return page;
}

function writeSettings(userData: string, settings: Partial<StoredSettings>): void {
  mkdirSync(userData, { recursive: true });
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings));
}

function windowOf(app: ElectronApplication, name: string): Promise<Page> {
  return waitUntil(`the window ${name} is open`, () =>
    app.windows().find((page) => new URL(page.url()).pathname === `/${name}.html`),
  );
}

async function answerDialogs(
  app: ElectronApplication,
  files: readonly string[],
  folder?: string,
): Promise<void> {
  await app.evaluate(
    ({ dialog }, { chosenFiles, chosenFolder }) => {
      dialog.showOpenDialog = async (...call: unknown[]) => {
        const { properties = [] } = call.at(-1) as { readonly properties?: readonly string[] };
        const isFolder = properties.includes('openDirectory');
        const filePaths = isFolder ? (chosenFolder === null ? [] : [chosenFolder]) : [...chosenFiles];
        return { canceled: filePaths.length === 0, filePaths };
      };
    },
    { chosenFiles: files, chosenFolder: folder ?? null },
  );
}
