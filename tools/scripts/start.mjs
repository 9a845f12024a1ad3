import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  childEnvironment,
  DISPLAY_PACKAGES,
  ensureBuild,
  ensureDebianPackages,
  ensureDependencies,
  exitCodeOf,
  node24,
  ROOT,
  say,
} from './bootstrap.mjs';
import { chooseRuntime, hasDisplay } from './runtime.mjs';

// What `npm start` runs: the app where there is a screen, else the demo on a virtual one.

function run(file, args) {
  const result = spawnSync(file, args, { cwd: ROOT, env: childEnvironment(), stdio: 'inherit' });
  if (result.error) throw result.error;
  return exitCodeOf(result);
}

function openApp() {
  const runtime = chooseRuntime({ mayDownload: true });
  if (runtime.kind === 'chromium') ensureDebianPackages(DISPLAY_PACKAGES);
  say(`打开留痕，运行在 opening Liuhen on: ${runtime.title}`);
  return run(runtime.executable, ['.', ...process.argv.slice(2)]);
}

function runDemo() {
  say('没有显示器，在虚拟屏幕上自动演示一次。No display: running the demo on a virtual one.');
  ensureDebianPackages([...DISPLAY_PACKAGES, 'unzip']);
  return run(node24(), [join(ROOT, 'tools', 'scripts', 'demo.ts'), ...process.argv.slice(2)]);
}

try {
  ensureDependencies();
  ensureBuild();
  process.exitCode = hasDisplay() ? openApp() : runDemo();
} catch (error) {
  say(error.message);
  process.exitCode = 3;
}
