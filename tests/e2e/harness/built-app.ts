import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));

const built = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];
const sources = [
  'core/**/*.ts',
  'electron/**/*.ts',
  'renderer/**/*',
  'package.json',
  'electron.vite.config.ts',
];

/** Builds the app unless what is there is newer than every source. */
export function ensureBuilt(): void {
  const oldestBuilt = Math.min(...built.map(modifiedMs));
  const newestSource = Math.max(...globSync(sources, { cwd: projectFolder }).map(modifiedMs));
  if (oldestBuilt > newestSource) return;
  const builder = join(projectFolder, 'node_modules/electron-vite/bin/electron-vite.js');
  execFileSync(process.execPath, [builder, 'build'], {
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function modifiedMs(path: string): number {
  return statSync(join(projectFolder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
