import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { Client } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import type { RecordingFacts } from '../../core/recording/index.ts';
import {
  commandLine,
  journalHashOf,
  lastDecodedSeconds,
  objectPath,
  startRecording,
} from '../faults/app-recording.ts';
import { mountSmallDisk } from '../integration/locker/read-only-disk.ts';
import { type LaunchedApp, launchApp, newestOfInbox, waitUntil } from './harness/index.ts';

const MIB = 1024 * 1024;

/** What was sealed without anybody asking: with its ending, its own hash, and a locker that verifies. */
async function sealedByItself(launched: LaunchedApp): Promise<{ item: Item; recording: RecordingFacts }> {
  const item = await waitUntil('the recording is sealed', async () => {
    const { items } = commandLine(launched, 'list') as { readonly items: readonly Item[] };
    return items[0];
  });
  if (item.provenance.source !== 'recording') throw new Error('what was sealed is no recording');
  expect(journalHashOf(launched, item)).toBe(item.sha256);
  expect(commandLine(launched, 'verify')).toMatchObject({ verdict: 'integrity-only' });
  return { item, recording: item.provenance.recording };
}

/** Writes until nothing more fits. */
function fillUp(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, randomBytes(MIB));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

async function stop({ page }: LaunchedApp): Promise<void> {
  await page.evaluate(() => (window as unknown as { readonly liuhen: Client }).liuhen.recording.stop());
}

describe('a recording in trouble', () => {
  const mounted = mountSmallDisk(mkdtempSync(join(tmpdir(), 'liuhen-recording-full-')), 160);
  const reason = 'reason' in mounted ? mounted.reason : undefined;
  afterAll(() => {
    if (!('reason' in mounted)) mounted.unmount();
  });

  test.skipIf(reason)('ends before the disk is full, is sealed, and says why', async () => {
    if ('reason' in mounted) return;
    const launched = await launchApp({ lockerFolder: join(mounted.path, 'locker') });
    const ballast = join(mounted.path, 'ballast');
    try {
      await startRecording(launched);
      await delay(2000);
      const { bavail, bsize } = statfsSync(mounted.path);
      writeFileSync(ballast, randomBytes(bavail * bsize - 40 * MIB));
      const { recording, item } = await sealedByItself(launched);
      expect(recording.ending).toBe('disk-full');
      expect(lastDecodedSeconds(objectPath(launched, item.sha256))).toBeGreaterThan(1);
      const toast = await launched.window('toast');
      await toast.getByText('磁盘').first().waitFor();
    } finally {
      rmSync(ballast, { force: true });
      await launched.close();
    }
  });

  test.skipIf(reason)(
    'on a disk that is full from one moment to the next is sealed all the same',
    async () => {
      if ('reason' in mounted) return;
      const launched = await launchApp({ lockerFolder: join(mounted.path, 'second') });
      const ballast = join(mounted.path, 'ballast');
      try {
        await startRecording(launched);
        await delay(2000);
        fillUp(ballast);
        const { recording, item } = await sealedByItself(launched);
        expect(recording.ending).toBe('disk-full');
        expect(lastDecodedSeconds(objectPath(launched, item.sha256))).toBeGreaterThan(0.5);
      } finally {
        rmSync(ballast, { force: true });
        await launched.close();
      }
    },
  );

  test('goes on when the display changes its size, and both sizes are known', async () => {
    const launched = await launchApp({ width: 1280, height: 800 });
    try {
      const xrandr = (...words: string[]) => execFileSync('xrandr', words, { env: launched.screen.env });
      await startRecording(launched);
      await delay(3000);
      xrandr('--newmode', 'small', '0', '1024', '0', '0', '0', '640', '0', '0', '0');
      xrandr('--addmode', 'screen', 'small');
      xrandr('--output', 'screen', '--mode', 'small');
      await delay(4000);
      await stop(launched);
      const { recording, item } = await sealedByItself(launched);
      expect(recording.notices.map(({ code, detail }) => `${code} ${detail}`)).toContain(
        'display-changed 1280×800 → 1024×640',
      );
      const decodedSeconds = lastDecodedSeconds(objectPath(launched, item.sha256));
      expect(recording.mediaDurationMs / 1000 - decodedSeconds).toBeLessThan(2);
    } finally {
      await launched.close();
    }
  });

  test('of a machine that slept ends there and says so', async () => {
    const launched = await launchApp();
    try {
      await startRecording(launched);
      await delay(2000);
      const pid = launched.app.process().pid ?? 0;
      // To a program, sleep is this: it does not run, and its clocks have moved when it runs again.
      process.kill(pid, 'SIGSTOP');
      await delay(13_000);
      process.kill(pid, 'SIGCONT');
      const { recording } = await sealedByItself(launched);
      expect(recording.ending).toBe('slept');
    } finally {
      await launched.close();
    }
  });

  test('that is going on when the app is closed is sealed before it ends', async () => {
    const launched = await launchApp();
    await startRecording(launched);
    await delay(2500);
    const places = { lockerFolder: launched.lockerFolder, stateFolder: launched.stateFolder };
    const keep = mkdtempSync(join(tmpdir(), 'liuhen-quit-'));
    try {
      const gone = launched.app.waitForEvent('close');
      await launched.app.evaluate(({ app }) => app.quit()).catch(() => undefined);
      await gone;
      execFileSync('cp', ['-a', `${places.lockerFolder}/.`, keep]);
      const { items } = commandLine({ ...places, lockerFolder: keep }, 'list') as {
        readonly items: readonly Item[];
      };
      expect(items[0]?.provenance).toMatchObject({ recording: { ending: 'app-quit' } });
    } finally {
      await launched.close();
      rmSync(keep, { recursive: true });
    }
  });
});

test('our windows, toasts and the indicator are in no frame of a recording', async () => {
  const launched = await launchApp({ width: 1280, height: 800 });
  try {
    const { screen, page } = launched;
    execFileSync('xsetroot', ['-solid', '#4a6670'], { env: screen.env });
    screen.movePointer(1279, 799);
    screen.press('ctrl+alt+4');
    const phase = async () => {
      const state = await page.evaluate(() =>
        (window as unknown as { readonly liuhen: Client }).liuhen.recording.getState(),
      );
      return state.ok ? state.value.phase : undefined;
    };
    await waitUntil('it records', async () => (await phase()) === 'recording');
    await delay(2500);
    screen.press('ctrl+alt+6');
    await delay(1500);
    screen.press('ctrl+alt+5');
    await waitUntil('it is paused', async () => (await phase()) === 'paused');
    await delay(1500);
    screen.press('ctrl+alt+5');
    await waitUntil('it goes on', async () => (await phase()) === 'recording');
    await delay(1500);
    // What a second start of the app does: it asks for the window.
    await launched.app.evaluate(({ app }) => void app.emit('second-instance'));
    await waitUntil('it pauses for the window', async () => (await phase()) === 'paused');
    await delay(1500);
    screen.press('ctrl+alt+5');
    await waitUntil('it goes on again', async () => (await phase()) === 'recording');
    await delay(2000);
    screen.press('ctrl+alt+4');
    const item = await newestOfInbox(page, 1);
    if (item.provenance.source !== 'recording') throw new Error('what was sealed is no recording');
    expect(item.provenance.recording.gaps.map(({ reason }) => reason)).toEqual(['user', 'own-window-shown']);
    expect(foreignShares(objectPath(launched, item.sha256))).toEqual([]);
  } finally {
    await launched.close();
  }
});

/** Frames in which more than the pointer and the encoder's noise differs from the bare desktop. */
function foreignShares(path: string): readonly string[] {
  const size = 160 * 100;
  const scaled = [
    '-fps_mode',
    'passthrough',
    '-vf',
    'scale=160:100:flags=area',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-',
  ];
  const pixels = execFileSync('ffmpeg', ['-v', 'error', '-i', path, ...scaled], {
    maxBuffer: 512 * MIB,
  });
  const foreign: string[] = [];
  const desktop = pixels[0] ?? 0;
  for (let frame = 0; frame * size < pixels.length; frame += 1) {
    const shown = pixels.subarray(frame * size, (frame + 1) * size);
    const count = shown.filter((value) => Math.abs(value - desktop) > 12).length;
    // The pointer in the corner covers a few of the 16,000 cells.
    if (count > 20) foreign.push(`frame ${frame}: ${count} cells`);
  }
  expect(pixels.length / size, 'there are frames to look at').toBeGreaterThan(60);
  return foreign;
}
