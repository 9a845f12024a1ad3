import { createBridgeEnd } from './bridge-end.ts';
import { createPageCodec } from './codec.ts';
import { type MainWorldSettings, prepareMainWorld } from './main-world.ts';
import { type PreloadWorldSettings, runPreload } from './preload-world.ts';

/** The name of the world that preload scripts live in, as Electron calls it. */
export const PRELOAD_WORLD_NAME = 'Electron Isolated Context';

/** The script for a page's own world. It holds no secret. */
export function mainWorldScript(settings: MainWorldSettings): string {
  return `(${prepareMainWorld})(${JSON.stringify(settings)}, ${createBridgeEnd});`;
}

/** SECURITY: the script for the isolated world; it carries the token of the channel and must run nowhere else. */
export function preloadWorldScript(settings: PreloadWorldSettings, preloadSource: string): string {
  const preload = `function (require, module, exports, process, global) {\n${preloadSource}\n}`;
  return `(${runPreload})(${JSON.stringify(settings)}, ${createBridgeEnd}, ${createPageCodec}, ${preload});`;
}
