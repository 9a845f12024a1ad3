import type { SoundLevels } from '../../core/contract/index.ts';
import type { SoundKind } from '../../core/recording/index.ts';

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
  if (inputs.length === 0) return noSound;
  const context = silentContext();
  await context.resume();
  const output = context.createMediaStreamDestination();
  const meters = new Map<SoundKind, AnalyserNode>();
  for (const input of inputs) {
    const source = context.createMediaStreamSource(new MediaStream([input.track]));
    const meter = new AnalyserNode(context, { fftSize: ANALYSED_SAMPLES });
    source.connect(meter);
    source.connect(output);
    meters.set(input.kind, meter);
    input.track.addEventListener('ended', () => {
      meters.delete(input.kind);
      source.disconnect();
      onLost(input);
    });
  }
  const level = (kind: SoundKind) => peakOf(meters.get(kind));
  return {
    track: output.stream.getAudioTracks()[0],
    levels: () => ({ microphone: level('microphone'), system: level('system') }),
    close: () => {
      for (const { track } of inputs) track.stop();
      void context.close();
    },
  };
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
