import { maim, type Pixels, pixelsOf } from '../../integration/capture/screen.ts';
import type { Screen } from './screen.ts';

/** Pixels without alpha. */
export type RawPicture = Pixels;

/** What `maim` takes of the screen: an independent witness. */
export function maimOf(screen: Screen): Buffer {
  return maim(screen.env);
}

/** Decodes a picture. */
export function rawOf(picture: Uint8Array): Promise<RawPicture> {
  return pixelsOf(picture);
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
