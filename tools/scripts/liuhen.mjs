import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  childEnvironment,
  ensureBuild,
  ensureDependencies,
  exitCodeOf,
  isOnNode24,
  node24,
  ROOT,
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

/** Runs the command line in a process of its own that gets our signals, and ends as it ends. */
function runApart() {
  const child = spawn(node24(), [cli, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: childEnvironment(),
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends its Ctrl-C to both of us already.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.once('error', (error) => {
    say(error.message);
    process.exitCode = 3;
  });
  child.once('exit', (status, signal) => {
    process.exitCode = exitCodeOf({ status, signal });
  });
}

if (prepare()) {
  if (isOnNode24()) {
    // No second process: `npm run` already puts the project's Node first on PATH, and starting one costs 40 ms.
    process.argv.splice(1, 1, cli);
    await import(pathToFileURL(cli).href);
  } else runApart();
}
