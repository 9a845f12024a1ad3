import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  type InputTrack,
  Output,
} from 'mediabunny';
import type { MediaOutcomes } from '../protocol.ts';
import { type Container, containerFor } from './containers.ts';
import type { Footage, Tracks } from './footage.ts';
import { Refusal } from './refusal.ts';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A track on its way into the new file: its packets in the order of decoding, the next one at hand. */
interface Lane {
  readonly packets: AsyncIterator<EncodedPacket>;
  next: EncodedPacket | undefined;
  /** Read already, to follow `next`. */
  readonly waiting: EncodedPacket[];
  add(packet: EncodedPacket): Promise<void>;
  close(): void;
}

/**
 * Writes packets as they are, with duration and seek points, into a new file at `path`: all of them with their own
 * times, or those of a stretch, from the key frame at or before its beginning, which becomes time 0. One packet a track
 * in memory. Throws what the disk throws.
 */
export async function copyPackets(
  footage: Footage,
  path: string,
  stretch: Stretch | null,
  onProgress: (done: number, total: number) => void,
): Promise<MediaOutcomes['copy']> {
  const container = await containerOf(footage);
  const output = new Output({ format: container.make(), target: new FilePathTarget(path) });
  const tracks = stretch === null ? footage : await footage.near(stretch.fromMs);
  const from = stretch === null ? null : await beginningOf(tracks, stretch.fromMs);
  const until = stretch === null ? Number.POSITIVE_INFINITY : stretch.toMs / 1000;
  const lanes = await lanesOf(footage, tracks, output, { from: from ?? undefined, until });
  if (lanes.length === 0) throw new Refusal('MEDIA_UNREADABLE', 'no packets');
  await output.start();
  const totalMs = (await footage.endMs()) ?? 0;
  let end = 0;
  for (let lane = earliest(lanes); lane !== undefined; lane = earliest(lanes)) {
    const packet = lane.next as EncodedPacket;
    const timestamp = packet.timestamp - (from ?? 0);
    await lane.add(from === null ? packet : packet.clone({ timestamp }));
    end = Math.max(end, timestamp + packet.duration);
    await advance(lane, until);
    if (lane.next === undefined) lane.close();
    onProgress(Math.round(timestamp * 1000), totalMs);
  }
  await output.finalize();
  const kind = footage.video === null ? 'audio' : 'video';
  return {
    mediaType: `${kind}/${container.subtype}`,
    durationMs: Math.round(end * 1000),
    fromMs: Math.max(0, Math.floor((from ?? 0) * 1000)),
  };
}

async function containerOf({ video, sound, formatName }: Footage): Promise<Container> {
  const codecs = [await video?.getCodec(), await sound?.getCodec()].filter((codec) => codec != null);
  const container = codecs.length === 0 ? undefined : containerFor(formatName, codecs);
  if (container === undefined) throw new Refusal('MEDIA_UNREADABLE', `no container for ${codecs.join(', ')}`);
  return container;
}

/** Time of the key frame at or before `fromMs`, in seconds; of the first packet where there is none before. */
async function beginningOf({ video, sound }: Tracks, fromMs: number): Promise<number> {
  const track = video ?? sound;
  if (track === null) return 0;
  const sink = new EncodedPacketSink(track);
  const key =
    (await sink.getKeyPacket((fromMs * 1000 + 0.5) / 1_000_000)) ?? (await sink.getFirstKeyPacket());
  return key?.timestamp ?? 0;
}

interface Bounds {
  readonly from: number | undefined;
  readonly until: number;
}

async function lanesOf(footage: Footage, tracks: Tracks, output: Output, bounds: Bounds): Promise<Lane[]> {
  const lanes: Lane[] = [];
  const codec = await footage.video?.getCodec();
  const picture = await startLane(tracks.video, bounds);
  if (footage.video !== null && codec != null && picture !== undefined) {
    const decoderConfig = await configOf(footage.video);
    const source = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(source, { rotation: await footage.video.getRotation() });
    const add = (packet: EncodedPacket) => source.add(packet, { decoderConfig });
    lanes.push({ ...picture, add, close: () => source.close() });
  }
  const soundCodec = await footage.sound?.getCodec();
  const sound = await startLane(tracks.sound, bounds);
  if (footage.sound !== null && soundCodec != null && sound !== undefined) {
    const decoderConfig = await configOf(footage.sound);
    const source = new EncodedAudioPacketSource(soundCodec);
    output.addAudioTrack(source);
    const add = (packet: EncodedPacket) => source.add(packet, { decoderConfig });
    lanes.push({ ...sound, add, close: () => source.close() });
  }
  return lanes;
}

async function configOf<Config>(track: { getDecoderConfig(): Promise<Config | null> }): Promise<Config> {
  const config = await track.getDecoderConfig();
  if (config === null) throw new Refusal('MEDIA_UNREADABLE', 'a codec that is not known');
  return config;
}

/** A lane at its first packet within the bounds; undefined when there is none. */
async function startLane(track: InputTrack | null, { from, until }: Bounds) {
  if (track === null) return undefined;
  const sink = new EncodedPacketSink(track);
  const before = from === undefined ? null : await sink.getKeyPacket(from);
  const first = before ?? (await sink.getFirstKeyPacket());
  if (first === null) return undefined;
  const lane = { packets: sink.packets(first), next: undefined as EncodedPacket | undefined, waiting: [] };
  do await advance(lane, until);
  while (lane.next !== undefined && lane.next.timestamp < (from ?? Number.NEGATIVE_INFINITY));
  return lane.next === undefined ? undefined : lane;
}

/** Packets are decoded in another order than they are shown in: the last one needed may lie behind this many later ones. */
const REORDER_PACKETS = 32;

/** Goes to the next packet; to none when neither it nor any that follows soon begins before `until`. */
async function advance(lane: Pick<Lane, 'packets' | 'next' | 'waiting'>, until: number): Promise<void> {
  lane.next = lane.waiting.shift();
  if (lane.next !== undefined) return;
  while (lane.waiting.length < REORDER_PACKETS) {
    const { value, done } = await lane.packets.next();
    if (done === true) return;
    lane.waiting.push(value);
    if (value.timestamp < until) {
      lane.next = lane.waiting.shift();
      return;
    }
  }
}

function earliest(lanes: readonly Lane[]): Lane | undefined {
  let first: Lane | undefined;
  for (const lane of lanes) {
    if (lane.next === undefined) continue;
    if (first?.next === undefined || lane.next.timestamp < first.next.timestamp) first = lane;
  }
  return first;
}
