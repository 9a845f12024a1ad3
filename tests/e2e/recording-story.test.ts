import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Client } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { findChromium } from '../../tools/electron-on-chromium/chromium/binary.ts';
import { type SampleShop, startSampleShop } from '../../tools/sample-shop/index.ts';
import { openShopWindow } from '../../tools/scripts/demo/shop-window.ts';
import { commandLine, journalHashOf, objectPath } from '../faults/app-recording.ts';
import { type LaunchedApp, launchApp, projectFolder, waitUntil } from './harness/index.ts';

/** What is looked at by people: screenshots and pages of the run. */
const LEFT = join(projectFolder, 'test-results', 'recording-story');

it('a failing activation is recorded, looked through, pictured, printed and accepted by a stranger', async () => {
  rmSync(LEFT, { recursive: true, force: true });
  mkdirSync(LEFT, { recursive: true });
  const launched = await launchApp({ width: 1600, height: 900 });
  const shop = await startSampleShop({});
  const buyer = await openShopWindow(shop, findChromium(), { ...launched.screen.env });
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-recording-story-'));
  try {
    const number = shop.orders.badKey;
    const orderId = await addOrder(launched, number);
    await recordActivation(launched, buyer.page, shop);
    const recording = await onlyRecording(launched, orderId);
    expect(journalHashOf(launched, recording)).toBe(recording.sha256);
    await lookThrough(launched, number, recording);
    await sealTwoFrames(launched, orderId, recording);
    await exportAndVerify(launched, folder, recording);
  } catch (error) {
    await launched.page.screenshot({ path: join(LEFT, 'failed.png') });
    throw error;
  } finally {
    await buyer.close();
    await shop.stop();
    await launched.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The order is made from the command line, beside the open app, and made the active one. */
async function addOrder(launched: LaunchedApp, number: string): Promise<string> {
  const facts = [
    '--platform',
    '星河卡盟',
    '--merchant',
    '星辰点卡专营店',
    '--product',
    '星辰游戏 100 元点卡',
  ];
  const added = commandLine(launched, 'order', 'add', '--number', number, ...facts, '--amount', '98.50');
  const { order } = added as { readonly order: { readonly id: string } };
  await launched.page.evaluate((activeOrderId) => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    return liuhen.app.updateSettings({ activeOrderId });
  }, order.id);
  return order.id;
}

/** Keys only, as a buyer whose hands are on the shop's page. */
async function recordActivation(launched: LaunchedApp, page: Page, shop: SampleShop): Promise<void> {
  const { screen } = launched;
  screen.press('ctrl+alt+4');
  await phaseIs(launched, 'recording');
  await page.goto(shop.pages.cardKey);
  await delay(1500);
  await page.goto(shop.pages.activation);
  await delay(2500);
  screen.press('ctrl+alt+6');
  await delay(1000);
  screen.press('ctrl+alt+5');
  await phaseIs(launched, 'paused');
  await delay(3000);
  screen.press('ctrl+alt+5');
  await phaseIs(launched, 'recording');
  await page.locator('form button, form input[type=submit]').first().click();
  await page.waitForURL(/failed/);
  await delay(1500);
  screen.press('ctrl+alt+6');
  await delay(2500);
  screen.press('ctrl+alt+4');
  await phaseIs(launched, 'idle');
}

async function phaseIs({ page }: LaunchedApp, wanted: string): Promise<void> {
  await waitUntil(`the recording is ${wanted}`, async () => {
    const state = await page.evaluate(() =>
      (window as unknown as { readonly liuhen: Client }).liuhen.recording.getState(),
    );
    return state.ok && state.value.phase === wanted;
  });
}

async function itemsOf(launched: LaunchedApp, orderId: string): Promise<readonly Item[]> {
  return (commandLine(launched, 'list', '--order', orderId) as { readonly items: readonly Item[] }).items;
}

async function onlyRecording(launched: LaunchedApp, orderId: string): Promise<Item> {
  const [item, ...others] = await itemsOf(launched, orderId);
  if (item?.provenance.source !== 'recording') throw new Error('the recording is not in the order');
  const { marks, gaps, ending } = item.provenance.recording;
  expect(others).toEqual([]);
  expect(marks.map(({ label }) => label)).toEqual(['标记 1', '标记 2']);
  expect(gaps).toMatchObject([{ reason: 'user' }]);
  expect(ending).toBe('user');
  return item;
}

async function lookThrough(launched: LaunchedApp, number: string, recording: Item): Promise<void> {
  const { page, screen } = launched;
  screen.focus('留痕');
  await page.getByTestId('nav-orders').click();
  await page.getByRole('main').getByText(number).first().click();
  await page.getByTestId(`evidence-card-${recording.id}`).waitFor();
  await page.screenshot({ path: join(LEFT, '1-order.png') });
  await page.getByTestId(`evidence-card-${recording.id}`).dblclick();
  await page.getByTestId('media-viewer').waitFor();
  const player = page.getByTestId('media-element');
  const seconds = () => player.evaluate((element) => (element as HTMLVideoElement).currentTime);
  await waitUntil('the player knows how long it is', async () => {
    const duration = await player.evaluate((element) => (element as HTMLVideoElement).duration);
    return Number.isFinite(duration) && duration > 5;
  });
  await page.getByTestId('media-gap').first().waitFor();
  const mark =
    recording.provenance.source === 'recording' ? recording.provenance.recording.marks[1] : undefined;
  await page.getByTestId(`media-mark-${mark?.mediaMs}`).click();
  await waitUntil(
    'it is at the mark',
    async () => Math.abs((await seconds()) * 1000 - (mark?.mediaMs ?? 0)) < 200,
  );
  await page.getByTestId('media-key-frames').locator('img').first().waitFor();
  await delay(1500);
  await page.screenshot({ path: join(LEFT, '2-player.png') });
}

async function sealTwoFrames(launched: LaunchedApp, orderId: string, recording: Item): Promise<void> {
  const { page } = launched;
  await page.getByTestId('media-seal-frame').click();
  await page.getByTestId('media-sealed').first().waitFor();
  await page.keyboard.press('ArrowLeft');
  await delay(500);
  await page.keyboard.press('s');
  const items = await waitUntil('two frames are sealed', async () => {
    const found = await itemsOf(launched, orderId);
    return found.length === 3 ? found : undefined;
  });
  for (const still of items.slice(1)) {
    expect(still).toMatchObject({
      mediaType: 'image/png',
      image: { widthPx: 1600, heightPx: 900 },
      provenance: {
        source: 'derivative',
        derivative: { how: 'frame', of: recording.id, ofSha256: recording.sha256 },
      },
    });
  }
  await page.keyboard.press('Escape');
  await page.screenshot({ path: join(LEFT, '3-stills.png') });
}

async function exportAndVerify(launched: LaunchedApp, folder: string, recording: Item): Promise<void> {
  await launched.answerDialogs({ folder });
  await launched.page.getByTestId('export-start').click();
  await launched.page.getByTestId('export-done').waitFor({ timeout: 120_000 });
  const files = readdirSync(folder);
  const archive = join(folder, files.find((file) => file.endsWith('.zip')) ?? 'missing');
  const dossier = join(folder, files.find((file) => file.endsWith('.pdf')) ?? 'missing');
  expect(commandLine(launched, 'verify', archive)).toMatchObject({ verdict: 'integrity-only' });
  expect(commandLine(launched, 'verify', dossier)).toMatchObject({ verdict: 'integrity-only' });
  const bag = join(folder, 'bag');
  execFileSync('unzip', ['-q', archive, '-d', bag]);
  const [top = ''] = readdirSync(bag);
  execFileSync('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt'], { cwd: join(bag, top) });
  const originals = readdirSync(join(bag, top, 'data/originals')).filter((name) => name.endsWith('.webm'));
  const sealed = readFileSync(objectPath(launched, recording.sha256));
  expect(readFileSync(join(bag, top, 'data/originals', originals[0] ?? '')).equals(sealed)).toBe(true);
  const text = execFileSync('pdftotext', ['-layout', dossier, '-'], { encoding: 'utf8' });
  expect(text).toContain(recording.sha256.slice(0, 16));
  expect(text).toMatch(/标记 1/);
  expect(text).toMatch(/暂停/);
  copyFileSync(dossier, join(LEFT, 'dossier.pdf'));
  execFileSync('pdftoppm', ['-r', '60', '-png', dossier, join(LEFT, 'page')]);
}
