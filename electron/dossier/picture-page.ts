/** A picture wrapped as a PDF of one page whose points are its pixels: typesetting then never decodes it. */
export interface PicturePage {
  readonly pdf: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Wraps a JPEG (as `Intake.printable` makes it: 8 bits, three components); its bytes pass through unchanged. */
export function jpegPage(jpeg: Uint8Array, widthPx: number, heightPx: number): PicturePage {
  return {
    pdf: onePage({ widthPx, heightPx, filter: '/DCTDecode', colours: 3, stream: jpeg }),
    widthPx,
    heightPx,
  };
}

/**
 * Wraps a PNG without decoding it, when its pixels can stand in a PDF as they are: 8 bits, grey or colour, no
 * transparency, not interlaced. Undefined for any other PNG, and for one whose chunks do not add up.
 */
export function losslessPage(png: Uint8Array): PicturePage | undefined {
  const view = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (view.length < 45 || view.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  const [widthPx, heightPx] = [view.readUInt32BE(16), view.readUInt32BE(20)];
  const [depth, colourType, interlace] = [view[24], view[25], view[28]];
  if (widthPx === 0 || heightPx === 0 || depth !== 8 || interlace !== 0) return undefined;
  if (colourType !== 0 && colourType !== 2) return undefined;
  const stream = pixelStream(view);
  if (stream === undefined) return undefined;
  const colours = colourType === 2 ? 3 : 1;
  return { pdf: onePage({ widthPx, heightPx, filter: '/FlateDecode', colours, stream }), widthPx, heightPx };
}

/** All IDAT chunks joined: one zlib stream with PNG's own row filters, which PDF calls predictor 15. */
function pixelStream(png: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let at = 8;
  while (at + 12 <= png.length) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > png.length || type === 'tRNS') return undefined;
    if (type === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    if (type === 'IEND') return parts.length > 0 ? Buffer.concat(parts) : undefined;
    at += 12 + length;
  }
  return undefined;
}

interface Pixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly filter: '/DCTDecode' | '/FlateDecode';
  readonly colours: 1 | 3;
  readonly stream: Uint8Array;
}

function onePage(pixels: Pixels): Uint8Array {
  const { widthPx, heightPx, filter, colours, stream } = pixels;
  const space = colours === 3 ? '/DeviceRGB' : '/DeviceGray';
  const predictor =
    filter === '/FlateDecode'
      ? ` /DecodeParms << /Predictor 15 /Colors ${colours} /BitsPerComponent 8 /Columns ${widthPx} >>`
      : '';
  const drawing = `q ${widthPx} 0 0 ${heightPx} 0 0 cm /Im0 Do Q`;
  return assemble([
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${widthPx} ${heightPx}] /Contents 4 0 R ` +
        '/Resources << /XObject << /Im0 5 0 R >> >> >>',
    ],
    [`<< /Length ${drawing.length} >>`, Buffer.from(drawing, 'latin1')],
    [
      `<< /Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /ColorSpace ${space} ` +
        `/BitsPerComponent 8 /Filter ${filter}${predictor} /Length ${stream.length} >>`,
      stream,
    ],
  ]);
}

/** Objects 1, 2, … with their streams, cross-reference table and trailer (ISO 32000-1 section 7.5). */
function assemble(objects: readonly (readonly [dictionary: string, stream?: Uint8Array])[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let at = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  const put = (part: Uint8Array) => {
    parts.push(part);
    at += part.length;
  };
  for (const [index, [dictionary, stream]] of objects.entries()) {
    offsets.push(at);
    put(Buffer.from(`${index + 1} 0 obj\n${dictionary}\n`, 'latin1'));
    if (stream !== undefined) {
      put(Buffer.from('stream\n'));
      put(stream);
      put(Buffer.from('\nendstream\n'));
    }
    put(Buffer.from('endobj\n'));
  }
  const start = at;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  put(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  put(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}
