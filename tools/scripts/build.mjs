import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, node24, ROOT } from './node24.mjs';
import { say } from './say.mjs';

const SOURCES = [
  'core',
  'electron',
  'renderer',
  'resources',
  'verifier',
  'tools/scripts/build-verifier.mjs',
  'electron.vite.config.ts',
  'package.json',
];
const PRODUCTS = [
  'out/main/main.js',
  'out/main/cli.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/verifier/verify.html',
];
const STAMP = join(ROOT, 'out', '.built');
const LOCK = join(ROOT, 'node_modules', '.cache', 'liuhen-build.lock');

/** When anything at or under these paths last changed, in epoch milliseconds. Folders count: a removal changes them. */
export function newestChange(paths) {
  let newest = 0;
  const visit = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return;
    newest = Math.max(newest, stats.mtimeMs);
    if (stats.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
  };
  for (const path of paths) visit(path);
  return newest;
}

function isBuilt() {
  const stamp = statSync(STAMP, { throwIfNoEntry: false });
  if (!stamp || !PRODUCTS.every((path) => existsSync(join(ROOT, path)))) return false;
  return newestChange(SOURCES.map((path) => join(ROOT, path))) <= stamp.mtimeMs;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether the lock is left over from a process that died. */
function isAbandoned() {
  const stats = statSync(LOCK, { throwIfNoEntry: false });
  if (!stats) return false;
  const owner = Number(readFileSync(LOCK, 'utf8'));
  // Without a number its writer is between creating and writing, unless that was long ago.
  return owner > 0 ? !isAlive(owner) : Date.now() - stats.mtimeMs > 10_000;
}

/** Runs the action while no other process of this checkout builds; a lock whose owner died is taken over. */
function whileLocked(action) {
  mkdirSync(join(LOCK, '..'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned()) rmSync(LOCK, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    action();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function runBuilder(...args) {
  const result = spawnSync(node24(), args, {
    cwd: ROOT,
    env: childEnvironment({ NO_COLOR: '1' }),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (result.status !== 0) {
    throw new Error(`构建失败 build failed:\n${result.error?.message ?? result.stdout + result.stderr}`);
  }
}

function build() {
  // Two command lines started at once both find the build old; the second then finds it done.
  if (isBuilt()) return;
  say('构建中 building…');
  const startedAt = new Date();
  runBuilder(join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build');
  runBuilder(join(ROOT, 'tools/scripts/build-verifier.mjs'));
  writeFileSync(STAMP, '');
  // The start, not the end: what was changed while building is not surely in it.
  utimesSync(STAMP, startedAt, startedAt);
}

/** Builds the app where out/ is missing or older than its sources. Throws with the builder's words when it cannot. */
export function ensureBuild() {
  if (!isBuilt()) whileLocked(build);
}

/** Has the next start build anew, because something else wrote into out/. */
export function forgetBuild() {
  rmSync(STAMP, { force: true });
}
