import { type AudioData, AudioDecoder, EncodedAudioChunk } from '@napi-rs/webcodecs';
import { EncodedPacketSink, type InputAudioTrack } from 'mediabunny';
import type { Loudness } from '../protocol.ts';
import { descriptionOf } from './decoder-config.ts';
import type { Footage } from './footage.ts';
import { pcmSamples } from './pcm.ts';
import { Refusal } from './refusal.ts';

const MOST_STEPS = 2000;
const LEAST_STEP_MS = 10;
const MOST_WAITING = 256;
const POLL_MS = 1;

/** Loudest sample of each step; the sound is decoded packet by packet and nothing of it is kept. */
export async function loudnessOf(
  footage: Footage,
  durationMs: number,
  onProgress: (done: number, total: number) => void,
): Promise<Loudness> {
  const { sound } = footage;
  if (sound === null) throw new Refusal('MEDIA_NOT_MEDIA', 'no sound in this file');
  const stepMs = Math.max(LEAST_STEP_MS, Math.ceil(durationMs / MOST_STEPS));
  const peaks = new Array<number>(Math.max(1, Math.ceil(durationMs / stepMs))).fill(0);
  const hear = (seconds: number, samples: Iterable<number>, samplesPerSecond: number) => {
    let at = seconds * 1000;
    const sampleMs = 1000 / samplesPerSecond;
    for (const sample of samples) {
      const step = Math.min(peaks.length - 1, Math.max(0, Math.floor(at / stepMs)));
      const loud = Math.min(1, Math.abs(sample));
      if (loud > (peaks[step] ?? 0)) peaks[step] = loud;
      at += sampleMs;
    }
  };
  const codec = (await sound.getCodec()) ?? 'unknown';
  const progress = (seconds: number) => onProgress(Math.round(seconds * 1000), durationMs);
  if (/^pcm|law$/.test(codec)) await hearPcm(sound, codec, hear, progress);
  else await hearDecoded(sound, hear, progress);
  return { stepMs, peaks: peaks.map((peak) => Math.round(peak * 1000) / 1000) };
}

type Hear = (seconds: number, samples: Iterable<number>, samplesPerSecond: number) => void;

async function hearPcm(
  sound: InputAudioTrack,
  codec: string,
  hear: Hear,
  progress: (seconds: number) => void,
): Promise<void> {
  const perSecond = (await sound.getSampleRate()) * (await sound.getNumberOfChannels());
  for await (const { timestamp, data } of new EncodedPacketSink(sound).packets()) {
    hear(timestamp, pcmSamples(codec, data), perSecond);
    progress(timestamp);
  }
}

async function hearDecoded(
  sound: InputAudioTrack,
  hear: Hear,
  progress: (seconds: number) => void,
): Promise<void> {
  const config = await sound.getDecoderConfig();
  if (config === null) throw new Refusal('MEDIA_UNREADABLE', 'a sound codec that is not known');
  let failure: Error | undefined;
  let heard = 0;
  const decoder = new AudioDecoder({
    output: (samples) => {
      heard += 1;
      hearFrames(samples, hear);
    },
    error: (error) => {
      failure ??= error;
    },
  });
  const { codec, sampleRate, numberOfChannels } = config;
  decoder.configure({ codec, sampleRate, numberOfChannels, ...descriptionOf(config) });
  for await (const { type, microsecondTimestamp: timestamp, data } of new EncodedPacketSink(
    sound,
  ).packets()) {
    if (failure !== undefined) break;
    decoder.decode(new EncodedAudioChunk({ type, timestamp, data }));
    while (decoder.decodeQueueSize > MOST_WAITING && failure === undefined)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    progress(timestamp / 1_000_000);
  }
  if (failure === undefined)
    await decoder.flush().catch((error: Error) => {
      failure ??= error;
    });
  if (decoder.state !== 'closed') decoder.close();
  if (heard === 0) throw new Refusal('MEDIA_UNREADABLE', `no sound could be decoded: ${failure?.message}`);
}

/** Samples are taken as the decoder has them: the library's own conversion to floating point is wrong for `s32`. */
function hearFrames(samples: AudioData, hear: Hear): void {
  const { format, numberOfChannels, sampleRate, timestamp } = samples;
  const [kind = '', layout] = format?.split('-') ?? [];
  const isPlanar = layout === 'planar';
  const perSecond = sampleRate * (isPlanar ? 1 : numberOfChannels);
  for (let planeIndex = 0; planeIndex < (isPlanar ? numberOfChannels : 1); planeIndex += 1) {
    const plane = new Uint8Array(samples.allocationSize({ planeIndex }));
    samples.copyTo(plane, { planeIndex });
    const heard = kind === 'f32' ? new Float32Array(plane.buffer) : pcmSamples(`pcm-${kind}`, plane);
    hear(timestamp / 1_000_000, heard, perSecond);
  }
  samples.close();
}
