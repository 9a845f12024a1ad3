import { UNSUPPORTED_MODULES } from '../unsupported/members.ts';
import { unsupportedModule } from '../unsupported/refusal.ts';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { clipboard } from './clipboard.ts';
import { crashReporter } from './crash-reporter.ts';
import { desktopCapturer } from './desktop-capturer.ts';
import { dialog } from './dialog.ts';
import { globalShortcut } from './global-shortcut.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import { net } from './net.ts';
import { Notification } from './notification.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { utilityProcess } from './utility-process.ts';
import { webContents } from './web-contents-module.ts';

/** The modules that do something. */
export const SUPPORTED_MODULES = {
  app,
  BrowserWindow,
  clipboard,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
};

/** What `import 'electron'` gives an application: every name that Electron exports, of which the rest throw. */
export const electronApi: Readonly<Record<string, unknown>> = Object.freeze({
  ...Object.fromEntries(UNSUPPORTED_MODULES.map((name) => [name, unsupportedModule(name)])),
  ...SUPPORTED_MODULES,
});
