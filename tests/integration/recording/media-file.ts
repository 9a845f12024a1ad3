import { execFileSync } from 'node:child_process';

/** One frame of a file. */
export interface Frame {
  readonly timeSeconds: number;
  readonly width: number;
  readonly height: number;
  readonly isKey: boolean;
}

/** Frames as an independent reader finds them. */
export function framesOf(path: string): Frame[] {
  const found = ffprobe(path, 'v', 'frame=pts_time,width,height,key_frame') as {
    readonly frames: readonly { pts_time: string; width: number; height: number; key_frame: number }[];
  };
  return found.frames.map(({ pts_time, width, height, key_frame }) => {
    return { timeSeconds: Number(pts_time), width, height, isKey: key_frame === 1 };
  });
}

function ffprobe(path: string, stream: string, entries: string): unknown {
  const parameters = [
    '-v',
    'error',
    '-select_streams',
    stream,
    '-show_entries',
    entries,
    '-of',
    'json',
    path,
  ];
  return JSON.parse(execFileSync('ffprobe', parameters, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }));
}

/** One frame's pixels, RGB. */
export function pixelsAt(path: string, timeSeconds: number, width: number, height: number): Buffer {
  const parameters = ['-v', 'error', '-i', path, '-ss', String(timeSeconds), '-frames:v', '1'];
  const rgb = ffmpeg([...parameters, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']);
  if (rgb.length !== width * height * 3) throw new Error(`no frame of that size at ${timeSeconds} s`);
  return rgb;
}

/** The mean brightness of every frame, 0 to 255, in order. */
export function brightnessOf(path: string): number[] {
  return [
    ...ffmpeg([
      '-v',
      'error',
      '-i',
      path,
      '-vf',
      'scale=1:1:flags=area',
      '-fps_mode',
      'passthrough',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'gray',
      '-',
    ]),
  ];
}

export const SAMPLE_RATE = 48_000;

/** The sound as one channel of samples between −1 and 1. */
export function samplesOf(path: string): Float32Array {
  const raw = ffmpeg([
    '-v',
    'error',
    '-i',
    path,
    '-map',
    '0:a',
    '-af',
    'aresample=async=1:first_pts=0',
    '-ac',
    '1',
    '-ar',
    String(SAMPLE_RATE),
    '-f',
    'f32le',
    '-',
  ]);
  return new Float32Array(raw.buffer, raw.byteOffset, Math.floor(raw.length / 4)).slice();
}

/** The loudness of one pitch in most of the sound: the median of tenths of a second, so that a click does not count. */
export function usualLoudnessAt(samples: Float32Array, frequencyHz: number): number {
  const loudness = tenthsOf(samples, frequencyHz);
  return loudness.toSorted((a, b) => a - b)[Math.floor(loudness.length / 2)] ?? Number.NaN;
}

/** The loudness of one pitch in the tenth of a second where it is loudest. */
export function mostLoudnessAt(samples: Float32Array, frequencyHz: number): number {
  return Math.max(...tenthsOf(samples, frequencyHz));
}

function tenthsOf(samples: Float32Array, frequencyHz: number): number[] {
  const part = SAMPLE_RATE / 10;
  return Array.from({ length: Math.floor(samples.length / part) }, (_, index) =>
    loudnessAt(samples.subarray(index * part, (index + 1) * part), frequencyHz),
  );
}

/** The loudness of one pitch in a stretch of samples: 1 where it is nothing but that pitch at full scale. */
function loudnessAt(samples: Float32Array, frequencyHz: number): number {
  let real = 0;
  let imaginary = 0;
  for (const [index, sample] of samples.entries()) {
    const angle = (2 * Math.PI * frequencyHz * index) / SAMPLE_RATE;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

function ffmpeg(parameters: readonly string[]): Buffer {
  return execFileSync('ffmpeg', parameters, { maxBuffer: 1024 * 1024 * 1024 });
}
