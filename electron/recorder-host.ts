import { fileURLToPath } from 'node:url';
import { app, ipcMain, Menu, protocol, session } from 'electron';
import { contract } from '../core/contract/index.ts';
import { createAnnouncer, implement } from './ipc/index.ts';
import { recorderHandlers } from './operations/index.ts';
import { createPageSource, serveRecordingSource } from './recording/index.ts';
import {
  APP_SCHEME,
  createBundleHandler,
  createRecorderWindow,
  createScreens,
  createWindows,
  hardenApp,
  hardenSession,
  ownOrigins,
  registerScheme,
} from './shell/index.ts';

// The program that records for the command line: the recorder's hidden page and the pipe it is asked through, nothing
// else. It opens no locker and shows no window, and ends when whoever started it does (docs/architecture.md).

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const log = (line: string) => process.stderr.write(`${line}\n`);
const origins = ownOrigins(undefined, app.isPackaged);

Menu.setApplicationMenu(null);
registerScheme(protocol);
hardenApp(app, origins);
// On macOS a program is in the Dock unless it says otherwise.
app.dock?.hide();
// Between two recordings there is no window.
app.on('window-all-closed', () => undefined);
app.whenReady().then(start).catch(stop);

function start(): void {
  const windowSession = session.fromPartition('liuhen-recorder', { cache: false });
  const windows = createWindows(beside('../preload/preload.cjs'), windowSession, origins);
  const page = createRecorderWindow(windows, windowSession, createAnnouncer(windows.targets));
  hardenSession(windowSession, origins, app.isPackaged, page.grants);
  windowSession.protocol.handle(
    APP_SCHEME,
    createBundleHandler(beside('../renderer'), {
      thumbnail: async () => undefined,
      original: async () => undefined,
      frozen: () => undefined,
    }),
  );
  const encoder = { name: 'Chromium MediaRecorder', version: process.versions.chrome ?? '' };
  const { source, desk } = createPageSource({ page, screens: createScreens(windows, undefined), encoder });
  implement(
    { recorder: contract.recorder },
    { recorder: recorderHandlers(desk) },
    {
      ipcMain,
      windowOf: windows.windowOf,
      isOurOrigin: origins.isOurs,
      log,
      monotonicMs: () => performance.now(),
    },
  );
  serveRecordingSource(source, () => app.exit(0));
}

function stop(error: unknown): void {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  app.exit(1);
}
