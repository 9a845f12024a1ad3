import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../../electron/cli.ts', import.meta.url));

/** What a run of the command line left. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one JSON document on stdout. */
  readonly json: Record<string, never>;
}

/** A fresh folder with places for a locker, a state folder and exports. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'liuhen-cli-'));
}

/** Runs the real command line as its own process, with `--json`, on the locker below `folder`. */
export function liuhen(folder: string, ...argv: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', cli, '--locker', join(folder, 'locker'), '--json', ...argv],
      { env: { ...process.env, LIUHEN_STATE: join(folder, 'state') }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('exit', (exitCode) => {
      const json = argv.includes('--json-lines') ? {} : parse(stdout, stderr);
      resolve({ exitCode, stdout, stderr, json: json as Record<string, never> });
    });
  });
}

function parse(stdout: string, stderr: string): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    return { notJson: stdout, stderr };
  }
}
