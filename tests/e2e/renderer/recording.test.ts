import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, RecordingRequest } from '../../../core/contract/index.ts';
import { endings, noticeCodes } from '../../../core/recording/index.ts';
import { locales } from '../../../renderer/locales/locales.ts';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf } from './fake-main-calls.ts';
import { changeRecording, changeSettings, endRecording } from './recording-calls.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

const texts = locales['zh-CN'].recording;

async function openPanel(query: string): Promise<void> {
  page = await built.open(query);
  await page.getByTestId('record').click();
  await page.getByTestId('record-start').or(page.getByTestId('record-unavailable')).waitFor();
}

async function choose(select: string, option: string): Promise<void> {
  await page.getByTestId(select).click();
  await page.locator('.ant-select-item-option').getByText(option).click();
}

async function startRequest(): Promise<RecordingRequest> {
  await page.getByTestId('record-start').click();
  await page.getByTestId('recording-row').waitFor();
  const [request] = (await callsOf(page, 'recording.start')) as RecordingRequest[];
  if (request === undefined) throw new Error('nothing was started');
  return request;
}

function focused(): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null);
}

describe('before a recording', () => {
  it('what this machine cannot record is not offered, and why is said', async () => {
    await openPanel('scenario=busy&recorder=limited');
    const mode = page.getByTestId('record-mode').getByRole('radio', { name: texts.modes.window });
    expect(await mode.isDisabled()).toBe(true);
    expect(await page.getByTestId('record-mode-window-reason').textContent()).toBe(texts.windowUnavailable);
    expect(await page.getByTestId('record-system-sound').isDisabled()).toBe(true);
    expect(await page.getByTestId('record-system-sound-reason').textContent()).toBe(
      texts.systemSoundUnavailable,
    );
    await page.close();
  });

  it('whoever cannot keep our windows out of the picture is told, with the keys that work instead', async () => {
    await openPanel('scenario=busy&recorder=limited');
    const notice = page.getByTestId('record-own-windows');
    expect(await notice.textContent()).toContain(texts.ownWindows);
    expect(await notice.locator('kbd').allTextContents()).toEqual(
      ['4', '5', '6'].flatMap((digit) => ['Ctrl', 'Alt', digit]),
    );
    const { hotkeys } = { hotkeys: { screen: '', window: '', region: '', record: '', pause: '', mark: '' } };
    await changeSettings(page, { hotkeys });
    await notice.getByText(texts.ownWindowsNoKeys).waitFor();
    await page.close();
  });

  it('nothing of it is said where our windows stay out of the picture', async () => {
    await openPanel('scenario=busy&recorder=full');
    expect(await page.getByTestId('record-own-windows').count()).toBe(0);
    expect(await page.locator('[data-testid$="-reason"]').count()).toBe(0);
    await page.close();
  });

  it('a machine that cannot record at all says so and what works instead', async () => {
    await openPanel('scenario=busy&recorder=none');
    const said = await page.getByTestId('record-unavailable').textContent();
    expect(said).toContain(locales['zh-CN'].errors.texts.RECORDING_UNAVAILABLE);
    expect(await page.getByTestId('record-start').count()).toBe(0);
    await page.close();
  });

  it('microphones are heard only while the panel is open', async () => {
    await openPanel('scenario=busy');
    expect(await callsOf(page, 'recording.listen')).toEqual([]);
    await choose('record-microphone', '内置麦克风');
    const level = page.getByTestId('record-microphone-level');
    await expect.poll(async () => Number(await level.getAttribute('value'))).toBeGreaterThan(10);
    await page.keyboard.press('Escape');
    await page.getByTestId('record-panel').waitFor({ state: 'detached' });
    const listened = await callsOf(page, 'recording.listen');
    expect(listened[0]).toEqual({ microphoneId: 'microphone-1', isSystemSoundOn: false });
    expect(listened.at(-1)).toEqual({ microphoneId: null, isSystemSoundOn: false });
    expect(await focused()).toBe('record');
    await page.close();
  });

  it('a microphone that hears nothing is told of before the recording starts', async () => {
    await openPanel('scenario=busy');
    await choose('record-microphone', 'USB 耳机麦克风');
    const warning = page.getByTestId('record-microphone-warning');
    await warning.waitFor();
    expect(await warning.textContent()).toMatch(/^\d+ 秒没有听到声音/);
    await choose('record-microphone', '内置麦克风');
    await warning.waitFor({ state: 'detached' });
    await page.close();
  });

  it('what was chosen is what is recorded, and is chosen again next time', async () => {
    await openPanel('scenario=busy');
    await page.getByTestId('record-frame-rate-30').click();
    await choose('record-microphone', '内置麦克风');
    await page.getByTestId('record-system-sound').click();
    await choose('record-display', 'HDMI-1');
    expect(await startRequest()).toEqual({
      mode: 'screen',
      displayId: '2',
      windowId: null,
      region: null,
      framesPerSecond: 30,
      microphoneId: 'microphone-1',
      isSystemSoundOn: true,
    });
    const patches = (await callsOf(page, 'app.updateSettings')) as { recording: object }[];
    expect(patches.at(-1)?.recording).toEqual({
      framesPerSecond: 30,
      microphoneId: 'microphone-1',
      isSystemSoundOn: true,
    });
    await page.close();
  });

  it('a microphone that is not connected is left out, and that is said', async () => {
    page = await built.open('scenario=busy&recorder=limited');
    const recording = { framesPerSecond: 15 as const, microphoneId: 'unplugged', isSystemSoundOn: true };
    await changeSettings(page, { recording });
    await page.getByTestId('record').click();
    await page.getByTestId('record-microphone-warning').getByText(texts.microphoneGone).waitFor();
    expect(await startRequest()).toMatchObject({ microphoneId: null, isSystemSoundOn: false });
    await page.close();
  });

  it('a window is recorded only once it is chosen', async () => {
    await openPanel('scenario=busy');
    await page.getByTestId('record-mode-window').click();
    expect(await page.getByTestId('record-start').isDisabled()).toBe(true);
    await choose('record-window', '千牛');
    expect(await startRequest()).toMatchObject({ mode: 'window', windowId: 'window:2', displayId: null });
    await page.close();
  });
});

describe('a recording', () => {
  it('is made by keyboard alone: start, mark by number and by name, pause, go on, stop, open', async () => {
    page = await built.open('scenario=busy');
    await page.getByTestId('record').focus();
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('record-start');
    await page.keyboard.press('Enter');
    await page.getByTestId('recording-row').waitFor();
    const time = () => page.getByTestId('recording-time').textContent();
    await expect.poll(time).toMatch(/^00:00:0[1-9]$/);

    const mark = page.getByTestId('recording-mark');
    await mark.focus();
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('recording-mark-label');
    await page.keyboard.press('Enter');
    await page.getByTestId('recording-strip').getByText('标记 1', { exact: true }).waitFor();
    await expect.poll(focused).toBe('recording-mark');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('recording-mark-label');
    await page.keyboard.type('承认没有库存');
    await page.keyboard.press('Enter');
    await page.getByTestId('recording-strip').getByText('承认没有库存').waitFor();
    expect(await callsOf(page, 'recording.mark')).toEqual([{ label: '' }, { label: '承认没有库存' }]);

    await page.getByTestId('recording-pause').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('recording-resume').waitFor();
    const pausedAt = await time();
    await page.getByTestId('recording-pauses').getByText(texts.pauses(1)).waitFor();
    expect(await time()).toBe(pausedAt);
    await page.getByTestId('recording-resume').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('recording-stop').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('recording-ended').getByText(texts.ended.user.title).waitFor();
    await page.getByTestId('record').waitFor();
    await page.getByTestId('recording-ended-open').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('viewer').waitFor();
    expect(await page.getByTestId('viewer').getByTestId('item-facts').textContent()).toContain(
      texts.endingNames.user,
    );
    await page.close();
  });

  it('goes to the order that was active when it began, and says so throughout', async () => {
    page = await built.open('scenario=busy&recording=running');
    expect(await page.getByTestId('recording-strip').textContent()).toContain('20261123140210001');
    await page.close();
  });

  it('is told of by what main says, whoever started it', async () => {
    page = await built.open('scenario=busy');
    expect(await page.getByTestId('recording-row').count()).toBe(0);
    await changeRecording(page, { phase: 'recording', mediaMs: 3_599_900, sizeBytes: 700_000_000 });
    await page.getByTestId('recording-row').waitFor();
    await expect.poll(() => page.getByTestId('recording-time').textContent()).toMatch(/^01:00:0\d$/);
    await changeRecording(page, { phase: 'sealing' });
    await page.getByTestId('recording-row').getByText(texts.sealing).waitFor();
    expect(await page.getByTestId('recording-stop').count()).toBe(0);
    await page.close();
  });

  it('says silence once it has lasted, with what to do, and no more when something is heard', async () => {
    page = await built.open('scenario=busy&recording=running');
    await changeRecording(page, { silentForMs: 6000 });
    expect(await page.getByTestId('recording-silent').count()).toBe(0);
    await changeRecording(page, { silentForMs: 12_000 });
    await page.getByTestId('recording-silent').waitFor();
    await page.getByTestId('recording-silent-help').getByText(texts.silentHelp).waitFor();
    await changeRecording(page, { silentForMs: 0 });
    await page.getByTestId('recording-silent').waitFor({ state: 'detached' });
    await page.close();
  });

  it('says why it stands still when our own window paused it', async () => {
    page = await built.open('scenario=busy&recording=paused');
    await page.getByTestId('recording-own-window').getByText(texts.pausedByOwnWindow).waitFor();
    await page.getByTestId('recording-resume').click();
    await page.getByTestId('recording-own-window').waitFor({ state: 'detached' });
    await page.close();
  });

  it.each(['zh-CN', 'en'] as const)(
    'says of every notice what it means and what to do (%s)',
    async (locale) => {
      page = await built.open(`scenario=busy&recording=running&locale=${locale}`);
      for (const code of noticeCodes) {
        const notice = { code, mediaMs: 61_000, utc: '2026-11-23T06:02:11.000Z', detail: '' };
        await changeRecording(page, { notices: [notice] });
        const line = page.getByTestId(`recording-notice-${code}`);
        const { what, todo } = locales[locale].recording.notices[code];
        await line.getByText(what).waitFor();
        expect(await line.textContent()).toContain(todo);
        expect(await line.textContent()).toContain('00:01:01');
      }
      await page.close();
    },
  );

  it('keeps a notice away once it was read, and shows the next of its sort', async () => {
    page = await built.open('scenario=busy&recording=troubled');
    const line = page.getByTestId('recording-notice-disk-low');
    await line.getByRole('button').click();
    await line.waitFor({ state: 'detached' });
    const utc = '2026-11-23T09:00:00.000Z';
    const next = { code: 'disk-low' as const, mediaMs: 999_000, utc, detail: '300 MB' };
    await changeRecording(page, { notices: [next] });
    await line.getByText('300 MB').waitFor();
    await page.close();
  });

  it('spells out hidden characters of a mark and a device', async () => {
    page = await built.open('scenario=busy&recording=running');
    const mark = { mediaMs: 1000, utc: '2026-11-23T06:02:11.000Z', label: '退款\u202e款退' };
    await changeRecording(page, { marks: [mark] });
    await page.getByTestId('recording-strip').getByText('\\u{202E}').waitFor();
    await page.close();
  });
});

describe('the end of a recording', () => {
  it.each(['zh-CN', 'en'] as const)(
    'is told in its own words, with the way to what was kept (%s)',
    async (locale) => {
      const words = locales[locale].recording;
      page = await built.open(`scenario=busy&recording=running&locale=${locale}`);
      for (const ending of endings) {
        await endRecording(page, ending);
        const said = page.getByTestId('recording-ended');
        await said.waitFor();
        const title = (await said.textContent()) ?? '';
        if (ending === 'interrupted') expect(title).toMatch(/2026-11-2\d \d\d:\d\d:\d\d/);
        else expect(title).toBe(words.ended[ending].title);
        await page.getByText(words.ended[ending].text, { exact: true }).waitFor();
        expect(await page.getByTestId('recording-ended-open').count()).toBe(1);
        await page.locator('.ant-notification-notice-close').click();
        await said.waitFor({ state: 'detached' });
      }
      await page.close();
    },
  );

  it('with nothing kept is an alarm that stays, and promises nothing to open', async () => {
    page = await built.open('scenario=busy&recording=running&locale=en');
    await endRecording(page, 'source-failed', false);
    const words = locales.en.recording;
    await page.getByRole('alert').getByText(words.nothingKept(words.endingNames['source-failed'])).waitFor();
    await page.getByText(words.nothingKeptText).waitFor();
    expect(await page.getByTestId('recording-ended-open').count()).toBe(0);
    await page.close();
  });

  it('by a crash is told at the next start, and the recording is marked as interrupted', async () => {
    page = await built.open('scenario=busy&recording=interrupted');
    await page.getByTestId('recording-ended').getByText('上次录屏中断于').waitFor();
    const card = page.locator('[data-testid^="evidence-card-"]').first();
    expect(await card.getByTestId('item-badges').textContent()).toContain(texts.interruptedBadge);
    await page.getByTestId('recording-ended-open').click();
    await page.getByTestId('viewer').waitFor();
    const facts = await page.getByTestId('viewer').getByTestId('item-facts').textContent();
    expect(facts).toContain(texts.endingNames.interrupted);
    expect(await page.getByTestId('viewer').getByTestId('item-facts').getByTestId('hash').count()).toBe(1);
    await page.close();
  });
});

it('a frame taken from a recording says so, gives both its times and leads to its original', async () => {
  page = await built.open('scenario=busy');
  const itemId = await endRecording(page, 'user');
  if (itemId === null) throw new Error('nothing was sealed');
  await page.evaluate((original) => {
    const { media } = (window as unknown as { liuhen: Pick<Client, 'media'> }).liuhen;
    return media.sealFrame({ itemId: original, mediaMs: 61_000 });
  }, itemId);
  const card = page
    .locator('[data-testid^="evidence-card-"]')
    .filter({ hasText: texts.badges.derived })
    .first();
  await card.click();
  const facts = page.getByTestId('selection-panel').getByTestId('item-facts');
  await facts.getByText(locales['zh-CN'].facts.derived.frame).waitFor();
  expect(await facts.textContent()).toContain('00:01:01');
  await facts.getByTestId('item-original').click();
  await page.getByTestId('viewer').waitFor();
  const original = page.getByTestId('viewer').getByTestId('item-facts');
  await original.getByText(texts.endingNames.user).waitFor();
  expect(await original.textContent()).toContain(itemId);
  await page.close();
});

it('the defaults of recordings are kept in the settings', async () => {
  page = await built.open('scenario=busy&recorder=limited');
  await page.getByTestId('nav-settings').click();
  expect(await page.locator('[data-testid^="hotkey-"][data-state]').count()).toBe(6);
  await page.getByTestId('settings-frame-rate-5').click();
  await choose('settings-microphone', '内置麦克风');
  expect(await page.getByTestId('settings-system-sound').isDisabled()).toBe(true);
  await expect
    .poll(async () => (await callsOf(page, 'app.updateSettings')).at(-1))
    .toEqual({ recording: { framesPerSecond: 5, microphoneId: 'microphone-1', isSystemSoundOn: false } });
  await page.close();
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
