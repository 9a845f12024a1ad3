import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment, ROOT } from '../node24.mjs';

const SEAL_TIMEOUT_MS = 20_000;

/** An item as the command line lists it; more members may stand beside these. */
export interface ListedItem {
  readonly id: string;
  readonly sha256: string;
  readonly kind: string | null;
  readonly orderId: string | null;
}

/** The `liuhen` command line on the demo's own locker: what a stranger would check the window with. */
export interface CommandLine {
  /** Runs a command and answers its JSON document, whatever the exit code. */
  run<T>(...args: string[]): Promise<T>;
  items(): Promise<readonly ListedItem[]>;
  /** Waits until the locker holds `count` items; throws when it does not come to that. */
  waitForItems(count: number): Promise<void>;
}

/** Points the command line at a locker. */
export function openCommandLine(env: NodeJS.ProcessEnv): CommandLine {
  const run = <T>(...args: string[]): Promise<T> =>
    new Promise((resolve, reject) => {
      const cli = join(ROOT, 'out', 'main', 'cli.js');
      execFile(
        process.execPath,
        [cli, '--json', ...args],
        { env: { ...childEnvironment(), ...env } },
        (error, stdout, stderr) => {
          try {
            resolve(JSON.parse(stdout) as T);
          } catch {
            reject(new Error(`liuhen ${args.join(' ')}: ${stderr || error?.message}`));
          }
        },
      );
    });
  const items = async () => (await run<{ items: ListedItem[] }>('list')).items;
  return {
    run,
    items,
    async waitForItems(count) {
      const deadline = performance.now() + SEAL_TIMEOUT_MS;
      while ((await items()).length < count) {
        if (performance.now() > deadline)
          throw new Error(`热键之后证据没有固定 the picture was not sealed (item ${count})`);
        await delay(200);
      }
    },
  };
}
