import type { Page } from 'playwright-core';
import { type FakeMediaName, fakeMediaFiles } from '../../../renderer/dev/fake-media-files.ts';
import type { BuiltWindow, PageOptions } from './built-window.ts';
import { CODE_BITS } from './media-files.ts';

/** The id of a fake file's item. */
export function mediaItemId(name: FakeMediaName): string {
  const found = fakeMediaFiles.find((file) => file.name === name);
  if (found === undefined) throw new Error(`no fake file ${name}`);
  return found.id;
}

/** Opens the window with the viewer on a fake file. */
export async function openMedia(
  built: BuiltWindow,
  name: FakeMediaName,
  query = '',
  options: PageOptions = {},
): Promise<Page> {
  const page = await built.open(`scenario=media&${query}`, options);
  await page.getByTestId('nav-orders').click();
  await page.locator('[data-testid^="order-row-"]').first().click();
  await page.getByTestId(`evidence-card-${mediaItemId(name)}`).dblclick();
  await page.getByTestId('media-viewer').waitFor();
  return page;
}

/** Waits until the file can be played and its first frame is there. */
export async function whenReady(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const element = document.querySelector<HTMLMediaElement>('[data-testid="media-element"]');
    return element !== null && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  });
}

/** Waits until the file stands still at its place. */
export async function whenSettled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const element = document.querySelector<HTMLMediaElement>('[data-testid="media-element"]');
    return element !== null && !element.seeking && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  });
}

/** A property of the media element. */
export function elementState(page: Page) {
  return page.getByTestId('media-element').evaluate((element) => {
    const { currentTime, paused, playbackRate, volume, muted } = element as HTMLMediaElement;
    return { currentTime, paused, playbackRate, volume, muted };
  });
}

/** The number of the frame on screen, read from the picture itself. */
export async function frameNumber(page: Page): Promise<number> {
  await whenSettled(page);
  return page.getByTestId('media-element').evaluate((element, bits) => {
    const video = element as HTMLVideoElement;
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    context.drawImage(video, 0, 0);
    const y = Math.floor(canvas.height / 60);
    const isSet = (bit: number) => {
      const x = Math.floor(((bit + 0.5) / bits) * canvas.width);
      return (context.getImageData(x, y, 1, 1).data[0] ?? 0) > 128;
    };
    return Array.from({ length: bits }, (_, bit) => (isSet(bit) ? 2 ** bit : 0)).reduce(
      (sum, one) => sum + one,
      0,
    );
  }, CODE_BITS);
}

/** What the player says the time is, as shown. */
export async function shownTime(page: Page): Promise<string> {
  return (await page.getByTestId('media-time').textContent()) ?? '';
}
