import { readFileSync } from 'node:fs';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { PausedPage } from '../chromium/targets.ts';
import { host } from '../host.ts';
import { mainWorldScript, PRELOAD_WORLD_NAME, preloadWorldScript } from '../page/page-scripts.ts';
import { ELSEWHERE_PATH } from '../server/address-map.ts';
import { CHANNEL_PATH } from '../server/page-channels.ts';
import { parseColor } from './color.ts';
import { attachMediaAccess, MEDIA_ANSWER_NAME, MEDIA_ASK_NAME } from './media-access.ts';
import { applyColorScheme } from './native-theme.ts';
import type { WebContents } from './web-contents.ts';

/** Random per start, so that no page can know in advance what the bridge's events are called. */
const BRIDGE_NAME = `bridge-${crypto.randomUUID()}`;

/** Readies a page that has not run anything yet: its scripts, its preload, its colours. */
export async function preparePage(
  page: PausedPage,
  contents: WebContents,
  options: BrowserWindowConstructorOptions,
): Promise<void> {
  const { session } = page;
  const { addresses } = host('BrowserWindow').server;
  const color = options.backgroundColor === undefined ? null : parseColor(options.backgroundColor);
  await Promise.all([
    contents.attach(page),
    attachMediaAccess(page, contents),
    // In this order: what the page's world hears must be listening before the preload script speaks.
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: mainWorldScript({
        bridgeName: BRIDGE_NAME,
        askName: MEDIA_ASK_NAME,
        answerName: MEDIA_ANSWER_NAME,
        elsewherePath: ELSEWHERE_PATH,
        ...addresses.forPages(),
      }),
    }),
    addPreload(page, contents, options),
    applyColorScheme(session),
    color ? session.send('Emulation.setDefaultBackgroundColorOverride', { color }) : undefined,
  ]);
}

async function addPreload(
  { session }: PausedPage,
  contents: WebContents,
  { webPreferences }: BrowserWindowConstructorOptions,
): Promise<void> {
  if (!webPreferences?.preload) return;
  const { channelOrigin, channelToken } = host('BrowserWindow').server;
  const settings = {
    bridgeName: BRIDGE_NAME,
    channelAddress: channelOrigin + CHANNEL_PATH,
    channelToken,
    webContentsId: contents.id,
    process: {
      platform: process.platform,
      arch: process.arch,
      pid: process.pid,
      argv: [process.execPath, ...(webPreferences.additionalArguments ?? [])],
      versions: { ...process.versions },
      env: { ...process.env },
    },
  };
  const source = preloadWorldScript(settings, readFileSync(webPreferences.preload, 'utf8'));
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: PRELOAD_WORLD_NAME });
}
