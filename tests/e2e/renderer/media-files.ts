import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { type FakeMediaName, fakeMediaNames } from '../../../renderer/dev/fake-media-files.ts';
import { fakePicture } from '../../../renderer/dev/fake-picture.ts';

const run = promisify(execFile);

/** Raised whenever a recipe below changes, so that files made by an older one are not used. */
const RECIPES = 4;
const folder = join(tmpdir(), `liuhen-fake-media-${RECIPES}`);

/** Every frame carries its number in {@link CODE_BITS} black or white squares along the top edge, lowest bit first. */
export const CODE_BITS = 16;
const codeOf = (widthPx: number, heightPx: number, rate: number, seconds: number) =>
  `color=black:s=${CODE_BITS}x2:r=${rate}:d=${seconds},format=gray,geq=lum='255*mod(floor(N/pow(2,X)),2)',` +
  `scale=${widthPx}:${heightPx}:flags=neighbor,format=yuv420p`;

const slides = 4;
const tone = (seconds: number) =>
  `sine=frequency=330:duration=${seconds},tremolo=f=4:d=0.7,volume='if(between(t,${seconds * 0.35},${seconds * 0.5}),0,1)':eval=frame`;

/** A slide show at a frame rate, with the code of its frames above. */
function coded(sizePx: readonly [number, number], seconds: number, rate: number): string[] {
  const [width, height] = sizePx;
  const strip = Math.round(height / 22.5 / 2) * 2;
  return [
    ...['-framerate', String(slides / seconds), '-i', join(folder, 'slide-%d.png')],
    ...['-f', 'lavfi', '-i', codeOf(width, strip, rate, seconds)],
    ...['-f', 'lavfi', '-i', tone(seconds)],
    '-filter_complex',
    `[0:v]fps=${rate},scale=${width}:${height},format=yuv420p[show];[show][1:v]overlay=0:0,format=yuv420p[v]`,
    ...['-map', '[v]', '-t', String(seconds), '-r', String(rate)],
  ];
}

const vp9 = '-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 1M -g 30'.split(' ');
const vp8 = '-c:v libvpx -deadline realtime -cpu-used 16 -b:v 300k'.split(' ');

/** How each file is made, and the name that gives it its container. */
const recipes: Readonly<Record<FakeMediaName, readonly [file: string, ...args: string[]]>> = {
  recording: ['recording.webm', ...coded([1280, 720], 24, 15), '-map', '2:a', ...vp9, '-c:a', 'libopus'],
  // As a recorder writes it: no length, no seek points.
  streamed: ['streamed.webm', ...coded([640, 360], 6, 15), ...vp8, '-live', '1', '-f', 'webm'],
  long: ['long.webm', ...['-f', 'lavfi', '-i', codeOf(160, 90, 1, 10_800)], ...vp8, ...['-g', '20']],
  'phone-video': [
    'phone-video.mp4',
    ...coded([640, 360], 10, 30),
    ...['-map', '2:a', '-c:v', 'libx264', '-preset', 'veryfast', '-g', '60', '-c:a', 'aac'],
    ...['-movflags', '+faststart'],
  ],
  call: ['call.m4a', '-f', 'lavfi', '-i', tone(30), '-c:a', 'aac', '-movflags', '+faststart'],
  'voice-mp3': ['voice.mp3', '-f', 'lavfi', '-i', tone(12), '-c:a', 'libmp3lame'],
  'voice-wav': ['voice.wav', '-f', 'lavfi', '-i', tone(12), '-c:a', 'pcm_s16le'],
  'unknown-format': ['unknown.avi', ...coded([320, 180], 4, 15), '-c:v', 'mpeg4'],
  impossible: ['impossible.avi', ...coded([320, 180], 4, 15), '-c:v', 'mpeg4'],
  clip: ['recording.webm'],
};

/** The file on disk behind a fake one; made by ffmpeg when it is first asked for. */
export function mediaFilePath(name: FakeMediaName): string {
  return join(folder, recipes[name][0]);
}

/** Makes the files that are not there yet. */
export async function makeMediaFiles(): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let slide = 0; slide < slides; slide += 1) {
    const picture = Buffer.from(fakePicture(`slide ${slide * 7}`));
    await writeFile(
      join(folder, `slide-${slide}.png`),
      await sharp(picture).resize(1280, 720).png().toBuffer(),
    );
  }
  for (const name of fakeMediaNames) {
    const [file, ...args] = recipes[name];
    const path = join(folder, file);
    if (existsSync(path) || args.length === 0) continue;
    // Another run may be making it, too: whoever is done first puts a whole file there.
    const making = join(folder, `${process.pid}-${file}`);
    await ffmpeg([...args, making]);
    await rename(making, path);
  }
}

/** The frame shown at a time, as a JPEG. */
export async function frameOf(path: string, mediaMs: number): Promise<Buffer> {
  const seconds = String(mediaMs / 1000);
  return ffmpeg(['-ss', seconds, '-i', path, '-frames:v', '1', '-f', 'image2', '-c:v', 'mjpeg', 'pipe:1']);
}

/** `count` small pictures side by side, as a JPEG. */
export async function filmstripOf(path: string, count: number, durationMs: number): Promise<Buffer> {
  const made = `${path}-${count}.jpg`;
  if (!existsSync(made)) {
    const filter = `fps=${count}/${durationMs / 1000},scale=160:90,tile=${count}x1`;
    await ffmpeg(['-i', path, '-vf', filter, '-frames:v', '1', made]);
  }
  return ffmpeg(['-i', made, '-f', 'image2', '-c:v', 'mjpeg', 'pipe:1']);
}

async function ffmpeg(args: readonly string[]): Promise<Buffer> {
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-y', ...args], {
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
