import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../../core/contract/index.ts';
import { type FramesPerSecond, framesPerSecondChoices } from '../../core/recording/index.ts';
import { launchApp, type Screen, startScreen } from '../e2e/harness/index.ts';
import { objectPath, startRecording, wholeScreen } from '../faults/app-recording.ts';
import { startBusyScreen } from './busy-screen.ts';
import { type TreeUse, treeUse } from './tree-use.ts';

/** What one recording cost, by whichever program. */
export interface RecordingCost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly sizeBytes: number;
  readonly frameCount: number;
  readonly lostCount: number | null;
  /** Memory after a quarter of the time, and at the end. */
  readonly pssBytes: readonly [early: number, late: number];
}

const MIB = 1024 * 1024;

/** Our app and `ffmpeg -f x11grab` on the same busy screen, one after the other. */
export async function benchRecording(
  size: { readonly width: number; readonly height: number },
  framesPerSecond: FramesPerSecond,
  seconds: { readonly ours: number; readonly theirs: number },
): Promise<{ readonly ours: RecordingCost; readonly theirs: RecordingCost }> {
  const screen = await startScreen(size.width, size.height);
  const busy = await startBusyScreen(screen.env, size.width, size.height);
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-recording-bench-'));
  try {
    const ours = await recordWithApp(screen, framesPerSecond, seconds.ours);
    const bitsPerSecond = Math.round((ours.sizeBytes * 8) / ours.seconds);
    const theirs = await recordWithFfmpeg(screen, framesPerSecond, seconds.theirs, bitsPerSecond, folder);
    return { ours, theirs };
  } finally {
    busy.stop();
    await screen.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function recordWithApp(screen: Screen, framesPerSecond: FramesPerSecond, seconds: number) {
  const launched = await launchApp({ screen });
  try {
    await startRecording(launched, { ...wholeScreen, framesPerSecond });
    const pid = launched.app.process().pid ?? 0;
    const watched = await watchTree(pid, seconds);
    const stopped = await launched.page.evaluate(() => {
      const { liuhen } = window as unknown as { readonly liuhen: Client };
      return liuhen.recording.stop();
    });
    if (!stopped.ok) throw new Error(stopped.error.message);
    const { item } = stopped.value;
    const { provenance } = item;
    if (provenance.source !== 'recording') throw new Error('what was sealed is no recording');
    const path = objectPath(launched, item.sha256);
    return {
      ...watched,
      sizeBytes: item.sizeBytes,
      frameCount: framesIn(path),
      lostCount: provenance.recording.frames?.droppedCount ?? null,
    };
  } finally {
    await launched.close();
  }
}

async function recordWithFfmpeg(
  screen: Screen,
  framesPerSecond: FramesPerSecond,
  seconds: number,
  bitsPerSecond: number,
  folder: string,
): Promise<RecordingCost> {
  const path = join(folder, 'ffmpeg.webm');
  const input = ['-f', 'x11grab', '-framerate', String(framesPerSecond), '-i', screen.env.DISPLAY ?? ''];
  const quality = ['-deadline', 'realtime', '-cpu-used', '7', '-row-mt', '1', '-b:v', String(bitsPerSecond)];
  const encoder = [
    '-c:v',
    'libvpx-vp9',
    ...quality,
    '-g',
    String(2 * framesPerSecond),
    '-pix_fmt',
    'yuv420p',
  ];
  const child = spawn('ffmpeg', ['-v', 'error', '-y', ...input, ...encoder, path], {
    env: screen.env,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const watched = await watchTree(child.pid ?? 0, seconds);
  child.stdin.write('q');
  await exited;
  return { ...watched, sizeBytes: statSync(path).size, frameCount: framesIn(path), lostCount: null };
}

async function watchTree(pid: number, seconds: number) {
  const before: TreeUse = treeUse(pid);
  await delay(seconds * 250);
  const early = treeUse(pid);
  await delay(seconds * 750);
  const after = treeUse(pid);
  return {
    seconds,
    cpuSeconds: after.cpuSeconds - before.cpuSeconds,
    pssBytes: [early.pssBytes, after.pssBytes] as const,
  };
}

function framesIn(path: string): number {
  const counting = ['-v', 'error', '-select_streams', 'v', '-count_packets'];
  const shown = ['-show_entries', 'stream=nb_read_packets', '-of', 'csv=p=0'];
  return Number(execFileSync('ffprobe', [...counting, ...shown, path], { encoding: 'utf8' }).trim());
}

/** One line of a table. */
export function costLine(name: string, cost: RecordingCost, framesPerSecond: number): string {
  const { seconds, cpuSeconds, sizeBytes, frameCount, lostCount, pssBytes } = cost;
  const expected = seconds * framesPerSecond;
  const cells = [
    name,
    `${Math.round((cpuSeconds / seconds) * 100)} %`,
    `${((sizeBytes * 8) / seconds / 1e6).toFixed(2)} Mbit/s`,
    `${frameCount} / ${expected}`,
    lostCount === null
      ? '–'
      : `${lostCount} (${((lostCount / Math.max(1, frameCount + lostCount)) * 100).toFixed(2)} %)`,
    `${Math.round(pssBytes[0] / MIB)} → ${Math.round(pssBytes[1] / MIB)} MiB`,
  ];
  return `| ${cells.join(' | ')} |`;
}

const HEAD = [
  '| | CPU, one core = 100 % | size | frames / expected | lost | memory, ¼ → end |',
  '|---|---|---|---|---|---|',
];

// `node tests/bench/recording-bench.ts [minutes]`: the long run, then how cost grows with rate and size.
if (import.meta.main) {
  const minutes = Number(process.argv[2] ?? 30);
  const shortSeconds = Number(process.argv[3] ?? 60);
  console.log(`${minutes} min, 1920×1080, 15 fps\n\n${HEAD.join('\n')}`);
  const long = await benchRecording({ width: 1920, height: 1080 }, 15, {
    ours: minutes * 60,
    theirs: Math.min(300, minutes * 60),
  });
  console.log(`${costLine('留痕', long.ours, 15)}\n${costLine('ffmpeg x11grab', long.theirs, 15)}\n`);
  if (shortSeconds > 0) {
    console.log(`${shortSeconds} s each\n\n${HEAD.join('\n')}`);
    for (const size of [
      { width: 1280, height: 720 },
      { width: 1920, height: 1080 },
      { width: 2560, height: 1440 },
    ]) {
      for (const rate of framesPerSecondChoices) {
        const { ours, theirs } = await benchRecording(size, rate, {
          ours: shortSeconds,
          theirs: shortSeconds,
        });
        const name = `${size.width}×${size.height}, ${rate} fps`;
        console.log(`${costLine(`留痕 ${name}`, ours, rate)}\n${costLine(`ffmpeg ${name}`, theirs, rate)}`);
      }
    }
  }
}
