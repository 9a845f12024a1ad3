import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow } from './built-window.ts';
import { callsOf, sealItem } from './fake-main-calls.ts';

let built: BuiltWindow;
let page: Page;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

const card = '[data-testid^="evidence-card-"]';

async function open(query: string): Promise<void> {
  page = await built.open(query);
  await page.locator(card).first().waitFor();
}

async function openFirstOrder(query: string): Promise<void> {
  page = await built.open(query);
  await page.getByTestId('nav-orders').click();
  await page.locator('[data-testid^="order-row-"]').first().click();
  await page.locator(card).first().waitFor();
}

/** All text of the page but what stands in fields, which must give back what they were given. */
function textOutsideFields(): Promise<string> {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const field of copy.querySelectorAll('textarea, script')) field.remove();
    return copy.textContent ?? '';
  });
}

function selectedIds(): Promise<string[]> {
  return page
    .locator(`${card}[aria-selected="true"]`)
    .evaluateAll((cards) => cards.map(({ id }) => id.slice(5)));
}

describe('a list of evidence', () => {
  it('keeps only what is visible in the page, whatever the place in 5,000 items', async () => {
    await openFirstOrder('scenario=big');
    await expect.poll(() => page.getByTestId('evidence-count').textContent()).toContain('5000');
    await page.getByTestId('evidence-list').focus();
    for (const key of ['Home', 'PageDown', 'PageDown', 'End', 'PageUp']) {
      await page.keyboard.press(key);
      await expect.poll(() => page.locator(`${card}.is-active`).count()).toBe(1);
      expect(await page.locator(card).count()).toBeLessThan(200);
    }
    await page.keyboard.press('End');
    await expect.poll(() => page.locator(`${card}.is-active`).getAttribute('aria-posinset')).toBe('5000');
    await page.close();
  });

  it('is worked by keyboard alone: arrows, Space, E, O, and the focus comes back each time', async () => {
    await open('scenario=busy');
    await page.getByTestId('evidence-list').focus();
    await page.keyboard.press('ArrowRight');
    const [first = ''] = await selectedIds();
    await page.keyboard.press('Shift+ArrowRight');
    expect(await selectedIds()).toHaveLength(2);
    await page.keyboard.press('Home');

    await page.keyboard.press('e');
    await page.keyboard.type('E03');
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'evidence.label')).toEqual([{ itemIds: [first], kind: 'E03' }]);

    await page.keyboard.press(' ');
    await page.getByTestId('viewer').waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByTestId('viewer-position').textContent()).toContain('2');
    await page.keyboard.press('Escape');
    await page.getByTestId('viewer').waitFor({ state: 'detached' });
    const [second = ''] = await selectedIds();
    expect(second).not.toBe(first);

    await page.keyboard.press('o');
    await page.getByTestId('assign-dialog').waitFor();
    await page.locator('[data-testid^="assign-option-o-"]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await callsOf(page, 'evidence.assign')).length).toBe(1);
    await expect.poll(() => page.locator(`[data-testid="evidence-card-${second}"]`).count()).toBe(0);
    // The next one has taken its place: filing goes on without the mouse.
    await page.keyboard.press('ArrowLeft');
    expect(await selectedIds()).toHaveLength(1);
    await page.close();
  });

  it('files what is dragged onto an order, all that is selected at once', async () => {
    await open('scenario=busy');
    const cards = page.locator(card);
    await cards.nth(0).click();
    await cards.nth(2).click({ modifiers: ['Shift'] });
    const ids = await selectedIds();
    const target = page.locator('[data-testid^="order-target-"]').nth(1);
    const targetId = await target.getAttribute('data-testid');
    await cards.nth(1).dragTo(target);
    const [call] = (await callsOf(page, 'evidence.assign')) as { itemIds: string[]; orderId: string }[];
    expect(call?.itemIds.toSorted()).toEqual(ids.toSorted());
    expect(`order-target-${call?.orderId}`).toBe(targetId);
    await expect.poll(() => cards.count()).toBe(6);
    await page.close();
  });

  it('shows what another process sealed, at once, and marks it', async () => {
    await open('scenario=busy');
    const count = await page.locator(card).count();
    const id = await sealItem(page);
    await page.locator(`[data-testid="evidence-card-${id}"].has-landed`).waitFor();
    expect(await page.locator(card).count()).toBe(count + 1);
    expect(await page.getByTestId('nav-inbox-count').textContent()).toBe(String(count + 1));
    await page.close();
  });

  it('shows hostile titles, names and notes as text and nothing else', async () => {
    await openFirstOrder('scenario=hostile');
    await page.getByTestId('order-tab-timeline').click();
    await page.locator(card).nth(2).dblclick();
    await page.getByTestId('item-history').waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    const shown = await textOutsideFields();
    expect(shown).toContain('\\u{202E}gpj.exe');
    expect(shown).toContain('<img src=x onerror=alert(1)>');
    expect(shown).not.toContain('\u202e');
    await page.close();
  });

  it('shows a picture pixel for pixel at 100 %, on a screen of any density', async () => {
    page = await built.open('scenario=busy', { pixelRatio: 2 });
    await page.locator(card).nth(1).dblclick();
    await page.getByTestId('viewer-stage').locator('img').waitFor();
    await expect.poll(() => page.getByTestId('viewer-zoom').textContent()).toMatch(/^\d+%$/);
    await page.keyboard.press('1');
    expect(await page.getByTestId('viewer-zoom').textContent()).toBe('100%');
    const width = await page
      .getByTestId('viewer-stage')
      .locator('img')
      .evaluate((image) => image.getBoundingClientRect().width);
    expect(width).toBe(1920 / 2);
    await page.close();
  });
});

it('logged no error and broke no policy', () => {
  expect(built.complaints).toEqual([]);
});
