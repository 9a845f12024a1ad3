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
import { chooseRuntime } from './runtime.mjs';

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

/** Recording needs a program with a page: the same that `npm start` opens the app with, but never downloaded for it. */
function nameRecorder() {
  if (!process.argv.includes('record')) return;
  try {
    process.env.LIUHEN_APP_RUNTIME ??= chooseRuntime({ mayDownload: false }).executable;
  } catch (error) {
    // The command says itself that it cannot record, in its own words and with its own exit code.
    say(error.message);
  }
}

if (prepare()) {
  nameRecorder();
  if (isOnNode24()) {
    // No second process: `npm run` already puts the project's Node first on PATH, and starting one costs 40 ms.
    process.argv.splice(1, 1, cli);
    await import(pathToFileURL(cli).href);
  } else process.exitCode = await runInForeground(node24(), [cli, ...process.argv.slice(2)]);
}
