import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client, SessionState } from '../../core/contract/index.ts';
import {
  type LaunchedApp,
  launchApp,
  newestOfInbox,
  objectOf,
  projectFolder,
  type RawPicture,
  rawOf,
  waitUntil,
} from './harness/index.ts';

let launched: LaunchedApp;

beforeEach(async () => {
  launched = await launchApp();
});

afterEach(() => launched.close());

type Call = 'start' | 'end' | 'getState';

async function session(call: Call): Promise<SessionState> {
  const answer = await launched.page.evaluate((name) => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    if (name === 'end') return liuhen.session.end();
    if (name === 'getState') return liuhen.session.getState();
    return liuhen.session.start({
      orderId: null,
      domain: null,
      isEnvironmentChecked: true,
      notBefore: { text: 'BEACON 7F3A9C51E0 2026-11-23' },
    });
  }, call);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** Share of light pixels in the top lines, where the strip is. The rest of this screen is black. */
function lightOnTop({ width, rgb }: RawPicture): number {
  const top = rgb.subarray(0, width * 40 * 3);
  return top.filter((channel) => channel > 180).length / top.length;
}

describe('an evidence session', () => {
  it('checks the environment, shows its value in the first picture only, and ends in the ledger (P06)', async () => {
    const begun = await session('start');
    expect(begun.phase).toBe('open');
    expect(begun.session?.environmentReport).toMatch(/^i-/);
    launched.screen.press('ctrl+alt+1');
    const first = await newestOfInbox(launched.page, 2);
    const picture = objectOf(launched.lockerFolder, first);
    keep('session-first.png', picture);
    expect(lightOnTop(await rawOf(picture))).toBeGreaterThan(0.5);
    await waitUntil('the strip was in a picture', async () => {
      const { session: open } = await session('getState');
      return open?.isStripShown === true ? true : undefined;
    });
    launched.screen.press('ctrl+alt+1');
    const second = objectOf(launched.lockerFolder, await newestOfInbox(launched.page, 3));
    expect(lightOnTop(await rawOf(second))).toBeLessThan(0.01);
    expect((await session('end')).phase).toBe('none');
  });
});

function keep(name: string, bytes: Buffer): void {
  mkdirSync(join(projectFolder, 'test-results'), { recursive: true });
  writeFileSync(join(projectFolder, 'test-results', name), bytes);
}
