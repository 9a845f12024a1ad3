/** How wide a sample is, and what it stands for: -1…1. */
interface Reading {
  readonly bytes: number;
  read(view: DataView, at: number): number;
}

const integers = (bits: 16 | 32, isLittle: boolean): Reading => ({
  bytes: bits / 8,
  read: (view, at) =>
    bits === 16 ? view.getInt16(at, isLittle) / 2 ** 15 : view.getInt32(at, isLittle) / 2 ** 31,
});

const readings: Readonly<Record<string, Reading>> = {
  'pcm-u8': { bytes: 1, read: (view, at) => (view.getUint8(at) - 128) / 128 },
  'pcm-s8': { bytes: 1, read: (view, at) => view.getInt8(at) / 128 },
  'pcm-s16': integers(16, true),
  'pcm-s16be': integers(16, false),
  'pcm-s24': { bytes: 3, read: (view, at) => view.getInt16(at + 1, true) / 2 ** 15 },
  'pcm-s24be': { bytes: 3, read: (view, at) => view.getInt16(at, false) / 2 ** 15 },
  'pcm-s32': integers(32, true),
  'pcm-s32be': integers(32, false),
  'pcm-f32': { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  'pcm-f32be': { bytes: 4, read: (view, at) => view.getFloat32(at, false) },
  'pcm-f64': { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  'pcm-f64be': { bytes: 8, read: (view, at) => view.getFloat64(at, false) },
  ulaw: { bytes: 1, read: (view, at) => muLaw(view.getUint8(at)) },
  alaw: { bytes: 1, read: (view, at) => aLaw(view.getUint8(at)) },
};

/** Samples that are not encoded, of all channels as they follow each other; what is no number is silence. */
export function* pcmSamples(codec: string, bytes: Uint8Array): Generator<number, void, undefined> {
  const reading = readings[codec];
  if (reading === undefined) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + reading.bytes <= bytes.length; at += reading.bytes) {
    const sample = reading.read(view, at);
    yield Number.isFinite(sample) ? sample : 0;
  }
}

/** ITU-T G.711. */
function muLaw(byte: number): number {
  const value = ~byte & 0xff;
  const exponent = (value >> 4) & 7;
  return (((((value & 15) << 3) + 0x84) << exponent) - 0x84) / 2 ** 15;
}

/** ITU-T G.711; the sign is of no interest to loudness. */
function aLaw(byte: number): number {
  const value = byte ^ 0x55;
  const exponent = (value >> 4) & 7;
  const mantissa = ((value & 15) << 4) + 8;
  return (exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)) / 2 ** 15;
}
