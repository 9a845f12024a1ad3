import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import type { Screen } from './screen.ts';

/** Pixels without alpha. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/** What `maim` takes of the screen: an independent witness. */
export function maimOf(screen: Screen): Buffer {
  return execFileSync('maim', ['--hidecursor'], { env: screen.env, maxBuffer: 256 * 1024 * 1024 });
}

/** Decodes a picture. */
export async function rawOf(picture: Uint8Array): Promise<RawPicture> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** How many pixels differ between two pictures of one size; throws when the sizes differ. */
export async function differingPixels(a: Uint8Array, b: Uint8Array): Promise<number> {
  const [one, other] = await Promise.all([rawOf(a), rawOf(b)]);
  if (one.width !== other.width || one.height !== other.height) {
    throw new Error(`sizes differ: ${one.width}×${one.height} and ${other.width}×${other.height}`);
  }
  let count = 0;
  for (let at = 0; at < one.rgb.length; at += 3) {
    if (one.rgb.compare(other.rgb, at, at + 3, at, at + 3) !== 0) count += 1;
  }
  return count;
}
