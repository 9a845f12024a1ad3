import type Electron from 'electron';
import type { AppObject } from '../api/app.ts';
import type { BrowserWindow } from '../api/browser-window.ts';
import type { clipboard } from '../api/clipboard.ts';
import type { crashReporter } from '../api/crash-reporter.ts';
import type { dialog } from '../api/dialog.ts';
import type { SUPPORTED_MODULES } from '../api/electron-api.ts';
import type { globalShortcut } from '../api/global-shortcut.ts';
import type { ipcMain } from '../api/ipc-main.ts';
import type { Menu } from '../api/menu.ts';
import type { NativeImageObject, nativeImage } from '../api/native-image.ts';
import type { nativeTheme } from '../api/native-theme.ts';
import type { net } from '../api/net.ts';
import type { Notification } from '../api/notification.ts';
import type { protocol } from '../api/protocol.ts';
import type { safeStorage } from '../api/safe-storage.ts';
import type { DisplayObject, screen } from '../api/screen.ts';
import type { defaultSession, session } from '../api/session.ts';
import type { shell } from '../api/shell.ts';
import type { UtilityProcess } from '../api/utility-process.ts';
import type { WebContents } from '../api/web-contents.ts';
import type { webContents } from '../api/web-contents-module.ts';
import type { TopFrame } from '../api/web-frame-main.ts';
import type { UNSUPPORTED_MEMBERS, UNSUPPORTED_MODULES } from './members.ts';

/** What a constructor has for itself and not for its class. */
type Constructed = 'prototype' | keyof typeof import('node:events').EventEmitter;

/** Members of Electron's that are neither implemented nor listed as unsupported. */
type Missing<Theirs, Ours, Owner extends keyof typeof UNSUPPORTED_MEMBERS> = Exclude<
  keyof Theirs & string,
  keyof Ours | (typeof UNSUPPORTED_MEMBERS)[Owner][number] | keyof NodeJS.EventEmitter | Constructed
>;

type Uncovered =
  | Missing<Electron.App, AppObject, 'app'>
  | Missing<Electron.CommandLine, AppObject['commandLine'], 'commandLine'>
  | Missing<Electron.BrowserWindow, BrowserWindow, 'BrowserWindow'>
  | Missing<typeof Electron.BrowserWindow, typeof BrowserWindow, 'BrowserWindow (static)'>
  | Missing<Electron.Clipboard, typeof clipboard, 'clipboard'>
  | Missing<Electron.CrashReporter, typeof crashReporter, 'crashReporter'>
  | Missing<Electron.Dialog, typeof dialog, 'dialog'>
  | Missing<Electron.Display, DisplayObject, 'Display'>
  | Missing<Electron.GlobalShortcut, typeof globalShortcut, 'globalShortcut'>
  | Missing<Electron.IpcMain, typeof ipcMain, 'ipcMain'>
  | Missing<typeof Electron.Menu, typeof Menu, 'Menu (static)'>
  | Missing<Electron.NativeImage, NativeImageObject, 'NativeImage'>
  | Missing<typeof Electron.nativeImage, typeof nativeImage, 'nativeImage'>
  | Missing<Electron.NativeTheme, typeof nativeTheme, 'nativeTheme'>
  | Missing<Electron.Net, typeof net, 'net'>
  | Missing<Electron.Notification, Notification, 'Notification'>
  | Missing<typeof Electron.Notification, typeof Notification, 'Notification (static)'>
  | Missing<Electron.Protocol, typeof protocol, 'protocol'>
  | Missing<Electron.SafeStorage, typeof safeStorage, 'safeStorage'>
  | Missing<Electron.Screen, typeof screen, 'screen'>
  | Missing<Electron.Session, typeof defaultSession, 'Session'>
  | Missing<typeof Electron.session, typeof session, 'session'>
  | Missing<Electron.Shell, typeof shell, 'shell'>
  | Missing<Electron.UtilityProcess, UtilityProcess, 'UtilityProcess'>
  | Missing<Electron.WebContents, WebContents, 'WebContents'>
  | Missing<typeof Electron.webContents, typeof webContents, 'webContents'>
  | Missing<Electron.WebFrameMain, TopFrame, 'WebFrameMain'>
  | Missing<Electron.WebRequest, (typeof defaultSession)['webRequest'], 'WebRequest'>
  | Exclude<keyof typeof Electron, keyof typeof SUPPORTED_MODULES | (typeof UNSUPPORTED_MODULES)[number]>;

/** Does not compile while anything is uncovered; the error names it. */
export const isComplete: [Uncovered] extends [never] ? true : Uncovered = true;
