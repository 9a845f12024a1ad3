import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Client } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { waitUntil } from './wait-until.ts';

/** Items of 收件箱 as the window sees them, oldest first. */
export async function inboxOf(page: Page): Promise<readonly Item[]> {
  const listed = await page.evaluate(() => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    return liuhen.evidence.list({ orderId: null, search: '', offset: 0, limit: 100 });
  });
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value.items;
}

/** Waits until 收件箱 holds that many items and gives the newest. */
export async function newestOfInbox(page: Page, count: number): Promise<Item> {
  return await waitUntil(`${count} items in the inbox`, async () => {
    const items = await inboxOf(page);
    return items.length === count ? items.at(-1) : undefined;
  });
}

/** The bytes as they lie in the locker's object folder, read past the app. */
export function objectOf(lockerFolder: string, item: Item): Buffer {
  return readFileSync(join(lockerFolder, 'objects', item.sha256.slice(0, 2), item.sha256));
}
