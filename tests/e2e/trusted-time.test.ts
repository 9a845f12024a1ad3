import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client, ItemProofView, StampingState } from '../../core/contract/index.ts';
import { addTrustedRoot } from '../../electron/timestamps/index.ts';
import { type RunningAuthority, startAuthority } from '../integration/timestamps/harness/index.ts';
import { type LaunchedApp, launchApp, newestOfInbox, projectFolder, waitUntil } from './harness/index.ts';

let folder: string;
let alpha: RunningAuthority;
let beta: RunningAuthority;
let launched: LaunchedApp;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-trusted-time-'));
  alpha = await startAuthority({ folder: made('alpha'), name: 'Alpha' });
  beta = await startAuthority({ folder: made('beta'), name: 'Beta' });
  for (const { rootPem } of [alpha, beta]) {
    const trusted = await addTrustedRoot(join(folder, 'state'), Buffer.from(rootPem));
    if (!trusted.ok) throw new Error(trusted.error.code);
  }
  launched = await launchApp({
    env: { LIUHEN_STATE: join(folder, 'state') },
    settings: {
      isFirstRunDone: true,
      timestamps: {
        isOn: true,
        isClockComparisonOn: false,
        builtInOn: [],
        own: [
          { id: 'alpha', name: 'Alpha', url: alpha.url, isOn: true },
          { id: 'beta', name: 'Beta', url: beta.url, isOn: true },
        ],
      },
    },
  });
});

afterEach(async () => {
  await launched.close();
  await Promise.all([alpha.stop(), beta.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function made(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

async function capture(count: number) {
  launched.screen.press('ctrl+alt+1');
  return await newestOfInbox(launched.page, count);
}

async function proofOf(page: Page, itemId: string): Promise<ItemProofView> {
  const answer = await page.evaluate((id) => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    return liuhen.proof.getItemProof({ itemId: id });
  }, itemId);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

async function stampNow(page: Page): Promise<StampingState> {
  const answer = await page.evaluate(() => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    return liuhen.timestamps.stampNow();
  });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

describe('trusted time, with two real authorities', () => {
  it('comes soon after a capture, waits while nobody answers, and is honest about who did (P26)', async () => {
    const { page } = launched;
    const first = await capture(1);
    const stamped = await waitUntil('both have stamped the first capture', async () => {
      const proof = await proofOf(page, first.id);
      return proof.stamped?.timestamps.length === 2 ? proof : undefined;
    });
    expect(stamped.time.quality).toBe('trusted');
    expect(stamped.isPending).toBe(false);

    await Promise.all([alpha.stop(), beta.stop()]);
    const second = await capture(2);
    expect((await proofOf(page, second.id)).isPending).toBe(true);
    const nobody = await stampNow(page);
    expect(nobody.pendingItemCount).toBe(1);
    for (const { health } of nobody.authorities.filter(({ isOn }) => isOn)) {
      expect(health).toMatchObject({ state: 'failing', lastFailure: { code: 'AUTHORITY_UNREACHABLE' } });
    }

    await alpha.resume();
    const one = await stampNow(page);
    expect(one.pendingItemCount).toBe(0);
    const states = one.authorities.filter(({ isOn }) => isOn).map(({ name, health }) => [name, health.state]);
    expect(states).toEqual([
      ['Alpha', 'well'],
      ['Beta', 'failing'],
    ]);
    const confirmed = await proofOf(page, second.id);
    expect(confirmed.stamped?.timestamps.map(({ authority }) => authority)).toEqual(['Alpha']);
    await page.getByTestId('nav-locker').click();
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(projectFolder, 'test-results/trusted-time/locker.png') });
    await page.getByTestId('nav-inbox').click();
    await page.getByTestId(`evidence-card-${second.id}`).click();
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(projectFolder, 'test-results/trusted-time/item.png') });
  });
});
