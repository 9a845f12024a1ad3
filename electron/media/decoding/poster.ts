import sharp from 'sharp';
import type { TimedFrame } from './decode-video.ts';
import type { Footage } from './footage.ts';
import { picture } from './frame-at.ts';
import { Refusal } from './refusal.ts';
import { isFlat, keyFrameBefore } from './survey.ts';

const EDGE_PX = 480;
/** Where a picture that stands for the file is looked for: beginnings are often black. */
const places = [0.1, 0.35, 0.6, 0.85, 0];

/** A WebP of a frame that shows something. */
export async function posterOf(footage: Footage, durationMs: number): Promise<Uint8Array> {
  const { video } = footage;
  if (video === null) throw new Refusal('MEDIA_NOT_MEDIA', 'no picture in this file');
  let found: TimedFrame | undefined;
  for (const place of places) {
    const frame = await keyFrameBefore(footage, place * durationMs);
    found ??= frame;
    if (frame === undefined || isFlat(frame.raw)) continue;
    found = frame;
    break;
  }
  if (found === undefined) throw new Refusal('MEDIA_UNREADABLE', 'no frame could be decoded');
  const upright = await picture(found.raw, await video.getRotation())
    .png({ compressionLevel: 0 })
    .toBuffer();
  return await sharp(upright)
    .resize({ width: EDGE_PX, height: EDGE_PX, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer();
}
