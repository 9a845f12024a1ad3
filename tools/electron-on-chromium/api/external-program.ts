import { spawn, spawnSync } from 'node:child_process';

export interface ProgramOutcome {
  /** Null when the program is not installed. */
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a program to its end without blocking. */
export function runProgram(name: string, args: readonly string[]): Promise<ProgramOutcome> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', () => resolve({ exitCode: null, output: '' }));
    child.once('close', (code) =>
      resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

/** Runs a program to its end, for the few members of Electron's API that answer at once. */
export function runProgramNow(name: string, args: readonly string[], input?: string): ProgramOutcome {
  // A clipboard program stays alive behind a pipe it has inherited, so it is given none it does not need.
  const stdio =
    input === undefined ? (['ignore', 'pipe', 'ignore'] as const) : (['pipe', 'ignore', 'ignore'] as const);
  const result = spawnSync(name, args, {
    ...(input !== undefined && { input }),
    encoding: 'utf8',
    stdio: [...stdio],
  });
  return { exitCode: result.error ? null : (result.status ?? 1), output: result.stdout ?? '' };
}
