import { spawnSync } from 'node:child_process';
import { say } from './say.mjs';

/** What showing a window without a screen takes. */
export const DISPLAY_PACKAGES = [
  'chromium',
  'xvfb',
  'xdotool',
  'openbox',
  'x11-utils',
  'wmctrl',
  'fonts-noto-cjk',
];

/** What all of the tests together take. */
export const TEST_PACKAGES = [
  ...DISPLAY_PACKAGES,
  ...[
    'poppler-utils',
    'openssl',
    'ffmpeg',
    'unzip',
    'zip',
    'maim',
    'scrot',
    'strace',
    'imagemagick',
    'python3',
    'pulseaudio',
    'pulseaudio-utils',
    'x11-xserver-utils',
    'xterm',
    'faketime',
    'rclone',
  ],
];

function isInstalled(name) {
  const result = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' });
  return result.status === 0 && /^Status: .* installed$/m.test(result.stdout);
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function install(names) {
  const args = ['install', '-y', '--no-install-recommends', ...names];
  const first = apt(...args);
  if (first.status === 0) return first;
  // A fresh image has no package lists, and old lists name versions that are gone.
  apt('update');
  return apt(...args);
}

/**
 * Sees to it that these Debian packages are there, and returns whether they are. Does nothing, and needs no network,
 * when they are; names them plainly when it cannot install them. Elsewhere than on Debian it returns true unasked.
 */
export function ensureDebianPackages(names) {
  if (process.platform !== 'linux' || spawnSync('dpkg', ['--version']).status !== 0) return true;
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return true;
  const byHand = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    say(`缺少系统软件包，请用管理员身份安装 missing Debian packages, please run as root:\n  ${byHand}`);
    return false;
  }
  say(`安装系统软件包 installing Debian packages: ${missing.join(' ')}`);
  const result = install(missing);
  if (result.status === 0) return true;
  say(`系统软件包没有装上 could not install Debian packages:\n${result.stderr ?? ''}  ${byHand}`);
  return false;
}
