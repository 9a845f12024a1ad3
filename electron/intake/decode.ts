import sharp, { type Sharp } from 'sharp';
import type { Inspection, IntakeError } from './intake.ts';
import { MAX_PICTURE_BYTES, MAX_PIXELS, type Picture } from './protocol.ts';
import { END_BYTES, type Ends, sniff } from './sniff.ts';

// SECURITY: P19. Only the decoders that screenshots and photos need; everything else in libvips stays shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadTiffBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

const decodable: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/tiff',
]);

/** An expected refusal, turned into an answer by the process's loop. */
export class Refusal extends Error {
  readonly code: IntakeError;
  constructor(code: IntakeError, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** Type of the bytes, and size in pixels for pictures within limits whose header can be read. */
export async function inspectBytes(ends: Ends, whole: Uint8Array | undefined): Promise<Inspection> {
  const sniffed = sniff(ends);
  if (sniffed.mediaType === 'image/bmp') return { ...sniffed, ...bitmapSize(ends.head) };
  if (whole === undefined || !decodable.has(sniffed.mediaType)) return sniffed;
  const size = await pictureSize(whole);
  return size === undefined ? sniffed : { ...sniffed, image: size };
}

/** Both ends of bytes that are all in memory. */
export function endsOf(bytes: Uint8Array): Ends {
  return {
    head: bytes.subarray(0, END_BYTES),
    tail: bytes.subarray(Math.max(0, bytes.length - END_BYTES)),
    sizeBytes: bytes.length,
  };
}

/** Whether a file that begins like this is worth reading whole. */
export function isDecodable(ends: Ends): boolean {
  return ends.sizeBytes <= MAX_PICTURE_BYTES && decodable.has(sniff(ends).mediaType);
}

/** See `Intake.thumbnail`. */
export async function makeThumbnail(bytes: Uint8Array, maxEdgePx: number): Promise<Picture> {
  const picture = open(bytes).rotate().resize({
    width: maxEdgePx,
    height: maxEdgePx,
    fit: 'inside',
    withoutEnlargement: true,
  });
  return finish(picture.webp({ quality: 80, effort: 2 }));
}

/** See `Intake.printable`. Quality 85 without chroma subsampling keeps small coloured Chinese text legible. */
export async function makePrintable(bytes: Uint8Array, maxEdgePx: number): Promise<Picture> {
  const picture = open(bytes)
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize({ width: maxEdgePx, height: maxEdgePx, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  return finish(picture.jpeg({ quality: 85, chromaSubsampling: '4:4:4' }));
}

function open(bytes: Uint8Array): Sharp {
  if (bytes.length > MAX_PICTURE_BYTES) throw new Refusal('INTAKE_TOO_LARGE', 'more bytes than are decoded');
  const { mediaType } = sniff(endsOf(bytes));
  if (!decodable.has(mediaType)) throw new Refusal('INTAKE_UNSUPPORTED', mediaType);
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
}

async function finish(picture: Sharp): Promise<Picture> {
  try {
    const { data, info } = await picture.toBuffer({ resolveWithObject: true });
    return { bytes: data, widthPx: info.width, heightPx: info.height };
  } catch (error) {
    const reason = String(error);
    throw new Refusal(/pixel limit/.test(reason) ? 'INTAKE_TOO_LARGE' : 'INTAKE_DAMAGED', reason);
  }
}

async function pictureSize(bytes: Uint8Array): Promise<Inspection['image']> {
  try {
    const { width, height, orientation } = await sharp(bytes, {
      limitInputPixels: MAX_PIXELS,
      failOn: 'none',
    }).metadata();
    if (width === 0 || height === 0 || width * height > MAX_PIXELS) return undefined;
    const isTurned = orientation !== undefined && orientation >= 5;
    return isTurned ? { widthPx: height, heightPx: width } : { widthPx: width, heightPx: height };
  } catch {
    // A picture whose header cannot be read is still evidence: it is sealed by its type, without a size.
    return undefined;
  }
}

/** Bitmaps are identified and measured by their header; nothing here decodes them. */
function bitmapSize(head: Uint8Array): { readonly image?: Inspection['image'] } {
  const view = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (view.length < 26 || view.readUInt32LE(14) < 40) return {};
  const widthPx = view.readInt32LE(18);
  const heightPx = Math.abs(view.readInt32LE(22));
  if (widthPx <= 0 || heightPx <= 0 || widthPx * heightPx > MAX_PIXELS) return {};
  return { image: { widthPx, heightPx } };
}
