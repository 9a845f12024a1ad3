import type { Ends } from './sniff.ts';

/** How a format begins; `text` is the head with one character a byte. */
export interface Signature {
  readonly mediaType: string;
  matches(text: string): boolean;
  /** The exact type where the beginning alone does not say. */
  refine?(text: string, ends: Ends): string;
}

const startsWith =
  (...magics: readonly string[]) =>
  (text: string): boolean =>
    magics.some((magic) => text.startsWith(magic));

const format = (
  mediaType: string,
  matches: Signature['matches'],
  refine?: Signature['refine'],
): Signature => ({ mediaType, matches, ...(refine === undefined ? {} : { refine }) });

/** The formats that buyers have: screenshots and photos, receipts, exports of chats, recordings. Longest magic first. */
export const signatures: readonly Signature[] = [
  format('image/png', startsWith('\x89PNG\r\n\x1a\n')),
  format('image/jpeg', startsWith('\xff\xd8\xff')),
  format('image/gif', startsWith('GIF87a', 'GIF89a')),
  format('image/webp', (text) => text.startsWith('RIFF') && text.startsWith('WEBP', 8)),
  format('audio/wav', (text) => text.startsWith('RIFF') && text.startsWith('WAVE', 8)),
  format('image/bmp', isBitmap),
  format('image/tiff', startsWith('II*\0', 'MM\0*')),
  format('video/mp4', (text) => text.startsWith('ftyp', 4), isoBrand),
  format('video/x-matroska', startsWith('\x1aE\xdf\xa3'), (text) =>
    text.slice(0, 4096).includes('webm') ? 'video/webm' : 'video/x-matroska',
  ),
  format('application/pdf', startsWith('%PDF-')),
  format('application/zip', startsWith('PK\x03\x04', 'PK\x05\x06'), officeType),
  format('audio/amr', startsWith('#!AMR')),
  format('audio/mpeg', (text) => text.startsWith('ID3') || isMpegAudio(text)),
];

/** `BM` alone is too little: the header's own size and reserved fields must fit. */
function isBitmap(text: string): boolean {
  return (
    text.startsWith('BM') && text.slice(6, 10) === '\0\0\0\0' && [12, 40, 108, 124].includes(byte(text, 14))
  );
}

/** Major brand of an ISO base media file (ISO/IEC 14496-12). */
function isoBrand(text: string): string {
  const brand = text.slice(8, 12);
  if (/^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(brand)) return 'image/heic';
  if (/^(avif|avis)$/.test(brand)) return 'image/avif';
  if (brand === 'qt  ') return 'video/quicktime';
  if (/^M4[AB] $/.test(brand)) return 'audio/mp4';
  return 'video/mp4';
}

/** Office formats are ZIPs whose members lie in known folders. */
function officeType(text: string): string {
  if (!text.includes('[Content_Types].xml')) return 'application/zip';
  const base = 'application/vnd.openxmlformats-officedocument';
  if (text.includes('xl/')) return `${base}.spreadsheetml.sheet`;
  if (text.includes('word/')) return `${base}.wordprocessingml.document`;
  return 'application/zip';
}

/** Two consecutive frame headers of MPEG-1/2 layer III: one alone occurs by chance in any bytes. */
function isMpegAudio(text: string): boolean {
  const length = mpegFrameBytes(text, 0);
  return length > 0 && mpegFrameBytes(text, length) > 0;
}

function mpegFrameBytes(text: string, at: number): number {
  if (byte(text, at) !== 0xff || (byte(text, at + 1) & 0xe6) !== 0xe2) return 0;
  const isVersion1 = (byte(text, at + 1) & 0x18) === 0x18;
  const bitRates = isVersion1
    ? [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    : [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
  const bitRate = bitRates[byte(text, at + 2) >> 4] ?? 0;
  const sampleRate = [44_100, 48_000, 32_000][(byte(text, at + 2) >> 2) & 3] ?? 0;
  if (bitRate === 0 || sampleRate === 0) return 0;
  const padding = (byte(text, at + 2) >> 1) & 1;
  return (
    Math.floor(((isVersion1 ? 144_000 : 72_000) * bitRate) / (isVersion1 ? sampleRate : sampleRate / 2)) +
    padding
  );
}

function byte(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}
