/**
 * Windows, protocol, hotkeys, dialogs: everything that is Electron's.
 *
 * Promise: a window can show our bundle and evidence and nothing else, reach main only through the contract, and is never
 * in a capture (P13, P15, P20–P22). Imports no feature but what capture asks of its surroundings; decides nothing about
 * evidence.
 */
export {
  APP_ORIGIN,
  APP_SCHEME,
  createBundleHandler,
  type EvidenceBytes,
  type PictureSource,
} from './bundle-protocol.ts';
export { createDialogs, type Dialogs } from './dialogs.ts';
export { forkOfRuntime } from './fork-utility.ts';
export { createHotkeys, type Hotkeys, type Shortcuts } from './hotkeys.ts';
export { createIndicatorWindow, type IndicatorWindow } from './indicator-window.ts';
export { platformKeyProtector } from './key-protector.ts';
export { createLog } from './log.ts';
export { openMainWindow, raiseMainWindow } from './main-window.ts';
export { type Notifier, platformNotifier } from './notifier.ts';
export { onPlatformEvent, type PlatformEvent } from './platform-events.ts';
export { quitCleanly } from './quit.ts';
export { createRecorderWindow, type RecorderWindow } from './recorder-window.ts';
export { createScreens } from './recording-screens.ts';
export {
  createRecordingSurroundings,
  type WindowRecordingSurroundings,
} from './recording-surroundings.ts';
export { createRegionChooser, type FrozenScreen, type RegionChooser } from './region-window.ts';
export {
  areOwnWindowsLeftOut,
  hardenApp,
  hardenSession,
  type MediaGrants,
  type OwnOrigins,
  ownOrigins,
  registerScheme,
} from './security.ts';
export { createStripWindow, indicatorBesideStrip, type StripWindow } from './strip-window.ts';
export { createSurroundings } from './surroundings.ts';
export { type CaptureGate, createCaptureGate, createToastWindow, type ToastWindow } from './toast-window.ts';
export { type AppWindows, createWindows } from './windows.ts';
