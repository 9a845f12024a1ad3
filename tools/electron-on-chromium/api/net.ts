import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export const net = {
  /** Reads `file:` addresses; the application has no other business with the network. */
  async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    const address = typeof input === 'string' ? input : input.url;
    if (!address.startsWith('file:')) refuse('net.fetch', 'only file: addresses are fetched');
    const path = fileURLToPath(address);
    const headers = new Headers({ 'content-type': MEDIA_TYPES[extname(path).toLowerCase()] ?? '' });
    const file = await open(path).catch(() => null);
    const size = file && (await file.stat().then((status) => (status.isFile() ? status.size : null)));
    if (!file || size === null) {
      await file?.close();
      throw new Error('net::ERR_FILE_NOT_FOUND');
    }
    headers.set('content-length', String(size));
    if (init?.method === 'HEAD') {
      await file.close();
      return new Response(null, { headers });
    }
    // The stream closes the file when it ends or is dropped.
    const body = Readable.toWeb(file.createReadStream()) as WebStream<Uint8Array<ArrayBuffer>>;
    return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, { headers });
  },
};
defineUnsupported(net, 'net', UNSUPPORTED_MEMBERS.net);
