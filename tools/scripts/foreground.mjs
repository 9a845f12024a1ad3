import { spawn } from 'node:child_process';
import { childEnvironment, exitCodeOf } from './node24.mjs';

/** Runs a program on our terminal and with our signals; answers its exit code. Rejects when it cannot be started. */
export function runInForeground(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', env: childEnvironment(), ...options });
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    // A terminal sends its Ctrl-C to both of us already.
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve(exitCodeOf({ status, signal })));
  });
}
