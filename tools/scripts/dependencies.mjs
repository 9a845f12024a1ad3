import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './node24.mjs';
import { say } from './say.mjs';

/** How to start npm: the one that runs us if there is one, else the one on PATH. */
export function npmCommand() {
  const running = process.env.npm_execpath ?? '';
  if (/npm-cli\.js$/.test(running) && existsSync(running))
    return { file: process.execPath, first: [running], shell: false };
  // npm.cmd is a batch file, which only a shell can start.
  return { file: 'npm', first: [], shell: process.platform === 'win32' };
}

/**
 * Whether what is installed is what the lock file asks for. Both are parsed lock files; packages that are optional may
 * be absent, since each platform installs its own.
 */
export function isInstalledAsLocked(locked, installed) {
  const wanted = Object.entries(locked.packages).filter(([path]) => path !== '');
  const isSame = ([path, entry]) => {
    const found = installed.packages[path];
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : entry.optional === true;
  };
  const known = Object.keys(installed.packages).every((path) => path in locked.packages);
  return known && wanted.every(isSame);
}

function isFresh() {
  const lockFile = join(ROOT, 'package-lock.json');
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (statSync(lockFile).mtimeMs <= statSync(record).mtimeMs) return true;
  // A checkout touches the file without changing it; installing anew would pull the modules from under running programs.
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  return isInstalledAsLocked(read(lockFile), read(record));
}

/** Installs the npm packages of the lock file where they are missing or old. Throws with npm's words when it cannot. */
export function ensureDependencies() {
  if (isFresh()) return;
  say('安装依赖 installing dependencies…');
  const { file, first, shell } = npmCommand();
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const result = spawnSync(file, args, {
    cwd: ROOT,
    shell,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (result.status === 0) return;
  throw new Error(`依赖没有装上 npm ci failed:\n${result.error?.message ?? result.stderr}`);
}
