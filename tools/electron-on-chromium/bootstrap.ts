/** The entry: stands in for Electron's executable. `electron` (the shell script beside it) starts Node with this. */
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app } from './api/app.ts';
import { BrowserWindow } from './api/browser-window.ts';
import { electronApi } from './api/electron-api.ts';
import { type Application, type CommandLine, findApplication, readCommandLine } from './application.ts';
import { ENVIRONMENT_EXIT_CODE, RuntimeEnvironmentError } from './environment-error.ts';
import type { Host } from './host.ts';
import { provideElectron } from './module-hook.ts';
import {
  announceVersions,
  EMULATED_ELECTRON_VERSION,
  RUNTIME_NAME,
  RUNTIME_VERSION,
} from './runtime-identity.ts';
import { startHost } from './start.ts';

/** A main script may wait at its top level for what comes only after Chromium has started. */
const TOP_LEVEL_PATIENCE_MS = 1000;

const executable = join(dirname(fileURLToPath(import.meta.url)), 'electron');

async function run(): Promise<void> {
  announceVersions();
  const commandLine = readCommandLine(executable, process.argv.slice(2));
  if (commandLine.switches.includes('--version') || commandLine.switches.includes('-v')) {
    console.log(`v${EMULATED_ELECTRON_VERSION} (${RUNTIME_NAME} ${RUNTIME_VERSION})`);
    return;
  }
  const application = findApplication(commandLine.target);
  let host: Host | null = null;
  app.bind({
    application,
    commandLine,
    executable,
    closeAllWindows: () => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
    },
    closeHost: async () => {
      await host?.chromium.close();
    },
  });
  process.argv = [...commandLine.processArguments];
  Object.defineProperty(process, 'type', { value: 'browser', enumerable: true });
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  provideElectron(electronApi);
  openInspector(commandLine);
  const require = createRequire(join(application.rootFolder, 'package.json'));
  for (const module of commandLine.preloaded) require(module.startsWith('.') ? resolve(module) : module);

  const main = loadMain(application, require);
  await Promise.race([main, delay(TOP_LEVEL_PATIENCE_MS)]);
  host = await startHost();
  app.noteReady();
  await main;
}

async function loadMain({ mainPath, isModule }: Application, require: NodeJS.Require): Promise<void> {
  if (isModule) await import(pathToFileURL(mainPath).href);
  else require(mainPath);
}

/** Opened from here and not by Node's own flag, so that whoever attaches finds `require('electron')` working. */
function openInspector({ inspector: wanted }: CommandLine): void {
  if (wanted) inspector.open(wanted.port, wanted.host, wanted.mustWait);
}

run().catch((error: unknown) => {
  if (error instanceof RuntimeEnvironmentError) console.error(error.message);
  else console.error(error);
  process.exit(error instanceof RuntimeEnvironmentError ? ENVIRONMENT_EXIT_CODE : 1);
});
