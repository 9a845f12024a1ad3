import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, node24, ROOT } from './node24.mjs';
import { say } from './say.mjs';

const INSTALLER_TIMEOUT_MS = 120_000;
const RETRY_AFTER_MS = 24 * 3_600_000;
const FAILURE_MARK = join(ROOT, 'node_modules', '.cache', 'liuhen-electron-failed');

/** The stand-in that runs the built app on an installed Chromium. */
export const CHROMIUM_RUNTIME = join(ROOT, 'tools', 'electron-on-chromium', 'electron');

/** Electron's own binary, or null where only its launcher is installed. */
export function electronBinary() {
  const folder = join(ROOT, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

/** Whether a window could be shown to somebody. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function failedLately() {
  const stats = statSync(FAILURE_MARK, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs < RETRY_AFTER_MS;
}

/** Lets Electron's installer fetch the binary; returns it, or null when that did not work within two minutes. */
function downloadElectron() {
  say(
    '下载 Electron（最多 2 分钟；设 LIUHEN_RUNTIME=chromium 可跳过）downloading Electron, two minutes at most…',
  );
  const result = spawnSync(node24(), [join(ROOT, 'node_modules', 'electron', 'install.js')], {
    cwd: ROOT,
    env: childEnvironment(),
    timeout: INSTALLER_TIMEOUT_MS,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const binary = result.status === 0 ? electronBinary() : null;
  if (!binary) {
    mkdirSync(join(FAILURE_MARK, '..'), { recursive: true });
    writeFileSync(FAILURE_MARK, '');
    say(
      '下载不到 Electron，一天内不再重试（设 LIUHEN_RUNTIME=electron 可马上重试）。Electron could not be downloaded.',
    );
  }
  return binary;
}

/**
 * What to open the app with: Electron where it is installed or can be fetched, else the stand-in on Chromium. With
 * `mayDownload` false nothing is fetched. Throws where neither is to be had.
 */
export function chooseRuntime({ mayDownload }) {
  const wish = process.env.LIUHEN_RUNTIME;
  if (wish !== 'chromium') {
    const isWorthTrying = mayDownload && !process.env.CI && (wish === 'electron' || !failedLately());
    const binary = electronBinary() ?? (isWorthTrying ? downloadElectron() : null);
    if (binary) return { kind: 'electron', executable: binary, title: 'Electron' };
  }
  if (process.platform !== 'linux') {
    throw new Error(
      '没有 Electron，这个系统上也没有替代品。There is no Electron, and nothing stands in for it here.',
    );
  }
  return { kind: 'chromium', executable: CHROMIUM_RUNTIME, title: 'Chromium（electron-on-chromium）' };
}
