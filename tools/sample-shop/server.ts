import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ShopClock } from './clock.ts';
import { type Html, html } from './html.ts';
import type { SkinName } from './layout.ts';
import type { OrderBook } from './orders.ts';
import { answer, type Reply } from './routes.ts';

// A form of this shop is a few hundred bytes; more is somebody else's request.
const MAX_BODY_BYTES = 8192;

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  // A cached page would show an old page time in a new screenshot.
  'Cache-Control': 'no-store',
} as const;

const STYLES = ['base', 'parts', 'classic', 'modern', 'dark', 'outside'] as const;

const ICON = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1d5fb8"/><path d="m8 2 1.8 4 4.2.4-3.200 2.800 1 4.300L8 11.200 4.2 13.500l1-4.300L2 6.400 6.200 6z" fill="#ffd257"/></svg>`;

/** One running shop's parts. */
export interface Shop {
  readonly skin: SkinName;
  readonly clock: ShopClock;
  readonly book: OrderBook;
}

function loadFiles(): Map<string, { type: string; body: string }> {
  const styles = STYLES.map((name): [string, { type: string; body: string }] => [
    `/styles/${name}.css`,
    {
      type: 'text/css; charset=utf-8',
      body: readFileSync(new URL(`./styles/${name}.css`, import.meta.url), 'utf8'),
    },
  ]);
  return new Map([...styles, ['/icon.svg', { type: 'image/svg+xml', body: ICON.markup }]]);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

// SECURITY: the shop listens on loopback only, and a page elsewhere could still reach it by a name that resolves
// to 127.0.0.1; the Host and Origin headers tell such a request from one of the shop's own pages.
function isOwnRequest(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  return hosts.includes(host ?? '') && (origin === undefined || origin === `http://${host}`);
}

function sendPage(response: ServerResponse, status: number, page: Html): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page.markup);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    Connection: 'close',
  });
  response.end(text);
}

function sendReply(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'page') sendPage(response, reply.status, reply.page);
  else response.writeHead(303, { ...HEADERS, Location: reply.location }).end();
}

/** Makes the HTTP server of a shop; the caller binds it to 127.0.0.1. */
export function createShopServer(shop: Shop): Server {
  const files = loadFiles();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    if (!isOwnRequest(request, port)) {
      sendText(response, 403, '本店只在本机营业');
      return;
    }
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    const file = files.get(url.pathname);
    if (file) {
      response.writeHead(200, { ...HEADERS, 'Content-Type': file.type });
      response.end(file.body);
    } else if (request.method === 'GET') sendReply(response, answer(shop, url));
    else if (request.method === 'POST') {
      const form = await readForm(request);
      if (form) sendReply(response, answer(shop, url, form));
      else sendText(response, 413, '内容过长');
    } else sendText(response, 405, '不支持的请求方式');
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) sendText(response, 500, '店铺出错');
      else response.destroy();
    });
  });
  return server;
}
