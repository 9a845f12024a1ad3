import sharp from 'sharp';
import { expect, test } from 'vitest';
import { jpegPage, losslessPage } from '../../../../electron/dossier/picture-page.ts';

const picture = (channels: 3 | 4) =>
  sharp({ create: { width: 7, height: 5, channels, background: { r: 200, g: 20, b: 20, alpha: 0.5 } } });

test('a plain PNG keeps its own pixel stream', async () => {
  const png = await picture(3).png().toBuffer();
  const page = losslessPage(png);
  expect(page).toMatchObject({ widthPx: 7, heightPx: 5 });
  const idat = png.indexOf('IDAT');
  const stream = png.subarray(idat + 4, idat + 4 + png.readUInt32BE(idat - 4));
  expect(Buffer.from(page?.pdf ?? []).includes(stream)).toBe(true);
});

test('a PNG that a PDF cannot hold as it is, or that is cut or not one, is left to the decoder', async () => {
  const png = await picture(3).png().toBuffer();
  expect(losslessPage(await picture(4).png().toBuffer())).toBeUndefined();
  expect(losslessPage(await picture(3).png({ palette: true }).toBuffer())).toBeUndefined();
  expect(losslessPage(png.subarray(0, png.length - 13))).toBeUndefined();
  expect(losslessPage(Buffer.from('not a picture'))).toBeUndefined();
  expect(losslessPage(new Uint8Array())).toBeUndefined();
});

test('a JPEG passes through unchanged', async () => {
  const jpeg = await picture(3).jpeg().toBuffer();
  expect(Buffer.from(jpegPage(jpeg, 7, 5).pdf).includes(jpeg)).toBe(true);
});
