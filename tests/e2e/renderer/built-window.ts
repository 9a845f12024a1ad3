import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { bundleHeaders } from '../../../electron/shell/response-headers.ts';
import { fakePicture, PICTURE_PATH } from '../../../renderer/dev/fake-picture.ts';
import { answerMedia } from './media-server.ts';

const root = fileURLToPath(new URL('../../../renderer/', import.meta.url));
/** The real pages, and the one that puts the fake main process behind them. */
const pages = ['dev', 'index', 'indicator', 'region', 'strip', 'toast'] as const;
const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** How a page is opened over its fake main process; see renderer/dev/README.md for the scenario's words. */
export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly pixelRatio?: number;
}

/** The built window served with the headers of the real one, a browser, and everything that went wrong in its pages. */
export interface BuiltWindow {
  open(scenario: string, options?: PageOptions): Promise<Page>;
  /** A page as it is in the product, over a main process that never answers. */
  openUnanswered(page: 'index' | 'indicator' | 'region' | 'strip' | 'toast'): Promise<Page>;
  /** Errors and warnings of all pages, requests that left loopback, violations of the content security policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Builds the window with its fake main process into a temporary folder and serves it on a free port of loopback. */
export async function openBuiltWindow(): Promise<BuiltWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-window-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'esnext',
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: pages.map((page) => join(root, `${page}.html`)) },
    },
  });
  const server = createServer((request, response) => {
    if (answerMedia(request, response)) return;
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const picture = PICTURE_PATH.exec(path);
    if (picture !== null) {
      response.writeHead(200, { ...bundleHeaders('image/svg+xml') });
      response.end(fakePicture(picture[1] ?? picture[2] ?? ''));
      return;
    }
    try {
      const body = readFileSync(join(folder, normalize(path)));
      response.writeHead(200, bundleHeaders(mediaTypes[extname(path)] ?? 'application/octet-stream'));
      response.end(body);
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  const origin = `http://127.0.0.1:${address.port}`;
  const browser = await launch();
  const complaints: string[] = [];
  return {
    complaints,
    open: async (scenario, options = {}) => {
      const page = await newPage(browser, origin, options, complaints);
      await page.goto(`${origin}/dev.html?${scenario}`);
      await page.waitForSelector('#root > *');
      return page;
    },
    openUnanswered: async (name) => {
      const page = await newPage(browser, origin, {}, complaints);
      await page.addInitScript(beSilent);
      await page.goto(`${origin}/${name}.html`);
      return page;
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

/** Runs in the page before its own code. */
function beSilent(): void {
  const operations = new Proxy({}, { get: () => () => new Promise(() => undefined) });
  const client = new Proxy({}, { get: (_, name) => (name === 'on' ? () => () => undefined : operations) });
  Object.assign(window, { liuhen: client });
}

async function newPage(
  browser: Browser,
  origin: string,
  options: PageOptions,
  complaints: string[],
): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: options.height ?? 720 },
    deviceScaleFactor: options.pixelRatio ?? 1,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`request to ${request.url()}`);
  });
  return page;
}
