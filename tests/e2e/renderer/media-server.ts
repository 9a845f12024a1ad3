import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FakeMediaFile, fakeMediaFile } from '../../../renderer/dev/fake-media-files.ts';
import { filmstripOf, frameOf, mediaFilePath } from './media-files.ts';

const MEDIA_PATH = /^\/evidence\/(i-[a-z0-9]+)\/(?:(playback)|(filmstrip|thumbnail)|frame\/(\d+))$/;

/**
 * Answers the paths of sound and video with real files, as the main process's protocol does: in ranges, never cached.
 * False when the request is for something else.
 */
export function answerMedia(request: IncomingMessage, response: ServerResponse): boolean {
  const found = MEDIA_PATH.exec(new URL(request.url ?? '/', 'http://fake').pathname);
  const file = found === null ? undefined : fakeMediaFile(found[1] ?? '');
  if (found === null || file === undefined) return false;
  if (found[2] !== undefined) sendFile(request, response, file);
  else void sendPicture(response, file, found[3], Number(found[4] ?? 0));
  return true;
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: FakeMediaFile): void {
  const path = mediaFilePath(file.name);
  const { size } = statSync(path);
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  const isPart = request.headers.range !== undefined;
  response.writeHead(isPart ? 206 : 200, {
    'content-type': file.mediaType,
    'content-length': last - first + 1,
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(isPart ? { 'content-range': `bytes ${first}-${last}/${size}` } : {}),
  });
  const stream = createReadStream(path, { start: first, end: last });
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

async function sendPicture(
  response: ServerResponse,
  { name, description }: FakeMediaFile,
  sprite: string | undefined,
  mediaMs: number,
): Promise<void> {
  const path = mediaFilePath(name);
  const { durationMs, filmstripFrameCount, video } = description;
  if (video === null) {
    response.writeHead(404).end();
    return;
  }
  const picture =
    sprite === 'filmstrip'
      ? await filmstripOf(path, Math.max(1, filmstripFrameCount || 12), durationMs ?? 6000)
      : await frameOf(path, mediaMs);
  response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' }).end(picture);
}
