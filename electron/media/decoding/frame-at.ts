import sharp from 'sharp';
import type { FrameBytes } from '../protocol.ts';
import { frameShownAt } from './decode-video.ts';
import type { Footage } from './footage.ts';
import { type RawFrame, toRgb } from './frame-pixels.ts';
import { Refusal } from './refusal.ts';

/** The frame shown at this time as PNG, every pixel of it, turned as the file says. */
export async function frameAt(footage: Footage, mediaMs: number): Promise<FrameBytes> {
  const { video } = footage;
  if (video === null) throw new Refusal('MEDIA_NOT_MEDIA', 'no picture in this file');
  const endMs = await footage.endMs();
  if (endMs === null || mediaMs > endMs) throw new Refusal('MEDIA_TIME_OUTSIDE', `ends at ${endMs} ms`);
  const near = await footage.near(mediaMs);
  const frame = await frameShownAt(video, near.video ?? video, mediaMs);
  if (frame === undefined) throw new Refusal('MEDIA_UNREADABLE', `no frame at ${mediaMs} ms`);
  const { data, info } = await picture(frame.raw, await video.getRotation())
    .png({ compressionLevel: 6 })
    .toBuffer({ resolveWithObject: true });
  return { png: data, widthPx: info.width, heightPx: info.height, mediaMs: wholeMs(frame.timestampUs) };
}

/** A frame as a picture to be encoded, upright. */
export function picture(frame: RawFrame, rotation: number) {
  const raw = { width: frame.widthPx, height: frame.heightPx, channels: 3 } as const;
  return sharp(toRgb(frame), { raw }).rotate(rotation);
}

/** Rounded up: asked for at this millisecond, a frame that begins within it is shown already. */
export function wholeMs(timestampUs: number): number {
  return Math.max(0, Math.ceil(timestampUs / 1000));
}
