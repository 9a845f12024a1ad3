import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { type BundleRoute, readBundleAddress } from './bundle-routes.ts';
import { type EvidenceMedia, respondWithMedia } from './media-response.ts';
import { bundleHeaders, evidenceHeaders, isShownAsPicture } from './response-headers.ts';

/** Name and host of our pages' origin. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://bundle';

/** Bytes of evidence for showing. */
export interface EvidenceBytes {
  readonly mediaType: string;
  readonly body: Uint8Array | Readable;
}

/** Where evidence and frozen screens come from; undefined where there is none. */
export interface PictureSource {
  thumbnail(itemId: string): Promise<Uint8Array | undefined>;
  original(itemId: string): Promise<EvidenceBytes | undefined>;
  frozen(id: string): Uint8Array | undefined;
  /** Sound and video; absent where no evidence is played. */
  readonly media?: EvidenceMedia | undefined;
}

/** What is looked at of a request. */
export interface BundleRequest {
  readonly url: string;
  readonly method: string;
  readonly headers?: { get(name: string): string | null };
}

/**
 * Answers requests to `app://bundle`: files of the built renderer, evidence by id, frozen screens by their unguessable
 * id. Everything else is 404, other methods 405. Never throws, never names a path in an answer.
 */
export function createBundleHandler(
  rendererFolder: string,
  pictures: PictureSource,
): (request: BundleRequest) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return empty(405);
    const route = readBundleAddress(request.url);
    return route === undefined ? empty(404) : await serve(route, rendererFolder, pictures, request);
  };
}

async function serve(
  route: BundleRoute,
  rendererFolder: string,
  pictures: PictureSource,
  request: BundleRequest,
): Promise<Response> {
  switch (route.kind) {
    case 'file':
      return await serveFile(rendererFolder, route.path, route.mediaType);
    case 'frozen': {
      const png = pictures.frozen(route.id);
      return png === undefined ? empty(404) : respond(png, evidenceHeaders('image/png', false));
    }
    case 'evidence':
      return await serveEvidence(route, pictures, request);
    case 'frame':
      return picture(await pictures.media?.frame(route.itemId, route.mediaMs), 'image/png');
  }
}

async function serveEvidence(
  { itemId, variant }: BundleRoute & { readonly kind: 'evidence' },
  pictures: PictureSource,
  { method, headers }: BundleRequest,
): Promise<Response> {
  switch (variant) {
    case 'thumbnail':
      return picture(await pictures.thumbnail(itemId), 'image/webp');
    case 'filmstrip':
      return picture(await pictures.media?.filmstrip(itemId), 'image/webp');
    case 'original':
      return await serveOriginal(itemId, pictures);
    case 'playback': {
      const playable = await pictures.media?.playback(itemId);
      return await respondWithMedia(playable, method, headers?.get('range') ?? null);
    }
  }
}

async function serveFile(folder: string, name: string, mediaType: string): Promise<Response> {
  try {
    // SECURITY: P22 a link inside the bundle leads nowhere: what is served lies in the folder itself.
    const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, name))]);
    if (!path.startsWith(root + sep)) return empty(404);
    return respond(await readFile(path), bundleHeaders(mediaType));
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return empty(404);
    throw error;
  }
}

function picture(bytes: Uint8Array | undefined, mediaType: 'image/webp' | 'image/png'): Response {
  return bytes === undefined ? empty(404) : respond(bytes, evidenceHeaders(mediaType, true));
}

async function serveOriginal(itemId: string, pictures: PictureSource): Promise<Response> {
  const found = await pictures.original(itemId);
  if (found === undefined) return empty(404);
  const headers = evidenceHeaders(found.mediaType, false);
  const attachment = isShownAsPicture(found.mediaType) ? {} : { 'content-disposition': 'attachment' };
  return respond(found.body, { ...headers, ...attachment });
}

function respond(body: Uint8Array | Readable, headers: Record<string, string>): Response {
  if (body instanceof Readable) return new Response(Readable.toWeb(body) as ReadableStream, { headers });
  const bytes = new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength);
  return new Response(bytes, { headers: { ...headers, 'content-length': String(body.byteLength) } });
}

function empty(status: 404 | 405): Response {
  return new Response(null, { status, headers: evidenceHeaders('', false) });
}
