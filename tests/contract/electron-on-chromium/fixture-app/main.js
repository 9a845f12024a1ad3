import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, ipcMain, net, protocol, session, utilityProcess } from 'electron';

const here = import.meta.dirname;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' app://pictures; connect-src 'self' app:; media-src 'self'";

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

globalThis.seen = { navigations: [], secondInstances: [], frames: [], permissionRequests: 0 };

const hasLock = app.requestSingleInstanceLock();
if (!hasLock) app.quit();
app.on('second-instance', (_event, argv, workingDirectory) => {
  globalThis.seen.secondInstances.push({ argv, workingDirectory });
});
app.on('window-all-closed', () => app.quit());

function answer(request) {
  const { host, pathname } = new URL(request.url);
  if (pathname === '/range') return ranged(request);
  if (pathname === '/endless') return endless();
  if (pathname === '/echo') return request.text().then((text) => new Response(`${request.method} ${text}`));
  if (host === 'pictures') return picture();
  return page(pathname);
}

async function page(pathname) {
  const file = pathname === '/' ? 'index.html' : pathname.slice(1);
  try {
    const response = await net.fetch(pathToFileURL(join(here, file)).toString());
    const headers = new Headers(response.headers);
    if (!file.startsWith('loose')) headers.set('content-security-policy', POLICY);
    return new Response(response.body, { headers });
  } catch {
    return new Response('not found', { status: 404 });
  }
}

function ranged(request) {
  const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.get('range') ?? '') ?? [];
  if (from === undefined) return new Response(bytes);
  const part = bytes.slice(Number(from), Number(to) + 1);
  return new Response(part, { status: 206, headers: { 'content-range': `bytes ${from}-${to}/100` } });
}

function endless() {
  let count = 0;
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(65536));
      count += 1;
    },
    cancel() {
      globalThis.seen.endlessChunks = count;
    },
  });
  return new Response(body);
}

function picture() {
  return new Response(readFileSync(join(here, 'dot.png')), { headers: { 'content-type': 'image/png' } });
}

ipcMain.handle('echo', (_event, value) => value);
ipcMain.handle('describe', (_event, value) => ({
  type: Object.prototype.toString.call(value),
  isView: ArrayBuffer.isView(value),
}));
ipcMain.handle('who', (event) => ({
  isMainFrame: event.senderFrame === event.sender.mainFrame,
  isTop: event.senderFrame.top === event.senderFrame && event.senderFrame.parent === null,
  origin: event.senderFrame.origin,
  url: event.senderFrame.url,
  isOurs: BrowserWindow.fromWebContents(event.sender)?.id,
}));
ipcMain.handle('fail', () => {
  throw new TypeError('deliberately');
});
ipcMain.on('note', (event, value) => event.reply('noted', value));

globalThis.openWindow = async (options = {}, address = 'app://bundle/') => {
  const window = new BrowserWindow({
    width: 640,
    height: 480,
    title: 'Fixture',
    ...options,
    webPreferences: {
      preload: join(here, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      ...options.webPreferences,
    },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event, url) => {
    globalThis.seen.navigations.push(url);
    if (url.includes('forbidden')) event.preventDefault();
  });
  await window.loadURL(address);
  return window.id;
};
globalThis.forkUtility = () =>
  utilityProcess.fork(join(here, 'utility.mjs'), ['argument'], { serviceName: 'fixture' });

if (hasLock) {
  await app.whenReady();
  protocol.handle('app', answer);
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => {
    globalThis.seen.permissionRequests += 1;
    decide(false);
  });
  const id = await globalThis.openWindow({ backgroundColor: '#0a5' });
  globalThis.firstWindowId = id;
}
