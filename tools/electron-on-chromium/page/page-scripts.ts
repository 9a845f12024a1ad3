import { createBridgeEnd } from './bridge-end.ts';
import { createPageCodec } from './codec.ts';
import { type MainWorldSettings, prepareMainWorld } from './main-world.ts';
import { guardMedia, type MediaGuardSettings } from './media-guard.ts';
import { type PreloadWorldSettings, runPreload } from './preload-world.ts';

/** The name of the world that preload scripts live in, as Electron calls it. */
export const PRELOAD_WORLD_NAME = 'Electron Isolated Context';

/** SECURITY: the script for a page's own world. What it is told stays within it: a page cannot read it there. */
export function mainWorldScript(settings: MainWorldSettings & MediaGuardSettings): string {
  const { askName, answerName, ...rest } = settings;
  const guard = `(${guardMedia})(${JSON.stringify({ askName, answerName })});`;
  return `${guard}(${prepareMainWorld})(${JSON.stringify(rest)}, ${createBridgeEnd});`;
}

/** SECURITY: the script for the isolated world; it carries the token of the channel and must run nowhere else. */
export function preloadWorldScript(settings: PreloadWorldSettings, preloadSource: string): string {
  const preload = `function (require, module, exports, process, global) {\n${preloadSource}\n}`;
  return `(${runPreload})(${JSON.stringify(settings)}, ${createBridgeEnd}, ${createPageCodec}, ${preload});`;
}
