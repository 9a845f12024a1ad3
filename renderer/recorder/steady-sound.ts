import { readTrack, writableTrack } from './insertable-streams.ts';

/** A track of sound that never stops. */
export interface SteadySound {
  readonly track: MediaStreamTrack;
  close(): void;
}

const LOOK_EVERY_MS = 250;
/** Looks without a sample until silence stands in: a busy page looks late, and so does not take its own delay for a loss. */
const MISSED_LOOKS = 6;
const SILENT_FRAME_SECONDS = 0.02;
/** A second or two of sound: what a page that was busy for that long still finds. */
const MAX_WAITING_FRAMES = 100;

/**
 * The sound of `source` with its own times, and silence where it gives none: the encoder waits for ever for sound that
 * does not come. Sound that comes late, where silence stands already, is left out.
 */
export function steadySound(source: MediaStreamTrack): SteadySound {
  const track = writableTrack<AudioData>('audio');
  const writer = track.writable.getWriter();
  const reader = readTrack<AudioData>(source, MAX_WAITING_FRAMES).getReader();
  const filler = createFiller((silence) => void write(writer, silence));
  const relay = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (filler.saw(value, performance.now())) await write(writer, value);
      else value.close();
    }
  };
  const timer = window.setInterval(() => filler.look(performance.now()), LOOK_EVERY_MS);
  // A source that breaks is one that gives nothing any more.
  relay().catch(() => undefined);
  return {
    track,
    close: () => {
      window.clearInterval(timer);
      void reader.cancel().catch(() => undefined);
      track.stop();
    },
  };
}

/** A track that was stopped takes no more, and nobody waits for it then. */
function write(writer: WritableStreamDefaultWriter<AudioData>, sound: AudioData): Promise<void> {
  return writer.write(sound).catch(() => sound.close());
}

/** What of a stretch of sound decides whether it fits. */
type Stretch = Pick<AudioData, 'timestamp' | 'duration' | 'sampleRate' | 'numberOfChannels'>;

interface Filler {
  /** Whether this is to be heard. */
  saw(sound: Stretch, nowMs: number): boolean;
  look(nowMs: number): void;
}

function createFiller(say: (silence: AudioData) => void): Filler {
  let missedLooks = 0;
  let arrivedAtMs: number | undefined;
  /** Microseconds: where the sound that arrived last ends, and where everything written ends. */
  let soundEnd = 0;
  let end = 0;
  let form = { sampleRate: 48_000, numberOfChannels: 1 };
  return {
    saw: ({ timestamp, duration, sampleRate, numberOfChannels }, nowMs) => {
      missedLooks = 0;
      if (end > soundEnd && timestamp < end) return false;
      form = { sampleRate, numberOfChannels };
      arrivedAtMs = nowMs;
      soundEnd = timestamp + duration;
      end = soundEnd;
      return true;
    },
    look: (nowMs) => {
      missedLooks += 1;
      if (arrivedAtMs === undefined) {
        arrivedAtMs = nowMs;
        soundEnd = nowMs * 1000;
        end = soundEnd;
      }
      if (missedLooks <= MISSED_LOOKS) return;
      const due = soundEnd + (nowMs - arrivedAtMs) * 1000;
      for (; end < due; end += SILENT_FRAME_SECONDS * 1_000_000) say(silence(form, end));
    },
  };
}

function silence(
  { sampleRate, numberOfChannels }: Pick<Stretch, 'sampleRate' | 'numberOfChannels'>,
  timestamp: number,
): AudioData {
  const numberOfFrames = Math.round(sampleRate * SILENT_FRAME_SECONDS);
  return new AudioData({
    format: 'f32-planar',
    sampleRate,
    numberOfChannels,
    numberOfFrames,
    timestamp,
    data: new Float32Array(numberOfFrames * numberOfChannels),
  });
}
