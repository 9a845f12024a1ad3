import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { AddressMap } from './address-map.ts';
import { DOCUMENT_SANDBOX, documentPermissions, mapPoliciesInHtml, mapPolicy } from './content-security.ts';
import { acceptPageChannels, type ChannelOwner } from './page-channels.ts';

/** What documents may do, as the application has it at the moment one is served. */
export interface DocumentRules {
  mayCaptureDisplay(): boolean;
}

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

const BLANK_PAGE = '<!doctype html><meta charset="utf-8"><title></title>';
const POLICY_HEADERS = ['content-security-policy', 'content-security-policy-report-only'];
const HOP_HEADERS = new Set(['host', 'connection', 'cookie']);

/** Serves the application's own schemes and its pages' channels on one loopback port. */
export class LoopbackServer {
  readonly addresses: AddressMap;
  readonly port: number;
  /** Known to the main process and the isolated worlds of preload scripts, to nobody else. */
  readonly channelToken: string;
  private readonly server: Server;
  private readonly handlers: ReadonlyMap<string, ProtocolHandler>;
  private readonly rules: DocumentRules;

  private constructor(
    server: Server,
    handlers: ReadonlyMap<string, ProtocolHandler>,
    rules: DocumentRules,
    channelToken: string,
  ) {
    this.server = server;
    this.rules = rules;
    this.handlers = handlers;
    this.channelToken = channelToken;
    // A server listening on an address has one that is not a pipe's name.
    this.port = (server.address() as AddressInfo).port;
    this.addresses = new AddressMap(randomBytes(16).toString('hex'), this.port);
    server.on('request', (request, response) => {
      this.answer(request, response).catch((error: unknown) => fail(response, error));
    });
  }

  /** Starts listening on a free port of 127.0.0.1. */
  static async start(
    handlers: ReadonlyMap<string, ProtocolHandler>,
    ownerOf: (webContentsId: number) => ChannelOwner | null,
    rules: DocumentRules,
  ): Promise<LoopbackServer> {
    const server = createServer({ keepAlive: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const channelToken = randomBytes(32).toString('hex');
    acceptPageChannels(server, channelToken, ownerOf);
    return new LoopbackServer(server, handlers, rules, channelToken);
  }

  /** Where the isolated worlds of preload scripts connect to. */
  get channelOrigin(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const host = incoming.headers.host ?? '';
    if (this.addresses.isBlankHost(host)) {
      outgoing.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "default-src 'none'",
      });
      outgoing.end(BLANK_PAGE);
      return;
    }
    if (incoming.url === '/favicon.ico') {
      // A browser asks for it unbidden, Electron does not.
      outgoing.writeHead(204).end();
      return;
    }
    const place = this.addresses.placeOf(host);
    const handler = place && this.handlers.get(place.scheme);
    if (!place || !handler) {
      outgoing.writeHead(404).end();
      return;
    }
    const request = toRequest(incoming, `${place.scheme}://${place.host}${incoming.url ?? '/'}`);
    outgoing.once('close', () => request.abort());
    await this.write(await handler(request.value), incoming, outgoing);
  }

  private async write(
    response: Response,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const headers = new Headers(response.headers);
    for (const name of POLICY_HEADERS) {
      const policy = headers.get(name);
      if (policy !== null) headers.set(name, mapPolicy(policy, this.addresses, this.channelOrigin));
    }
    const destination = String(incoming.headers['sec-fetch-dest'] ?? '');
    if (destination === 'document') {
      headers.append('content-security-policy', DOCUMENT_SANDBOX);
    }
    const permissions = documentPermissions(destination, this.rules.mayCaptureDisplay());
    if (permissions !== null) headers.append('permissions-policy', permissions);
    mapAllowedOrigin(headers, this.addresses);
    const isHtml = headers.get('content-type')?.startsWith('text/html') ?? false;
    if (isHtml) {
      const html = mapPoliciesInHtml(await response.text(), this.addresses, this.channelOrigin);
      headers.delete('content-length');
      outgoing.writeHead(response.status, Object.fromEntries(headers));
      outgoing.end(html);
      return;
    }
    outgoing.writeHead(response.status, Object.fromEntries(headers));
    if (!response.body || incoming.method === 'HEAD') {
      outgoing.end();
      return;
    }
    const body = Readable.fromWeb(response.body as WebStream);
    // The headers are out; a broken connection is the only way left to say that the rest is missing.
    body.on('error', () => outgoing.destroy());
    outgoing.on('close', () => body.destroy());
    body.pipe(outgoing);
  }
}

function toRequest(incoming: IncomingMessage, address: string): { value: Request; abort: () => void } {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !HOP_HEADERS.has(name))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const controller = new AbortController();
  const init: RequestInit & { duplex?: 'half' } = { method, headers, signal: controller.signal };
  if (hasBody) {
    init.body = Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>;
    init.duplex = 'half';
  }
  return { value: new Request(address, init), abort: () => controller.abort() };
}

/** An origin of a custom scheme that the handler lets read the answer is known to Chromium by another name. */
function mapAllowedOrigin(headers: Headers, addresses: AddressMap): void {
  const allowed = headers.get('access-control-allow-origin');
  if (allowed === null || allowed === '*') return;
  const mapped = addresses.toLoopback(allowed);
  if (mapped !== allowed) headers.set('access-control-allow-origin', mapped.replace(/\/$/, ''));
}

function fail(response: ServerResponse, error: unknown): void {
  console.error('The protocol handler failed:', error);
  if (!response.headersSent) response.writeHead(500);
  response.end();
}
