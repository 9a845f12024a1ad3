import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ensureBuild,
  ensureDependencies,
  isOnNode24,
  node24,
  ROOT,
  runInForeground,
  say,
} from './bootstrap.mjs';

// What `npm run liuhen` runs: the command line of the built app, built first where needed.

const cli = join(ROOT, 'out', 'main', 'cli.js');

function prepare() {
  try {
    ensureDependencies();
    ensureBuild();
    return true;
  } catch (error) {
    say(error.message);
    // 3 is the command line's code for an environment that cannot.
    process.exitCode = 3;
    return false;
  }
}

if (prepare()) {
  if (isOnNode24()) {
    // No second process: `npm run` already puts the project's Node first on PATH, and starting one costs 40 ms.
    process.argv.splice(1, 1, cli);
    await import(pathToFileURL(cli).href);
  } else process.exitCode = await runInForeground(node24(), [cli, ...process.argv.slice(2)]);
}
