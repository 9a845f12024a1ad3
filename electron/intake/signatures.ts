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
  format('audio/wav', (text) => /^R(?:IFF|F64)/.test(text) && text.startsWith('WAVE', 8)),
  format('video/x-msvideo', (text) => text.startsWith('RIFF') && text.startsWith('AVI ', 8)),
  format('audio/aiff', (text) => text.startsWith('FORM') && /^AIF[FC]$/.test(text.slice(8, 12))),
  format('image/bmp', isBitmap),
  format('image/tiff', startsWith('II*\0', 'MM\0*')),
  format('video/mp4', (text) => text.startsWith('ftyp', 4), isoBrand),
  format('video/quicktime', isOldQuickTime),
  format('video/x-matroska', startsWith('\x1aE\xdf\xa3'), (text) =>
    text.slice(0, 4096).includes('webm') ? 'video/webm' : 'video/x-matroska',
  ),
  format('application/pdf', startsWith('%PDF-')),
  format('application/zip', startsWith('PK\x03\x04', 'PK\x05\x06'), officeType),
  format('audio/ogg', startsWith('OggS'), (text) =>
    /\x80theora|fishead\0/.test(text.slice(0, 4096)) ? 'video/ogg' : 'audio/ogg',
  ),
  format('audio/flac', startsWith('fLaC')),
  format('audio/amr-wb', startsWith('#!AMR-WB')),
  format('audio/amr', startsWith('#!AMR')),
  format('video/x-ms-asf', startsWith('\x30\x26\xb2\x75\x8e\x66\xcf\x11'), windowsMediaType),
  format('video/x-flv', startsWith('FLV\x01')),
  format('application/vnd.rn-realmedia', startsWith('.RMF\0')),
  format('video/mpeg', startsWith('\0\0\x01\xba')),
  format('video/mp2t', isTransportStream),
  format('audio/mpeg', (text) => text.startsWith('ID3') || isMpegAudio(text)),
  format('audio/aac', isAdts),
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
  if (/^3g[p2]/.test(brand)) return 'video/3gpp';
  return 'video/mp4';
}

/** Files of cameras older than the brand: they begin with a box of a known kind and a size that a box can have. */
function isOldQuickTime(text: string): boolean {
  return /^\0[\s\S]{3}(?:moov|mdat|wide)/.test(text) && (byte(text, 3) >= 8 || byte(text, 2) > 0);
}

/** Windows Media with a video stream among its headers, or sound alone. */
function windowsMediaType(text: string): string {
  return text.includes('\xc0\xef\x19\xbc\x4d\x5b\xcf\x11') ? 'video/x-ms-wmv' : 'audio/x-ms-wma';
}

/** Packets of 188 bytes (ISO/IEC 13818-1): one sync byte alone is the letter G. */
function isTransportStream(text: string): boolean {
  return [0, 1, 2, 3].every((packet) => byte(text, packet * 188) === 0x47);
}

/** Two consecutive ADTS headers (ISO/IEC 13818-7). */
function isAdts(text: string): boolean {
  const length = adtsFrameBytes(text, 0);
  return length > 0 && adtsFrameBytes(text, length) > 0;
}

function adtsFrameBytes(text: string, at: number): number {
  if (byte(text, at) !== 0xff || (byte(text, at + 1) & 0xf6) !== 0xf0) return 0;
  const length = ((byte(text, at + 3) & 3) << 11) | (byte(text, at + 4) << 3) | (byte(text, at + 5) >> 5);
  return length >= 7 ? length : 0;
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
