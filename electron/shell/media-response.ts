import { Readable } from 'node:stream';
import { type ByteRange, readRange } from './byte-ranges.ts';
import { evidenceHeaders, isPlayable, mediaHeaders } from './response-headers.ts';

/** Sound or video for playing. */
export interface PlayableBytes {
  /** Found by looking at the bytes, never by a name. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Undefined when the bytes are gone. */
  open(range: ByteRange): Promise<Readable | undefined>;
}

/** What players and timelines are given of evidence; undefined where there is nothing. */
export interface EvidenceMedia {
  playback(itemId: string): Promise<PlayableBytes | undefined>;
  /** WebP. */
  filmstrip(itemId: string): Promise<Uint8Array | undefined>;
  /** PNG. */
  frame(itemId: string, mediaMs: number): Promise<Uint8Array | undefined>;
}

/**
 * Answers a player: all of it (200), the part it asked for (206), or 416 for a part that does not exist. SECURITY: P20 a
 * type that no player plays is not handed out here at all (404).
 */
export async function respondWithMedia(
  playable: PlayableBytes | undefined,
  method: string,
  rangeHeader: string | null,
): Promise<Response> {
  if (playable === undefined || !isPlayable(playable.mediaType) || playable.sizeBytes === 0)
    return nothing(404);
  const { mediaType, sizeBytes } = playable;
  const range = readRange(rangeHeader, sizeBytes);
  if (range === 'unsatisfiable') return nothing(416, { 'content-range': `bytes */${sizeBytes}` });
  const part = range === 'whole' ? { start: 0, end: sizeBytes - 1 } : range;
  const headers = {
    ...mediaHeaders(mediaType),
    'content-length': String(part.end - part.start + 1),
    ...(range === 'whole' ? {} : { 'content-range': `bytes ${part.start}-${part.end}/${sizeBytes}` }),
  };
  const status = range === 'whole' ? 200 : 206;
  if (method === 'HEAD') return new Response(null, { status, headers });
  const body = await playable.open(part);
  if (body === undefined) return nothing(404);
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers });
}

function nothing(status: 404 | 416, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...evidenceHeaders('', false), ...headers } });
}
