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
 * be absent on either side, since each platform installs its own.
 */
export function isInstalledAsLocked(locked, installed) {
  const wanted = Object.entries(locked.packages).filter(([path]) => path !== '');
  const isSame = ([path, entry]) => {
    const found = installed.packages[path];
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : entry.optional === true;
  };
  const isKnown = ([path, entry]) => path in locked.packages || entry.optional === true;
  const known = Object.entries(installed.packages).every(isKnown);
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

function npm(...args) {
  const { file, first, shell } = npmCommand();
  // Errors are shown even under `npm --silent`, which would hand its silence down.
  const all = [...first, ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return spawnSync(file, all, { cwd: ROOT, shell, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
}

function install() {
  const exact = npm('ci');
  // A registry that does not carry the other platforms' optional packages leaves them out of the lock file, and `npm ci`
  // then refuses the whole of it. This takes the same locked versions and leaves the lock file as it is.
  return exact.status !== 0 && /code EUSAGE/.test(exact.stderr ?? '') ? npm('install', '--no-save') : exact;
}

/** Installs the npm packages of the lock file where they are missing or old. Throws with npm's words when it cannot. */
export function ensureDependencies() {
  if (isFresh()) return;
  say('安装依赖 installing dependencies…');
  const result = install();
  if (result.status !== 0) {
    throw new Error(
      `依赖没有装上 could not install dependencies:\n${result.error?.message ?? result.stderr}`,
    );
  }
}
