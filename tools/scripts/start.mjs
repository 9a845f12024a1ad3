import { join } from 'node:path';
import {
  DISPLAY_PACKAGES,
  ensureBuild,
  ensureDebianPackages,
  ensureDependencies,
  node24,
  ROOT,
  runInForeground,
  say,
} from './bootstrap.mjs';
import { chooseRuntime, hasDisplay } from './runtime.mjs';

// What `npm start` runs: the app where there is a screen, else the demo on a virtual one.

function openApp() {
  const runtime = chooseRuntime({ mayDownload: true });
  if (runtime.kind === 'chromium') ensureDebianPackages(DISPLAY_PACKAGES);
  say(`打开留痕，运行在 opening Liuhen on: ${runtime.title}`);
  return runInForeground(runtime.executable, ['.', ...process.argv.slice(2)], { cwd: ROOT });
}

function runDemo() {
  say('没有显示器，在虚拟屏幕上自动演示一次。No display: running the demo on a virtual one.');
  ensureDebianPackages([...DISPLAY_PACKAGES, 'unzip']);
  return runInForeground(node24(), [join(ROOT, 'tools', 'scripts', 'demo.ts')], { cwd: ROOT });
}

try {
  ensureDependencies();
  ensureBuild();
  process.exitCode = await (hasDisplay() ? openApp() : runDemo());
} catch (error) {
  say(error.message);
  process.exitCode = 3;
}
