import {
  AdtsOutputFormat,
  FlacOutputFormat,
  type MediaCodec,
  MkvOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  type OutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
} from 'mediabunny';

/** A container that can be written. */
export interface Container {
  readonly subtype: string;
  make(): OutputFormat;
}

const webm: Container = { subtype: 'webm', make: () => new WebMOutputFormat() };
const mp4: Container = { subtype: 'mp4', make: () => new Mp4OutputFormat({ fastStart: false }) };
const matroska: Container = { subtype: 'x-matroska', make: () => new MkvOutputFormat() };

/** By the name of what was read: the subtype players know it by (null: none plays it), and what packets are copied into. */
const containers: Readonly<
  Record<string, { readonly playedAs: string | null; readonly copiedInto: readonly Container[] }>
> = {
  WebM: { playedAs: 'webm', copiedInto: [webm, matroska] },
  Matroska: { playedAs: null, copiedInto: [webm, mp4, matroska] },
  MP4: { playedAs: 'mp4', copiedInto: [mp4, matroska] },
  'QuickTime File Format': { playedAs: 'mp4', copiedInto: [mp4, matroska] },
  'MPEG Transport Stream': { playedAs: null, copiedInto: [mp4] },
  WAVE: { playedAs: 'wav', copiedInto: [{ subtype: 'wav', make: () => new WavOutputFormat() }] },
  MP3: { playedAs: 'mpeg', copiedInto: [{ subtype: 'mpeg', make: () => new Mp3OutputFormat() }] },
  Ogg: { playedAs: 'ogg', copiedInto: [{ subtype: 'ogg', make: () => new OggOutputFormat() }] },
  FLAC: { playedAs: 'flac', copiedInto: [{ subtype: 'flac', make: () => new FlacOutputFormat() }] },
  ADTS: { playedAs: 'aac', copiedInto: [{ subtype: 'aac', make: () => new AdtsOutputFormat() }] },
};

/** Subtype under which players know a container; null where none plays it as it is. */
export function playedAs(formatName: string): string | null {
  return containers[formatName]?.playedAs ?? null;
}

/** The first container for packets of these codecs, nearest to the one they come from. */
export function containerFor(formatName: string, codecs: readonly MediaCodec[]): Container | undefined {
  return containers[formatName]?.copiedInto.find(({ make }) => {
    const supported = make().getSupportedCodecs();
    return codecs.every((codec) => supported.includes(codec));
  });
}
