import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';

/** Pixels without alpha, to be compared byte for byte. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/** Decodes a picture, or the part of it that `area` says. */
export async function pixelsOf(
  picture: Uint8Array,
  area?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Promise<Pixels> {
  const whole = sharp(picture).removeAlpha();
  const part = area === undefined ? whole : whole.extract({ left: area.x, top: area.y, ...sizeOf(area) });
  const { data, info } = await part.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** What `maim` takes of the same screen. */
export function maim(env: NodeJS.ProcessEnv): Buffer {
  return execFileSync('maim', ['--hidecursor'], { env, maxBuffer: 64 * 1024 * 1024 });
}

/** Number of differing bytes; 0 is identical. Sizes that differ throw. */
export function differingBytes(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`sizes differ: ${a.width}×${a.height} and ${b.width}×${b.height}`);
  }
  let count = 0;
  for (let index = 0; index < a.rgb.length; index += 1) if (a.rgb[index] !== b.rgb[index]) count += 1;
  return count;
}

/** Opens a small window and waits until the window manager lists it. */
export async function openMessage(
  env: NodeJS.ProcessEnv,
  title: string,
  geometry: string,
): Promise<ChildProcess> {
  const child = spawn('xmessage', ['-title', title, '-geometry', geometry, `${title} 8842`], {
    env,
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 100; tries += 1) {
    await delay(50);
    if (!run(env, 'wmctrl', ['-l']).includes(title)) continue;
    // xmessage knows only the older of the two properties that hold a title.
    run(env, 'xprop', ['-name', title, '-f', '_NET_WM_NAME', '8u', '-set', '_NET_WM_NAME', title]);
    return child;
  }
  throw new Error(`the window ${title} did not appear`);
}

/** Runs a program on the display and gives what it printed. */
export function run(env: NodeJS.ProcessEnv, program: string, parameters: readonly string[]): string {
  return execFileSync(program, parameters, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }) {
  return { width, height };
}
