import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf } from './fake-main-calls.ts';
import { makeMediaFiles, mediaFilePath } from './media-files.ts';
import {
  elementState,
  frameNumber,
  mediaItemId,
  openMedia,
  shownTime,
  whenReady,
  whenSettled,
} from './media-page.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  await makeMediaFiles();
  built = await openBuiltWindow();
}, 300_000);
afterAll(async () => {
  await built.close();
});

const seekTo = async (mediaMs: number) => {
  await page.getByTestId('media-element').evaluate((element, seconds) => {
    (element as HTMLMediaElement).currentTime = seconds;
  }, mediaMs / 1000);
  await whenSettled(page);
};

/** Presentation times of all frames, as ffmpeg reads them. */
function frameTimesMs(file: string): number[] {
  const args = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=best_effort_timestamp_time'];
  const out = execFileSync('ffprobe', [...args, '-of', 'csv=p=0', file], { encoding: 'utf8' });
  return out
    .split(/[\s,]+/)
    .filter((text) => text !== '')
    .map((text) => Number(text) * 1000);
}

describe.each(['recording', 'phone-video', 'call', 'voice-mp3', 'voice-wav'] as const)('%s', (name) => {
  it('plays and pauses by the space bar', async () => {
    page = await openMedia(built, name);
    await whenReady(page);
    await page.keyboard.press(' ');
    await expect.poll(async () => (await elementState(page)).currentTime).toBeGreaterThan(0.3);
    await page.keyboard.press(' ');
    await expect.poll(async () => (await elementState(page)).paused).toBe(true);
    expect(await page.getByTestId('viewer').count()).toBe(1);
    await page.close();
  });
});

describe.each([
  ['recording', 15],
  ['phone-video', 30],
] as const)('a frame of %s', (name, rate) => {
  it('is followed and preceded by exactly its neighbour, key by key', async () => {
    page = await openMedia(built, name);
    await whenReady(page);
    await seekTo(7020);
    const first = await frameNumber(page);
    expect(Math.abs(first - 7.02 * rate)).toBeLessThan(1.2);
    const expectFrame = (number: number) => expect.poll(() => frameNumber(page)).toBe(number);
    for (let step = 1; step <= 4; step += 1) {
      await page.keyboard.press('.');
      await expectFrame(first + step);
      await page.waitForTimeout(50);
    }
    for (let step = 3; step >= -2; step -= 1) {
      await page.keyboard.press(',');
      await expectFrame(first + step);
      await page.waitForTimeout(50);
    }
    await page.getByTestId('media-frame-forward').click();
    await expectFrame(first - 1);
    await page.close();
  });

  it('is sealed under the time that names it and no other', async () => {
    page = await openMedia(built, name);
    await whenReady(page);
    const times = frameTimesMs(mediaFilePath(name));
    for (const mediaMs of [0, 3333, 8017]) {
      await seekTo(mediaMs);
      await page.waitForTimeout(150);
      const number = await frameNumber(page);
      await page.keyboard.press('s');
      await page.getByTestId('media-sealed').waitFor();
      const calls = (await callsOf(page, 'media.sealFrame')) as { itemId: string; mediaMs: number }[];
      const sealed = calls.at(-1);
      expect(sealed?.itemId).toBe(mediaItemId(name));
      const shown = times.findLastIndex((time) => time <= (sealed?.mediaMs ?? -1) + 0.001);
      expect(shown).toBe(number);
      await expect.poll(() => page.getByTestId('media-seal-frame').isEnabled()).toBe(true);
    }
    await page.close();
  });
});

describe('the timeline of a recording', () => {
  beforeAll(async () => {
    page = await openMedia(built, 'recording');
    await whenReady(page);
  });
  afterAll(() => page.close());

  it('seeks where it is clicked, and by keys', async () => {
    const bar = page.getByTestId('media-seek');
    const width = (await bar.boundingBox())?.width ?? 0;
    await bar.click({ position: { x: width / 2, y: 20 } });
    await expect.poll(() => frameNumber(page)).toBeGreaterThan(175);
    expect(await frameNumber(page)).toBeLessThan(185);
    await page.keyboard.press('Home');
    await expect.poll(() => frameNumber(page)).toBe(0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => shownTime(page)).toBe('00:00:05.000');
    await page.keyboard.press('l');
    await expect.poll(() => shownTime(page)).toBe('00:00:15.000');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => shownTime(page)).toBe('00:00:00.000');
    await page.keyboard.press('End');
    await expect.poll(() => shownTime(page)).toMatch(/^00:00:2[34]/);
  });

  it('plays at half to four times the speed', async () => {
    await page.getByTestId('media-rate').selectOption('4');
    expect((await elementState(page)).playbackRate).toBe(4);
    await page.getByTestId('media-seek').focus();
    await page.keyboard.press('<');
    await expect.poll(async () => (await elementState(page)).playbackRate).toBe(3);
    for (let press = 0; press < 10; press += 1) await page.keyboard.press('Shift+,');
    await expect.poll(async () => (await elementState(page)).playbackRate).toBe(0.5);
  });

  it('jumps to marks from the bar, the list and by keys', async () => {
    await page.getByTestId('media-mark-9000').click();
    await expect.poll(() => shownTime(page)).toBe('00:00:09.000');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => shownTime(page)).toBe('00:00:18.500');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => shownTime(page)).toBe('00:00:09.000');
    await page.getByTestId('media-tab-marks').click();
    await page.getByTestId('media-journal-mark-2000').click();
    await expect.poll(() => shownTime(page)).toBe('00:00:02.000');
  });

  it('names a mark when it is reached by pointer or by Tab', async () => {
    await page.getByTestId('media-mark-9000').hover();
    await page.getByRole('tooltip').filter({ hasText: '客服承认没有库存' }).waitFor();
    await page.getByTestId('media-mark-18500').focus();
    await page.getByRole('tooltip').filter({ hasText: 'E-4107' }).waitFor();
  });

  it('shows a pause with its hours, and the wall clock beside the file’s time jumps over it', async () => {
    const text = '暂停 14:02:11–14:03:40（1 分 29 秒）未录';
    expect(await page.getByTestId('media-gap').getAttribute('aria-label')).toBe(text);
    expect(await page.getByTestId('media-journal').textContent()).toContain(text);
    const wallClock = () => page.getByTestId('media-wall-clock').textContent();
    await page.getByTestId('media-journal-gap-4000').click();
    await expect.poll(wallClock).toContain('2026-11-23 14:02:11 UTC+08:00');
    await page.getByTestId('media-journal-mark-9000').click();
    await expect.poll(wallClock).toContain('2026-11-23 14:03:45');
  });

  it('seals a key frame beside its reason and leads to the picture, which names its original', async () => {
    await page.getByTestId('media-tab-frames').click();
    const frames = page.locator('[data-testid^="media-key-frame-seal-"]');
    expect(await frames.count()).toBeGreaterThanOrEqual(6);
    await page.getByTestId('media-key-frame-12000').click();
    await expect.poll(() => shownTime(page)).toBe('00:00:12.000');
    await page.getByTestId('media-key-frame-seal-6000').click();
    await expect.poll(() => page.getByTestId('media-sealed').textContent()).toContain('00:00:06.000');
    expect((await callsOf(page, 'media.sealFrame')).at(-1)).toMatchObject({ mediaMs: 6000 });
    await page.getByTestId('media-sealed-open').click();
    await page.getByTestId('viewer-stage').locator('img').waitFor();
    expect(await page.getByTestId('media-viewer').count()).toBe(0);
    expect(await page.getByTestId('viewer-zoom').textContent()).toMatch(/^\d+%$/);
  });
});

describe('the keys of the viewer', () => {
  it('stay its own: Page keys turn, O files, Esc closes; what is typed is typed', async () => {
    page = await openMedia(built, 'call');
    await whenReady(page);
    const position = () => page.getByTestId('viewer-position').textContent();
    const before = await position();
    await page.keyboard.press('ArrowRight');
    expect(await position()).toBe(before);
    await page.keyboard.press('PageDown');
    await expect.poll(position).not.toBe(before);
    await page.keyboard.press('PageUp');
    await expect.poll(position).toBe(before);
    await whenReady(page);
    await page.getByTestId('media-transcript-text').fill('');
    await page.getByTestId('media-transcript-text').pressSequentially('00:01 Ss, .jkl');
    expect(await page.getByTestId('media-transcript-text').inputValue()).toBe('00:01 Ss, .jkl');
    expect((await elementState(page)).paused).toBe(true);
    await page.getByTestId('media-play').focus();
    await page.keyboard.press('o');
    await page.getByTestId('assign-dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('assign-dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByTestId('viewer').waitFor({ state: 'detached' });
    await page.close();
  });
});

describe('three hours', () => {
  it('are sought to the second on the magnified bar, and finer with Shift', async () => {
    page = await openMedia(built, 'long');
    await whenReady(page);
    const bar = page.getByTestId('media-seek');
    const width = (await bar.boundingBox())?.width ?? 0;
    await bar.click({ position: { x: width / 2, y: 10 } });
    await expect.poll(() => frameNumber(page), { timeout: 10_000 }).toBeGreaterThan(5350);
    const coarse = await frameNumber(page);
    expect(coarse).toBeLessThan(5450);

    const box = await page.getByTestId('media-seek-fine').boundingBox();
    if (box === null) throw new Error('no magnified bar');
    const y = box.y + box.height / 2;
    await page.mouse.click(box.x + box.width / 2, y);
    const middle = await elementState(page);
    await page.mouse.click(box.x + box.width / 2 + 10, y);
    const later = (await elementState(page)).currentTime - middle.currentTime;
    expect(later).toBeGreaterThan(1);
    expect(later).toBeLessThan(3);

    await page.keyboard.down('Shift');
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 50, y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    const finer = (await elementState(page)).currentTime - middle.currentTime - later;
    expect(finer).toBeGreaterThan(0.1);
    expect(finer).toBeLessThan(1);
    expect(Math.abs((await frameNumber(page)) - (await elementState(page)).currentTime)).toBeLessThan(1.1);

    await page.keyboard.press('End');
    await expect.poll(() => frameNumber(page), { timeout: 10_000 }).toBeGreaterThan(10_795);
    await page.close();
  });
});

describe('a file that is not ready to play', () => {
  it('plays as it is while its copy is made, and goes on at the same place', async () => {
    page = await openMedia(built, 'streamed');
    await page.getByTestId('media-prepare').waitFor();
    await whenReady(page);
    await page.keyboard.press(' ');
    await expect.poll(async () => (await elementState(page)).currentTime).toBeGreaterThan(0.2);
    await page.keyboard.press(' ');
    await expect.poll(async () => (await elementState(page)).paused).toBe(true);
    const at = (await elementState(page)).currentTime;
    await page.getByTestId('media-prepare').waitFor({ state: 'detached' });
    await page.getByTestId('media-filmstrip').waitFor();
    await expect.poll(async () => (await elementState(page)).currentTime).toBeCloseTo(at, 1);
    await page.close();
  });

  it('is left as it is when the copy is cancelled, with a way to make it later', async () => {
    page = await openMedia(built, 'streamed');
    await page.getByTestId('media-prepare-cancel').click();
    await page.getByTestId('media-prepare-again').click();
    await page.getByTestId('media-prepare').waitFor();
    expect(await callsOf(page, 'media.prepare')).toHaveLength(2);
    await page.close();
  });

  it.each(['unknown-format', 'impossible'] as const)(
    'that is %s says that it is safe, and what to do',
    async (name) => {
      page = await openMedia(built, name);
      await page.getByTestId('media-unplayable').waitFor();
      const text = await page.getByTestId('media-unplayable').textContent();
      expect(text).toContain('这台电脑不能播放这种格式，原件已固定');
      expect(text).toContain('导出证据包');
      expect(await page.getByTestId('media-play').count()).toBe(0);
      await page.getByTestId('media-open-folder').click();
      await expect.poll(() => callsOf(page, 'locker.reveal')).toHaveLength(1);
      await page.close();
    },
  );
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
