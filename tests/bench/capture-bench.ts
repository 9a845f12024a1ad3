import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Monitor } from 'node-screenshots';
import { createCapture, noSurroundings } from '../../electron/capture/index.ts';
import { openLocker } from '../../electron/locker/index.ts';
import { currentEnvironment, systemClock } from '../../electron/platform/index.ts';
import { startSampleShop } from '../../tools/sample-shop/index.ts';
import { sideBySide, table } from './statistics.ts';

/**
 * From the key's handler to the acknowledgement of the sealed item, beside `maim` and `scrot` writing a PNG of the same
 * screen (1920×1080, a page of the sample shop), and beside the floor: raw grab, SHA-256, write and fsync.
 */
export async function benchCapture(rounds: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-bench-'));
  const shop = await startSampleShop({});
  const browser = showPage(shop.url, folder);
  try {
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const opened = await openLocker({
      directory: join(folder, 'locker'),
      create: true,
      stateFolder: join(folder, 'state'),
    });
    if (!opened.ok) throw new Error(opened.error.message);
    const locker = opened.value;
    const environment = currentEnvironment();
    const capture = createCapture({ locker, clock: systemClock, environment, surroundings: noSurroundings });
    const series = await sideBySide(rounds, {
      留痕: async () => {
        const taken = await capture.take({
          target: { mode: 'screen', displays: 'display-with-pointer' },
          trigger: 'hotkey',
          delaySeconds: 0,
          orderId: null,
          assignedBy: 'user',
        });
        if (!taken.ok) throw new Error(taken.error.message);
      },
      scrot: () => execFileSync('scrot', ['-o', join(folder, 'scrot.png')]),
      maim: () => execFileSync('maim', [join(folder, 'maim.png')]),
      'raw grab + SHA-256 + fsync': () => rawGrab(join(folder, 'raw.bin')),
    });
    await locker.close();
    return `Key handler to sealed, 1920×1080\n\n${table(series, 'scrot')}`;
  } finally {
    browser.kill('SIGKILL');
    await shop.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rawGrab(path: string): void {
  const [monitor] = Monitor.all();
  const raw = monitor?.captureImageSync().toRawSync() ?? Buffer.alloc(0);
  createHash('sha256').update(raw).digest();
  const file = openSync(path, 'w');
  writeSync(file, raw);
  fsyncSync(file);
  closeSync(file);
}

function showPage(url: string, folder: string) {
  const flags = ['--no-sandbox', '--test-type', '--no-first-run', '--disable-gpu', '--start-fullscreen'];
  const quiet = [
    '--disable-background-networking',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ];
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  return spawn('chromium', [...flags, ...quiet, profile, `--app=${url}`], { stdio: 'ignore' });
}
