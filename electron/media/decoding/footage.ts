import {
  ADTS,
  CustomSource,
  EncodedPacketSink,
  FLAC,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import { type ByteReader, joinPieces } from './block-reader.ts';
import { Refusal } from './refusal.ts';
import {
  type ClusterPlace,
  clusterAtTime,
  clusterBefore,
  readWebmLayout,
  type WebmLayout,
  wholeUntil,
} from './webm-layout.ts';

// SECURITY: P19 a closed list: HLS, which names other files to be read, is not in it.
const formats = [WEBM, MATROSKA, MP4, QTFF, WAVE, OGG, MP3, FLAC, ADTS, MPEG_TS];

/** A file, or a later part of it, as packets. */
export interface Tracks {
  readonly input: Input;
  readonly video: InputVideoTrack | null;
  readonly sound: InputAudioTrack | null;
}

/** An opened file. */
export interface Footage extends Tracks {
  readonly formatName: string;
  /** Whether players can seek in it. */
  readonly isSeekable: boolean;
  /** End of the last packet; null when there are none. */
  endMs(): Promise<number | null>;
  /** Tracks in which the key frame at or before this time is found without reading what lies before it. */
  near(mediaMs: number): Promise<Tracks>;
}

/** Opens a file; `MEDIA_UNREADABLE` when it is none of the formats above. */
export async function openFootage(reader: ByteReader): Promise<Footage> {
  const layout = await readWebmLayout(reader);
  const whole = layout === undefined ? reader : await withoutTornEnd(reader, layout);
  const tracks = await openTracks(whole);
  const formatName = (await tracks.input.getFormat()).name;
  if (layout === undefined || layout.isCued) {
    const endMs = async () => await endOf(tracks);
    return {
      ...tracks,
      formatName,
      isSeekable: layout !== undefined || !isMatroska(formatName),
      endMs,
      near: async () => tracks,
    };
  }
  return {
    ...tracks,
    formatName,
    isSeekable: false,
    endMs: async () => await endOfLastCluster(whole, layout),
    near: async (mediaMs) => (await tracksNear(whole, layout, mediaMs)) ?? tracks,
  };
}

const isMatroska = (formatName: string) => formatName === 'WebM' || formatName === 'Matroska';

async function openTracks(reader: ByteReader): Promise<Tracks> {
  const source = new CustomSource({
    getSize: () => reader.sizeBytes,
    read: (start, end) => reader.read(start, end),
  });
  const input = new Input({ formats, source });
  if (!(await input.canRead())) throw new Refusal('MEDIA_UNREADABLE', 'no known container');
  const [video, sound] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]);
  return { input, video, sound };
}

async function endOf({ input }: Tracks): Promise<number | null> {
  const stated = await input.getDurationFromMetadata();
  const seconds = stated ?? (await input.computeDuration());
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null;
}

/**
 * A recording that was cut off ends inside a block of a cluster: without that block, and with ends stated where they
 * are, every packet that is whole can be read.
 */
async function withoutTornEnd(reader: ByteReader, layout: WebmLayout): Promise<ByteReader> {
  const last = await clusterBefore(reader, layout, reader.sizeBytes);
  if (last === undefined || (last.end !== undefined && last.end <= reader.sizeBytes)) return reader;
  let cut = joinPieces(reader, [{ start: 0, end: await wholeUntil(reader, last) }]);
  if (layout.segmentEnd !== undefined) cut = await endingWithFile(cut, layout.segmentAt);
  if (last.end !== undefined) cut = await endingWithFile(cut, last.at);
  return withoutSeekHead(cut, layout);
}

/** The same bytes, but the element at `at` (whose id is four bytes long) says that it ends with the file. */
async function endingWithFile(reader: ByteReader, at: number): Promise<ByteReader> {
  const sizeAt = at + 4;
  const [mark = 0] = await reader.read(sizeAt, sizeAt + 1);
  const sizeLength = Math.clz32(mark) - 23;
  const contentAt = sizeAt + sizeLength;
  const size = new Uint8Array(sizeLength);
  let rest = reader.sizeBytes - contentAt;
  for (let index = sizeLength - 1; index >= 0; index -= 1) {
    size[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  size[0] = (size[0] ?? 0) | (0x80 >> (sizeLength - 1));
  return joinPieces(reader, [
    { start: 0, end: sizeAt },
    { bytes: size },
    { start: contentAt, end: reader.sizeBytes },
  ]);
}

/** The file's beginning followed at once by a later cluster: times stay, because clusters state their own. */
function startingAt(reader: ByteReader, layout: WebmLayout, cluster: ClusterPlace): ByteReader {
  return joinPieces(withoutSeekHead(reader, layout), [
    { start: 0, end: layout.firstClusterAt },
    { start: cluster.at, end: reader.sizeBytes },
  ]);
}

/** Positions in the table of contents that are no longer right: an element without meaning (Void) takes its place. */
function withoutSeekHead(reader: ByteReader, { seekHead }: WebmLayout): ByteReader {
  const sizeBytes = seekHead === undefined ? 0 : seekHead.end - seekHead.at;
  if (seekHead === undefined || sizeBytes < 9) return reader;
  const blank = Buffer.alloc(sizeBytes);
  blank[0] = 0xec;
  blank[1] = 0x01;
  blank.writeUIntBE(sizeBytes - 9, 3, 6);
  return joinPieces(reader, [
    { start: 0, end: seekHead.at },
    { bytes: blank },
    { start: seekHead.end, end: reader.sizeBytes },
  ]);
}

const MOST_STEPS_BACK = 64;

async function tracksNear(
  reader: ByteReader,
  layout: WebmLayout,
  mediaMs: number,
): Promise<Tracks | undefined> {
  let cluster = await clusterAtTime(reader, layout, mediaMs);
  for (let step = 0; step < MOST_STEPS_BACK; step += 1) {
    if (cluster === undefined || cluster.at <= layout.firstClusterAt) return undefined;
    const tracks = await openTracks(startingAt(reader, layout, cluster));
    const track = tracks.video ?? tracks.sound;
    const options = { metadataOnly: true };
    const key =
      track === null ? null : await new EncodedPacketSink(track).getKeyPacket(mediaMs / 1000, options);
    if (key !== null) return tracks;
    tracks.input.dispose();
    cluster = await clusterBefore(reader, layout, cluster.at);
  }
  return undefined;
}

/** Only the end of the file is read, however long it is. */
async function endOfLastCluster(reader: ByteReader, layout: WebmLayout): Promise<number | null> {
  let cluster = await clusterBefore(reader, layout, reader.sizeBytes);
  while (cluster !== undefined) {
    const tracks = await openTracks(startingAt(reader, layout, cluster));
    const end = await tracks.input.computeDuration().catch(() => 0);
    tracks.input.dispose();
    if (end > 0) return Math.round(end * 1000);
    cluster = await clusterBefore(reader, layout, cluster.at);
  }
  return null;
}
