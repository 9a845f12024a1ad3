import type { SoundLevels } from '../../core/contract/index.ts';
import type { SoundKind } from '../../core/recording/index.ts';

import { type SteadySound, steadySound } from './steady-sound.ts';

/** A device that is heard. */
export interface SoundInput {
  readonly kind: SoundKind;
  readonly track: MediaStreamTrack;
}

/** All sound of a task. */
export interface Sound {
  /** Everything mixed; undefined where nothing is heard. It goes on with silence when a device is lost. */
  readonly track: MediaStreamTrack | undefined;
  /** Loudest since about a third of a second ago; null where there is no such device (any more). */
  levels(): SoundLevels;
  close(): void;
}

/** About a third of a second at 48 kHz: longer than the time between two reports, so that no peak falls between. */
const ANALYSED_SAMPLES = 16_384;

/** Asks for a microphone as it is: whatever makes speech nicer would change what was heard. */
export async function openMicrophone(deviceId: string): Promise<SoundInput> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { deviceId: { exact: deviceId }, ...untouched },
  });
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new DOMException('no sound came with the microphone', 'NotFoundError');
  return { kind: 'microphone', track };
}

/** Constraints that switch Chromium's processing of sound off. */
export const untouched = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
} as const;

/** Mixes the inputs and watches how loud they are; `onLost` is called for each that ends by itself. */
export async function mixSound(
  inputs: readonly SoundInput[],
  onLost: (input: SoundInput) => void,
): Promise<Sound> {
  const [first, ...others] = inputs;
  if (first === undefined) return noSound;
  const context = silentContext();
  await context.resume();
  const meters = new Map<SoundKind, AnalyserNode>();
  for (const input of inputs) {
    meters.set(input.kind, meterOf(context, input));
    input.track.addEventListener('ended', () => {
      meters.delete(input.kind);
      onLost(input);
    });
  }
  // A context that was held up once stays behind by up to a quarter of a second: only what must be mixed goes through it.
  const steady = others.length === 0 ? steadySound(first.track) : mixed(context, inputs);
  const level = (kind: SoundKind) => peakOf(meters.get(kind));
  return {
    track: steady.track,
    levels: () => ({ microphone: level('microphone'), system: level('system') }),
    close: () => {
      steady.close();
      for (const { track } of inputs) track.stop();
      void context.close();
    },
  };
}

function meterOf(context: AudioContext, { track }: SoundInput): AnalyserNode {
  const meter = new AnalyserNode(context, { fftSize: ANALYSED_SAMPLES });
  context.createMediaStreamSource(new MediaStream([track])).connect(meter);
  return meter;
}

function mixed(context: AudioContext, inputs: readonly SoundInput[]): SteadySound {
  const output = context.createMediaStreamDestination();
  // Without any input the output gives nothing at all, not silence, and the encoder waits for it for ever.
  const silence = new ConstantSourceNode(context, { offset: 0 });
  silence.connect(output);
  silence.start();
  for (const { track } of inputs) context.createMediaStreamSource(new MediaStream([track])).connect(output);
  const [track] = output.stream.getAudioTracks();
  if (track === undefined) throw new DOMException('the mixed sound has no track', 'NotFoundError');
  return { track, close: () => track.stop() };
}

const noSound: Sound = {
  track: undefined,
  levels: () => ({ microphone: null, system: null }),
  close: () => undefined,
};

/** A context that plays nothing, so that it needs no loudspeaker and opens none. */
function silentContext(): AudioContext {
  const options: AudioContextOptions & { readonly sinkId: { readonly type: 'none' } } = {
    latencyHint: 'interactive',
    sinkId: { type: 'none' },
  };
  return new AudioContext(options);
}

const samples = new Float32Array(ANALYSED_SAMPLES);

function peakOf(meter: AnalyserNode | undefined): number | null {
  if (meter === undefined) return null;
  meter.getFloatTimeDomainData(samples);
  return Math.min(
    1,
    samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0),
  );
}
