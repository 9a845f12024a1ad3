import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './api/app.ts';
import { BrowserWindow } from './api/browser-window.ts';
import { captureSourceFlags } from './api/capture-sources.ts';
import { privilegedSchemes, protocolHandlers } from './api/protocol.ts';
import { screen } from './api/screen.ts';
import { defaultSession } from './api/session.ts';
import { webContentsById } from './api/web-contents.ts';
import { findChromium } from './chromium/binary.ts';
import { ChromiumProcess } from './chromium/chromium-process.ts';
import { chromiumFlags, windowFlags } from './chromium/flags.ts';
import { writePreferences } from './chromium/preferences.ts';
import { Targets } from './chromium/targets.ts';
import { openApplicationWindow } from './chromium/window-relay.ts';
import { DisplayClient } from './display/display-client.ts';
import { RuntimeEnvironmentError } from './environment-error.ts';
import { type Host, lifecycle, setHost } from './host.ts';
import { LoopbackServer } from './server/loopback-server.ts';

/** Starts everything the API stands on. Throws RuntimeEnvironmentError when the machine lacks a part. */
export async function startHost(): Promise<Host> {
  const binary = findChromium();
  const display = connectDisplay();
  const server = await LoopbackServer.start(protocolHandlers, webContentsById, {
    mayCaptureDisplay: () => defaultSession.displayMediaHandler !== null,
  });
  for (const scheme of privilegedSchemes()) server.addresses.addScheme(scheme);
  const profileFolder = join(app.getPath('sessionData'), 'chromium-profile');
  mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
  writePreferences(profileFolder);
  const hasSandbox = process.getuid?.() !== 0 && !app.switches().includes('--no-sandbox');
  const flags = chromiumFlags({
    profileFolder,
    loopbackPort: server.port,
    developmentServer: developmentServer(),
    requested: app.switches(),
    hasSandbox,
    captureSource: captureSourceFlags(),
  });
  const chromium = await ChromiumProcess.start(binary, flags);
  const targets = new Targets(chromium.devtools);
  const host: Host = {
    chromium,
    targets,
    server,
    display,
    openWindow: (url) => openApplicationWindow(binary, profileFolder, url, windowFlags(hasSandbox)),
  };
  followTargets(host);
  await targets.start();
  await chromium.devtools.browser.send('Browser.setDownloadBehavior', { behavior: 'deny' });
  setHost(host);
  screen.follow(display);
  return host;
}

function connectDisplay(): DisplayClient {
  const name = process.env.DISPLAY;
  if (!name) {
    throw new RuntimeEnvironmentError(
      'Unable to open X display: DISPLAY is not set. Run it in a graphical session, or on a virtual display (Debian package xvfb).',
    );
  }
  const display = new DisplayClient();
  try {
    display.call('connect', { display: name });
  } catch (cause) {
    throw new RuntimeEnvironmentError(
      `Unable to open X display "${name}": ${cause instanceof Error ? cause.message : cause}`,
    );
  }
  display.on('event', ({ kind }) => {
    if (kind !== 'disconnected') return;
    console.error('electron-on-chromium: the connection to the X server is gone.');
    app.exit(1);
  });
  return display;
}

function followTargets({ chromium }: Host): void {
  const { browser } = chromium.devtools;
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.isShowing(targetId)) window.noteClosed();
  });
  browser.on('Target.targetCrashed', ({ targetId, status, errorCode }) => {
    const window = BrowserWindow.getAllWindows().find((candidate) => candidate.isShowing(targetId));
    window?.webContents.noteProcessGone(status, errorCode);
  });
  chromium.on('gpu-process-gone', (waitStatus) => lifecycle.emit('gpu-process-gone', waitStatus));
  chromium.once('exit', () => {
    for (const window of BrowserWindow.getAllWindows()) window.noteClosed();
  });
}

/** The one foreign address that pages may reach, and only while somebody develops. */
function developmentServer(): string | null {
  const address = process.env.ELECTRON_RENDERER_URL;
  if (!address || !URL.canParse(address)) return null;
  const { hostname, port, host } = new URL(address);
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') return null;
  console.error(`electron-on-chromium: pages may reach the development server at ${host}.`);
  return `${hostname}:${port || 80}`;
}
