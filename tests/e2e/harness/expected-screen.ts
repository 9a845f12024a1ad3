import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { rawOf } from './pictures.ts';
import { projectFolder } from './project-folder.ts';

/** What differs from run to run: times, hashes, pictures, the folder's path, free space, passing notices. They keep their place. */
const VOLATILE = `
  time, img, [data-testid="hash"], [data-testid="locker-directory"], [data-volatile], .ant-message { visibility: hidden !important; }
  *, *::before, *::after { caret-color: transparent !important; animation: none !important; transition: none !important; }
`;

/** What comes or goes, by the classes that the components have meanwhile. */
const MOVING = ['appear', 'enter', 'leave']
  .flatMap((motion) => ['prepare', 'start', 'active'].map((step) => `[class*="-${motion}-${step}"]`))
  .join(', ');

/** A channel may differ by this much before a pixel counts: text is not drawn alike by every version of a font library. */
const CHANNEL_TOLERANCE = 48;
/** Share of pixels that may differ. A missing button, a cut-off line or a wrong theme is far above it. */
const PIXEL_TOLERANCE = 0.01;

/**
 * Compares the page with `tests/e2e/expected/<name>.png`; `LIUHEN_UPDATE_EXPECTED=1` writes it instead. What was seen is
 * left under test-results/ when it differs.
 */
export async function expectScreen(page: Page, name: string): Promise<void> {
  // Without its animation a dialog that is still coming would be drawn as it began: not there.
  await page.locator(MOVING).first().waitFor({ state: 'detached' });
  const seen = await page.screenshot({ style: VOLATILE, animations: 'disabled', caret: 'hide' });
  const expectedPath = join(projectFolder, 'tests/e2e/expected', `${name}.png`);
  if (process.env.LIUHEN_UPDATE_EXPECTED === '1') {
    write(expectedPath, seen);
    return;
  }
  expect(existsSync(expectedPath), `${expectedPath} is kept`).toBe(true);
  const share = await differingShare(seen, readFileSync(expectedPath));
  if (share > PIXEL_TOLERANCE) write(join(projectFolder, 'test-results', `${name}.png`), seen);
  expect(share, `${name} looks as expected (what was seen is in test-results/)`).toBeLessThanOrEqual(
    PIXEL_TOLERANCE,
  );
}

async function differingShare(left: Buffer, right: Buffer): Promise<number> {
  const [seen, expected] = [await rawOf(left), await rawOf(right)];
  if (seen.width !== expected.width || seen.height !== expected.height) return 1;
  let differing = 0;
  for (let at = 0; at < seen.rgb.length; at += 3) {
    const isSame = [0, 1, 2].every(
      (channel) =>
        Math.abs((seen.rgb[at + channel] ?? 0) - (expected.rgb[at + channel] ?? 0)) <= CHANNEL_TOLERANCE,
    );
    if (!isSame) differing += 1;
  }
  return differing / (seen.width * seen.height);
}

function write(path: string, bytes: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
