import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Client } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { launchApp, projectFolder, waitUntil } from '../e2e/harness/index.ts';
import { writeLongRecording } from '../integration/media/long-recording.ts';
import { median } from './statistics.ts';

const THREE_HOURS_MS = 3 * 3_600_000;
const ROUNDS = 5;
const SEEK_TO_SECONDS = 7200;

// `node tests/bench/player-bench.ts`: how long a recording of three hours, without length and seek points, takes from the
// double click to a picture, before and after its copy for playing was made; and to show a place in its middle.

const folder = mkdtempSync(join(tmpdir(), 'liuhen-player-bench-'));
const launched = await launchApp({ width: 1600, height: 900 });
try {
  const path = join(folder, 'long.webm');
  const stepMs = await writeLongRecording(path, 1);
  await writeLongRecording(path, Math.ceil(THREE_HOURS_MS / stepMs));
  const cli = join(projectFolder, 'out/main/cli.js');
  const env = { ...process.env, LIUHEN_LOCKER: launched.lockerFolder, LIUHEN_STATE: launched.stateFolder };
  const imported = execFileSync(process.execPath, [cli, '--json', 'import', path], { env, encoding: 'utf8' });
  const item = (JSON.parse(imported) as { readonly items: readonly Item[] }).items[0];
  if (item === undefined) throw new Error('nothing was imported');
  console.log(`3 h, ${Math.round(statSync(path).size / 1024 / 1024)} MiB, ${ROUNDS} times each, medians`);
  console.log(`as it was recorded: ${await opened(launched.page, item.id)}`);
  const startedMs = performance.now();
  await prepare(launched.page, item.id);
  console.log(`making the copy: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  console.log(`with its copy: ${await opened(launched.page, item.id)}`);
} finally {
  await launched.close();
  rmSync(folder, { recursive: true, force: true });
}

async function opened(page: Page, itemId: string): Promise<string> {
  const openMs: number[] = [];
  const seekMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.getByTestId('nav-inbox').click();
    const card = page.getByTestId(`evidence-card-${itemId}`);
    await card.waitFor();
    const startMs = performance.now();
    await card.dblclick();
    const player = page.getByTestId('media-element');
    await player.evaluate(async (element) => {
      const media = element as HTMLVideoElement;
      while (media.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    openMs.push(performance.now() - startMs);
    seekMs.push(
      await player.evaluate(async (element, seconds) => {
        const media = element as HTMLVideoElement;
        const from = performance.now();
        media.currentTime = Math.min(seconds, Number.isFinite(media.duration) ? media.duration : seconds);
        await new Promise((resolve) => {
          media.addEventListener('seeked', resolve, { once: true });
          setTimeout(resolve, 20_000);
        });
        return performance.now() - from;
      }, SEEK_TO_SECONDS),
    );
    await page.keyboard.press('Escape');
    await page.getByTestId('media-viewer').waitFor({ state: 'detached' });
  }
  return `opens in ${Math.round(median(openMs))} ms, shows 2:00:00 in ${Math.round(median(seekMs))} ms`;
}

/** The viewer has begun to make the copy; asking again answers when it is there. */
async function prepare(page: Page, itemId: string): Promise<void> {
  const playback = () =>
    page.evaluate(async (id) => {
      const { liuhen } = window as unknown as { readonly liuhen: Client };
      const described = await liuhen.media.describe({ itemId: id });
      return described.ok ? described.value.playback : described.error.code;
    }, itemId);
  await page.evaluate(async (id) => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    await liuhen.media.prepare({ itemId: id });
  }, itemId);
  await waitUntil('the copy is there', async () => (await playback()) !== 'remux-needed', 600_000);
}
