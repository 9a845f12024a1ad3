import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, globalShortcut, ipcMain, Menu, protocol, session } from 'electron';
import { contract } from '../core/contract/index.ts';
import type { Item } from '../core/evidence/index.ts';
import { ok } from '../core/result.ts';
import { createBillReader } from './bills/index.ts';
import { createCapture } from './capture/index.ts';
import { createBillDesk } from './cases/index.ts';
import { createDossierExporter } from './dossier/index.ts';
import { createEnvironmentChecker } from './environment/index.ts';
import { createIntake } from './intake/index.ts';
import { createAnnouncer, implement } from './ipc/index.ts';
import { createJobs } from './jobs/index.ts';
import { openLocker } from './locker/index.ts';
import { createMedia, createPreparer } from './media/index.ts';
import {
  caseDeskOf,
  createCaptureDesk,
  createHandlers,
  createProofDesk,
  createRecordingDesk,
  createToastBoard,
  forgetUnknownActiveOrder,
  startReminders,
} from './operations/index.ts';
import { createPictures } from './pictures/index.ts';
import { currentEnvironment, defaultLockerFolder, stateFolder, systemClock } from './platform/index.ts';
import { createMachine, createPageSource, createRecorder, createRecordingWatch } from './recording/index.ts';
import { openRules } from './rules/index.ts';
import { createRememberedSecret } from './secrets/index.ts';
import { createSelfCheck } from './self-check/index.ts';
import { createSessions } from './sessions/index.ts';
import { defaultSettings, openSettings } from './settings/index.ts';
import {
  APP_SCHEME,
  areOwnWindowsLeftOut,
  createBundleHandler,
  createCaptureGate,
  createDialogs,
  createHotkeys,
  createIndicatorWindow,
  createLog,
  createRecorderWindow,
  createRecordingSurroundings,
  createRegionChooser,
  createScreens,
  createStripWindow,
  createSurroundings,
  createToastWindow,
  createWindows,
  forkOfRuntime,
  hardenApp,
  hardenSession,
  indicatorBesideStrip,
  onPlatformEvent,
  openMainWindow,
  ownOrigins,
  platformKeyProtector,
  platformNotifier,
  quitCleanly,
  raiseMainWindow,
  registerScheme,
} from './shell/index.ts';
import { loadTrustedRoots } from './timestamps/index.ts';
import { type LockerVerificationOptions, verifyLocker } from './verification/index.ts';

// Builds every module and wires it to the others; decides nothing (docs/architecture.md).

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const monotonicMs = () => performance.now();
const log = createLog(app.getPath('userData'));
const origins = ownOrigins(process.env.ELECTRON_RENDERER_URL, app.isPackaged);

if (app.requestSingleInstanceLock()) {
  Menu.setApplicationMenu(null);
  registerScheme(protocol);
  hardenApp(app, origins);
  app.whenReady().then(start).catch(stop);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const userData = app.getPath('userData');
  const environment = currentEnvironment();
  const windowSession = session.fromPartition('liuhen', { cache: false });
  const windows = createWindows(beside('../preload/preload.cjs'), windowSession, origins);
  const announce = createAnnouncer(windows.targets);
  const recorderWindow = createRecorderWindow(windows, windowSession, announce);
  hardenSession(windowSession, origins, app.isPackaged, recorderWindow.grants);
  const [locker, settings] = await Promise.all([
    openLocker({ directory: resolve(defaultLockerFolder()), create: true, stateFolder: stateFolder() }),
    openSettings(userData, defaultSettings(), Date.now()),
  ]);
  await forgetUnknownActiveOrder(locker, settings);

  const proofs = locker.ok
    ? createProofDesk({
        locker: locker.value,
        settings,
        announce,
        keyProtector: platformKeyProtector,
        stateFolder: stateFolder(),
        onSuspend: (listener) => onPlatformEvent(({ type }) => type === 'suspend' && listener()),
        log,
      })
    : undefined;
  const clock = proofs?.clock ?? systemClock;
  const fork = forkOfRuntime();
  const intake = createIntake({ fork });
  const media = locker.ok
    ? createMedia({ locker: locker.value, fork, folder: join(userData, 'media') })
    : undefined;
  const preparer = media === undefined ? undefined : createPreparer(media);
  const prepareSoon = (item: Item) => preparer?.prepareSoon(item);
  const exporter = locker.ok
    ? createDossierExporter({ locker: locker.value, intake, fork, media, ...proofs?.forExports })
    : undefined;
  const gate = createCaptureGate();
  const region = createRegionChooser(windows, announce);
  const toastWindow = createToastWindow(windows, gate);
  const toast = createToastBoard(locker, toastWindow, (content) => announce('toastChanged', content));
  const strip = createStripWindow(windows);
  const recordingSurroundings = createRecordingSurroundings(
    windows,
    gate,
    indicatorBesideStrip(createIndicatorWindow(windows), strip),
  );
  const surroundings = createSurroundings(
    windows,
    gate,
    region,
    (secondsLeft) => announce('captureCountdown', { secondsLeft }),
    () => recordingSurroundings.beforeShowing(),
    strip,
  );
  const capture = locker.ok
    ? ok(createCapture({ locker: locker.value, clock, environment, surroundings }))
    : locker;
  const environmentChecker =
    locker.ok && proofs !== undefined
      ? createEnvironmentChecker({
          locker: locker.value,
          clock,
          environment,
          comparer: proofs.clockComparer,
          programFolder: beside('..'),
        })
      : undefined;
  const sessions =
    locker.ok && proofs !== undefined && environmentChecker !== undefined
      ? createSessions({
          locker: locker.value,
          checker: environmentChecker,
          strip,
          stampSoon: (options) => proofs.stamping.stamper.stampSoon(options),
          onChanged: (state) => announce('sessionChanged', state),
          onSealed: (item) => announce('itemSealed', { item }),
        })
      : undefined;
  const captures = createCaptureDesk({
    capture,
    settings,
    toast,
    announce,
    onSealed: (item) => sessions?.sawSealed(item),
  });
  const recorderPage = createPageSource({
    page: recorderWindow,
    screens: createScreens(windows, region),
    encoder: { name: 'Chromium MediaRecorder', version: process.versions.chrome ?? '' },
  });
  const lockerFolder = locker.ok ? locker.value.directory : userData;
  const machine = createMachine(lockerFolder, onPlatformEvent);
  const recordings = createRecordingDesk({
    settings,
    toast,
    announce,
    onSealed: (item) => {
      prepareSoon(item);
      proofs?.stamping.stamper.stampSoon({ isUrgent: true });
    },
    areToastsSeen: areOwnWindowsLeftOut(),
    isSeen: () => windows.visible().some(({ kind }) => kind === 'main' || kind === 'indicator'),
    monotonicMs,
    createRecorder: (told) =>
      createRecorder({
        ...told,
        locker,
        source: recorderPage.source,
        clock,
        environment,
        surroundings: recordingSurroundings,
        watch: createRecordingWatch(machine),
        freeBytes: machine.freeBytes,
      }),
  });
  const hotkeys = createHotkeys(globalShortcut, (action) => {
    if (action === 'record' || action === 'pause' || action === 'mark') void recordings.press(action);
    else void captures.take(action, 'hotkey', 0);
  });
  const jobs = createJobs({ announce: (progress) => announce('jobProgressed', progress), log, monotonicMs });
  const raise = async () => {
    await recordingSurroundings.beforeShowing();
    raiseMainWindow(windows);
  };

  const pictures = locker.ok
    ? createPictures({ locker: locker.value, intake, media, folder: join(userData, 'thumbnails') })
    : {
        thumbnail: async () => undefined,
        original: async () => undefined,
        forget: async () => undefined,
      };
  windowSession.protocol.handle(
    APP_SCHEME,
    createBundleHandler(beside('../renderer'), { ...pictures, frozen: region.picture }),
  );
  const verify = async (options: Omit<LockerVerificationOptions, 'stateFolder'>) => {
    const { fingerprints } = await loadTrustedRoots(stateFolder());
    return verifyLocker({ trustedRoots: fingerprints, ...options, stateFolder: stateFolder() });
  };
  const selfCheck = locker.ok
    ? createSelfCheck({
        locker: locker.value,
        verify,
        clock,
        log,
        isBusy: () => jobs.isRunning('export') || recordings.recorder.state().phase !== 'idle',
      })
    : undefined;
  const rules = openRules({ stateFolder: stateFolder() });
  const handlers = createHandlers({
    locker,
    rules,
    bills: locker.ok
      ? createBillDesk({ locker: locker.value, reader: createBillReader({ fork }), clock, environment })
      : undefined,
    settings,
    hotkeys,
    dialogs: createDialogs(
      () => windows.get('main'),
      () => settings.current().locale === 'zh-CN',
    ),
    region,
    toast,
    captures,
    recordings,
    jobs,
    intake,
    exporter,
    media,
    prepareSoon,
    forgetMade: pictures.forget,
    verify,
    webDavPassword: createRememberedSecret(join(stateFolder(), 'secrets', 'webdav'), platformKeyProtector),
    selfCheck,
    signing: proofs?.signing,
    stamping: proofs?.stamping,
    clockComparer: proofs?.clockComparer,
    environmentChecker,
    sessions,
    clock,
    environment,
    announce,
    raiseMainWindow: () => void raise(),
    recorderDesk: recorderPage.desk,
  });
  implement(contract, handlers, {
    ipcMain,
    windowOf: windows.windowOf,
    isOurOrigin: origins.isOurs,
    log,
    monotonicMs,
  });
  if (locker.ok) {
    locker.value.onAdvanced((treeSize) => {
      announce('ledgerAdvanced', { treeSize });
      void sessions?.refresh().catch(failed('the open session could not be read'));
    });
    if (locker.value.writeProblem === null) await proofs?.watchClock();
  }
  hotkeys.apply(settings.current().hotkeys);
  openMainWindow(windows, () => app.quit());
  toastWindow.prepare();
  app.on('second-instance', () => void raise());
  if (locker.ok && locker.value.writeProblem === null) {
    void locker.value
      .recoverRecordings()
      .then((recovered) => recordings.sayRecovered(recovered))
      .catch(failed('unfinished recordings could not be looked for'));
    void proofs?.startStamping().catch(failed('checkpoints and stamps could not be begun'));
    void sessions?.recover().catch(failed('a session that was left open could not be ended'));
  }
  const endReminders = locker.ok
    ? startReminders({
        cases: () => caseDeskOf({ rules, settings }, locker.value),
        notifier: platformNotifier,
        isRecording: () => recordings.recorder.state().phase !== 'idle',
        stateFolder: stateFolder(),
        nowUtc: () => clock.facts().utc,
        log,
      })
    : undefined;
  void selfCheck?.start().catch(failed('the check of this start ended early'));

  quitCleanly(app, log, async () => {
    globalShortcut.unregisterAll();
    // First of all: its page goes away with the windows.
    await recordings.recorder.close();
    endReminders?.();
    await selfCheck?.close();
    await proofs?.close();
    await jobs.close();
    await preparer?.close();
    await media?.close();
    await exporter?.close();
    await intake.close();
    if (locker.ok) await locker.value.close();
  });
}

/** Work that nobody waits for: nothing is lost when it fails, and the next start tries again. */
function failed(what: string): (error: unknown) => void {
  return (error) => log(`${what}: ${error instanceof Error ? error.message : String(error)}`);
}

function stop(error: unknown): void {
  log(`the app could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  app.exit(1);
}
