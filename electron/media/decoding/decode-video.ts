import { EncodedVideoChunk, VideoDecoder, type VideoFrame } from '@napi-rs/webcodecs';
import { type EncodedPacket, EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import { descriptionOf } from './decoder-config.ts';
import { type RawFrame, rawFrameOf } from './frame-pixels.ts';
import { Refusal } from './refusal.ts';

/** Packets that may wait in the decoder: more only costs memory. */
const MOST_WAITING = 8;
const POLL_MS = 1;

/** A decoder of one track, fed packet by packet. */
export interface FrameDecoder {
  /** Waits while the decoder is busy. */
  feed(packet: EncodedPacket): Promise<void>;
  /** Waits until every frame of what was fed has come out. */
  drain(): Promise<void>;
  /** The decoder gave up on a packet: nothing comes any more. */
  readonly error: Error | undefined;
  /** After {@link drain}: each packet gave its frame, so that every frame has its own time. */
  readonly isComplete: boolean;
  close(): void;
}

/**
 * A decoder for packets of this track (or of a later part of the same file). Frames come in the order they are shown
 * and are the caller's to close. Their times are the packets' own, in that order: the library would give the n-th frame
 * the time of the n-th packet, which is another one wherever frames are decoded in another order than shown.
 */
export async function createFrameDecoder(
  track: InputVideoTrack,
  onFrame: (frame: VideoFrame, timestampUs: number) => void,
): Promise<FrameDecoder> {
  const config = await track.getDecoderConfig();
  if (config === null) throw new Refusal('MEDIA_UNREADABLE', 'a video codec that is not known');
  /** Times of frames that have not come out yet, ascending. */
  const expected: number[] = [];
  let surplus = 0;
  let failure: Error | undefined;
  const decoder = new VideoDecoder({
    output: (frame) => {
      const timestampUs = expected.shift();
      if (timestampUs !== undefined) return onFrame(frame, timestampUs);
      surplus += 1;
      frame.close();
    },
    error: (error) => {
      failure ??= error;
    },
  });
  const { codec, codedWidth, codedHeight } = config;
  decoder.configure({
    codec,
    ...(codedWidth === undefined || codedHeight === undefined ? {} : { codedWidth, codedHeight }),
    ...descriptionOf(config),
  });
  return {
    feed: async ({ type, microsecondTimestamp: timestamp, data }) => {
      if (failure !== undefined || decoder.state !== 'configured') return;
      if (isShown(codec, data)) insert(expected, timestamp);
      decoder.decode(new EncodedVideoChunk({ type, timestamp, data }));
      while (decoder.decodeQueueSize > MOST_WAITING && failure === undefined)
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    },
    drain: async () => {
      if (failure !== undefined || decoder.state !== 'configured') return;
      await decoder.flush().catch((error: Error) => {
        failure ??= error;
      });
    },
    get error() {
      return failure;
    },
    get isComplete() {
      return failure === undefined && expected.length === 0 && surplus === 0;
    },
    close: () => {
      if (decoder.state !== 'closed') decoder.close();
    },
  };
}

/** VP8 has packets that only prepare later frames (RFC 6386, section 9.1: `show_frame`). */
function isShown(codec: string, data: Uint8Array): boolean {
  return codec !== 'vp8' || ((data[0] ?? 0) & 0x10) !== 0;
}

function insert(ascending: number[], value: number): void {
  let at = ascending.length;
  while (at > 0 && (ascending[at - 1] ?? 0) > value) at -= 1;
  ascending.splice(at, 0, value);
}

/** A decoded frame with its time. */
export interface TimedFrame {
  readonly raw: RawFrame;
  /** Microseconds, as the container has it. */
  readonly timestampUs: number;
}

/**
 * The frame a player shows at this time: the last that begins at or before it, or the first of all. Undefined when it
 * cannot be decoded; another frame is never given in its place.
 */
export async function frameShownAt(
  config: InputVideoTrack,
  track: InputVideoTrack,
  mediaMs: number,
): Promise<TimedFrame | undefined> {
  const sink = new EncodedPacketSink(track);
  // Times in a container are fractions: half a microsecond more finds a frame that begins at this very millisecond.
  const seconds = (mediaMs * 1000 + 0.5) / 1_000_000;
  const shown = (await sink.getPacket(seconds)) ?? (await sink.getFirstPacket());
  const key = (await sink.getKeyPacket(seconds)) ?? (await sink.getFirstKeyPacket());
  if (shown === null || key === null) return undefined;
  const target = Math.max(shown.microsecondTimestamp, key.microsecondTimestamp);
  let best: VideoFrame | undefined;
  let bestUs = Number.NEGATIVE_INFINITY;
  const decoder = await createFrameDecoder(config, (frame, timestampUs) => {
    const isBetter = timestampUs <= target;
    (isBetter ? best : frame)?.close();
    if (isBetter) [best, bestUs] = [frame, timestampUs];
  });
  try {
    for await (const packet of sink.packets(key)) {
      // What is shown before the key frame hangs on packets before it.
      if (packet.microsecondTimestamp >= key.microsecondTimestamp) await decoder.feed(packet);
      if (packet.microsecondTimestamp === target || decoder.error !== undefined) break;
    }
    await decoder.drain();
    if (best === undefined || !decoder.isComplete) return undefined;
    return { raw: await rawFrameOf(best, await config.getColorSpace()), timestampUs: bestUs };
  } finally {
    best?.close();
    decoder.close();
  }
}
