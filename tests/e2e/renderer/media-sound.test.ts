import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf } from './fake-main-calls.ts';
import { makeMediaFiles } from './media-files.ts';
import { elementState, mediaItemId, openMedia, shownTime, whenReady } from './media-page.ts';
import { seriousFindings } from './serious-findings.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  await makeMediaFiles();
  built = await openBuiltWindow();
}, 300_000);
afterAll(async () => {
  await built.close();
});

/** How much of a column of the strip at a share of its width is drawn in the colour of sound. */
function loudnessDrawnAt(shares: readonly number[]): Promise<number[]> {
  return page.getByTestId('media-peaks').evaluate((element, wanted) => {
    const canvas = element as HTMLCanvasElement;
    const copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    context.drawImage(canvas, 0, 0);
    const [red, green, blue] = getComputedStyle(canvas).color.match(/\d+/g)?.map(Number) ?? [];
    return wanted.map((share) => {
      const { data } = context.getImageData(Math.floor(share * canvas.width), 0, 8, canvas.height);
      let drawn = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) drawn += 1;
      }
      return drawn / (data.length / 4);
    });
  }, shares);
}

describe('the sound of a call', () => {
  beforeAll(async () => {
    page = await openMedia(built, 'call');
    await whenReady(page);
  });
  afterAll(() => page.close());

  it('is drawn, silent where nothing is to be heard, and described for those who cannot see it', async () => {
    await page.getByTestId('media-peaks').waitFor();
    await expect
      .poll(async () => Math.max(...(await loudnessDrawnAt([0.05, 0.2, 0.7]))))
      .toBeGreaterThan(0.1);
    for (const drawn of await loudnessDrawnAt([0.4, 0.45])) expect(drawn).toBeLessThan(0.02);
    const description = await page.getByTestId('media-peaks').evaluate((element) => {
      return document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;
    });
    expect(description).toBe('声音，共 30 秒。1 段静音：00:00:10–00:00:15');
  });

  it('has no time of recording where none is known', async () => {
    expect(await page.getByTestId('media-wall-clock').textContent()).toBe(
      '导入的文件，留痕不知道它的录制时刻',
    );
  });

  it('has no picture: no frame of it can be sealed', async () => {
    await page.keyboard.press('s');
    expect(await page.getByTestId('media-seal-frame').count()).toBe(0);
    expect(await callsOf(page, 'media.sealFrame')).toEqual([]);
  });

  it('is played louder, quieter and not at all by keys', async () => {
    await page.getByTestId('media-seek').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => (await elementState(page)).volume).toBeCloseTo(0.8);
    await page.keyboard.press('m');
    await expect.poll(async () => (await elementState(page)).muted).toBe(true);
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => (await elementState(page)).muted).toBe(false);
  });

  it('is described by the user, who is asked and never spoken for', async () => {
    await page.getByTestId('media-tab-call').click();
    const save = page.getByTestId('media-call-save');
    await page.getByTestId('media-call-counterpart').fill('星辰点卡客服');
    expect(await save.isEnabled()).toBe(false);
    await page.getByTestId('media-call-told').getByText('否').click();
    await page.getByTestId('media-call-held-at').fill('2026-11-23 22:05:00');
    await page.keyboard.press('Enter');
    await save.click();
    const call = { counterpart: '星辰点卡客服', heldAt: '2026-11-23T22:05:00+08:00', wasOtherSideTold: 'no' };
    await expect
      .poll(() => callsOf(page, 'media.describeCall'))
      .toEqual([{ itemId: mediaItemId('call'), call }]);
    await expect.poll(() => save.isEnabled()).toBe(false);
    await page.getByTestId('media-call-remove').click();
    await expect
      .poll(async () => (await callsOf(page, 'media.describeCall')).at(-1))
      .toMatchObject({ call: null });
    await expect.poll(() => page.getByTestId('media-call-counterpart').inputValue()).toBe('');
  });
});

describe('a transcript', () => {
  it('is taken from a file, followed while playing, searched, and jumped by', async () => {
    page = await openMedia(built, 'call');
    await whenReady(page);
    await page.getByTestId('media-transcript-import').click();
    await page.getByTestId('media-cues').waitFor();
    expect(await page.getByTestId('media-transcript').textContent()).toContain(
      '文字稿由用户提供，以录音为准。',
    );
    await page.getByTestId('media-cue-2').click();
    await expect.poll(() => shownTime(page)).toBe('00:00:14.000');
    const current = () => page.locator('.cue[aria-current="true"]').getAttribute('data-testid');
    expect(await current()).toBe('media-cue-2');
    await page.getByTestId('media-play').click();
    await expect.poll(current, { timeout: 15_000 }).toBe('media-cue-3');
    await page.getByTestId('media-play').click();
    await page.getByTestId('media-transcript-search').fill('库存');
    await expect.poll(() => page.locator('[data-testid^="media-cue-"]').count()).toBe(1);
    await page.getByTestId('media-transcript-search').press('Enter');
    await expect.poll(() => shownTime(page)).toBe('00:00:04.500');
    await page.close();
  });

  it('is written down line by line with the time of the moment, changed, and taken away', async () => {
    page = await openMedia(built, 'recording');
    await whenReady(page);
    await page.getByTestId('media-tab-transcript').click();
    await page.getByTestId('media-mark-9000').click();
    const text = page.getByTestId('media-transcript-text');
    await page.getByTestId('media-transcript-stamp').click();
    await expect.poll(() => text.inputValue()).toBe('00:00:09 ');
    await text.pressSequentially('没有库存');
    await page.getByTestId('media-transcript-save').click();
    await page.getByTestId('media-cue-0').waitFor();
    expect(await callsOf(page, 'media.writeTranscript')).toEqual([
      { itemId: mediaItemId('recording'), text: '00:00:09 没有库存' },
    ]);
    await page.getByTestId('media-transcript-edit').click();
    await expect.poll(() => text.inputValue()).toContain('没有库存');
    await page.getByTestId('media-transcript-save').click();
    await page.getByTestId('media-transcript-remove').click();
    await expect.poll(() => page.getByTestId('media-transcript-text').count()).toBe(1);
    expect((await callsOf(page, 'media.writeTranscript')).at(-1)).toMatchObject({ text: '' });
    await page.close();
  });
});

describe('a clip', () => {
  it('is chosen with I and O, saved as a job, and said to be beside the original', async () => {
    page = await openMedia(built, 'recording');
    await whenReady(page);
    await page.getByTestId('media-tab-trim').click();
    expect(await page.getByTestId('media-trim').textContent()).toContain(
      '片段只为方便阅读，原录像始终一起提交。',
    );
    await page.getByTestId('media-mark-2000').click();
    await page.keyboard.press('i');
    await page.getByTestId('media-mark-9000').click();
    await page.keyboard.press('o');
    expect(await page.getByTestId('assign-dialog').count()).toBe(0);
    await expect.poll(() => page.getByTestId('media-trim-to').inputValue()).toBe('00:00:09.000');
    await page.getByTestId('media-trim-from').fill('0:10');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('media-trim-save').isEnabled()).toBe(false);
    await page.getByTestId('media-trim-from').fill('1.5');
    await page.keyboard.press('Enter');
    await page.getByTestId('media-trim-save').click();
    await page.getByTestId('media-trim-progress').waitFor();
    expect(await callsOf(page, 'media.trim')).toEqual([
      { itemId: mediaItemId('recording'), fromMs: 1500, toMs: 9000 },
    ]);
    await page.getByTestId('media-trim-open').click();
    await expect.poll(() => callsOf(page, 'media.describe')).not.toHaveLength(1);
    await page.close();
  });

  it('leads back to the original, and is no original itself', async () => {
    page = await openMedia(built, 'clip');
    await whenReady(page);
    expect(await page.getByTestId('media-clip-origin').textContent()).toContain('录制时刻请看原录像');
    expect(await page.getByTestId('media-wall-clock').textContent()).toBe('');
    expect(await page.getByTestId('media-seal-frame').count()).toBe(0);
    expect(await page.getByTestId('media-tab-trim').count()).toBe(0);
    await page.getByTestId('media-open-original').click();
    await expect
      .poll(() => page.getByTestId('media-wall-clock').textContent())
      .toContain('2026-11-23 14:02:07');
    await page.close();
  });
});

describe.each(['light', 'dark'])('axe finds nothing serious in the %s theme', (theme) => {
  it.each([
    ['recording', 'frames'],
    ['recording', 'marks'],
    ['recording', 'trim'],
    ['recording', 'call'],
    ['call', 'transcript'],
    ['long', 'frames'],
    ['unknown-format', 'frames'],
  ] as const)('%s, %s', async (name, tab) => {
    page = await openMedia(built, name, `theme=${theme}`);
    await page.getByTestId(`media-tab-${tab}`).click();
    if (tab === 'transcript') await page.getByTestId('media-transcript-import').click();
    await (name === 'unknown-format' ? page.getByTestId('media-unplayable').waitFor() : whenReady(page));
    expect(await seriousFindings(page)).toEqual([]);
    await page.close();
  });
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
