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
  close(): void;
}

/** A decoder for packets of this track (or of a later part of the same file). Frames are the caller's to close. */
export async function createFrameDecoder(
  track: InputVideoTrack,
  onFrame: (frame: VideoFrame) => void,
): Promise<FrameDecoder> {
  const config = await track.getDecoderConfig();
  if (config === null) throw new Refusal('MEDIA_UNREADABLE', 'a video codec that is not known');
  let failure: Error | undefined;
  const decoder = new VideoDecoder({
    output: onFrame,
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
    feed: async (packet) => {
      if (failure !== undefined || decoder.state !== 'configured') return;
      const { type, microsecondTimestamp: timestamp, data } = packet;
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
    close: () => {
      if (decoder.state !== 'closed') decoder.close();
    },
  };
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
  const decoder = await createFrameDecoder(config, (frame) => {
    const isBetter = frame.timestamp <= target && frame.timestamp > (best?.timestamp ?? -Infinity);
    (isBetter ? best : frame)?.close();
    if (isBetter) best = frame;
  });
  try {
    for await (const packet of sink.packets(key)) {
      await decoder.feed(packet);
      if (packet.microsecondTimestamp === target || decoder.error !== undefined) break;
    }
    await decoder.drain();
    if (best === undefined || (decoder.error !== undefined && best.timestamp !== target)) return undefined;
    return { raw: await rawFrameOf(best, await config.getColorSpace()), timestampUs: best.timestamp };
  } finally {
    best?.close();
    decoder.close();
  }
}
