import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { newFolder, run } from './export-sample.ts';

/** Pages of a PDF as PNG files, in order. */
export function renderPages(pdfPath: string, dotsPerInch: number): readonly string[] {
  const folder = newFolder();
  run('pdftoppm', '-r', String(dotsPerInch), '-png', pdfPath, join(folder, 'page'));
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

/**
 * How much a page differs from the expected picture: the share of pixels that differ by more than 48 of 255 after a
 * slight blur (another version of the renderer smooths edges differently). With `LIUHEN_WRITE_EXPECTED` set, or without
 * an expectation, the picture is written and the share is 1, so that a new expectation never passes unseen.
 */
export async function shareOfDifferentPixels(page: string, expected: string): Promise<number> {
  const actual = await grey(page);
  if (process.env.LIUHEN_WRITE_EXPECTED !== undefined || !existsSync(expected)) {
    mkdirSync(join(expected, '..'), { recursive: true });
    writeFileSync(expected, await sharp(page).greyscale().png({ compressionLevel: 9 }).toBuffer());
    return 1;
  }
  const wanted = await grey(expected);
  if (actual.width !== wanted.width || actual.height !== wanted.height) return 1;
  const different = actual.pixels.reduce(
    (count, value, at) => count + (Math.abs(value - (wanted.pixels[at] ?? 0)) > 48 ? 1 : 0),
    0,
  );
  return different / actual.pixels.length;
}

/** Share of dark pixels in a band of a page; `top` and `bottom` are shares of its height. */
export async function inkIn(page: string, top: number, bottom: number): Promise<number> {
  const { pixels, width, height } = await grey(page);
  const band = pixels.subarray(Math.floor(top * height) * width, Math.floor(bottom * height) * width);
  return band.reduce((count, value) => count + (value < 160 ? 1 : 0), 0) / band.length;
}

async function grey(path: string) {
  const { data, info } = await sharp(path).greyscale().blur(0.6).raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}
