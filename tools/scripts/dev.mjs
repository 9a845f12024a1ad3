import { join } from 'node:path';
import {
  childEnvironment,
  continueOnNode24,
  DISPLAY_PACKAGES,
  ensureDebianPackages,
  ensureDependencies,
  forgetBuild,
  node24,
  ROOT,
  runInForeground,
  say,
} from './bootstrap.mjs';
import { chooseRuntime, hasDisplay } from './runtime.mjs';

// What `npm run dev` runs: the app with live reload, on whichever runtime is there.

async function virtualDisplay() {
  if (hasDisplay()) return { env: {}, stop: async () => {} };
  const { startVirtualDisplay } = await import('../electron-on-chromium/virtual-display.ts');
  const display = await startVirtualDisplay({ width: 1920, height: 1080 });
  say(`没有显示器，用虚拟屏幕 no display, using a virtual one: DISPLAY=${display.display}`);
  return display;
}

async function main() {
  const runtime = chooseRuntime({ mayDownload: false });
  if (runtime.kind === 'chromium') ensureDebianPackages(DISPLAY_PACKAGES);
  say(`运行在 running on: ${runtime.title}`);
  const display = await virtualDisplay();
  const env = childEnvironment({ ...display.env, ELECTRON_EXEC_PATH: runtime.executable });
  const electronVite = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [electronVite, 'dev', ...process.argv.slice(2)];
  // Exports put the check page into their packages; the development server does not know it.
  await import('./build-verifier.mjs');
  // The development server builds into out/ as well, and not what a user should get.
  forgetBuild();
  try {
    process.exitCode = await runInForeground(node24(), args, { cwd: ROOT, env });
  } finally {
    await display.stop();
  }
}

try {
  ensureDependencies();
  continueOnNode24();
  await main();
} catch (error) {
  say(error.message);
  process.exitCode = 3;
}
