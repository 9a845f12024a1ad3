import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';

/** The most that is read of a file or of what a program prints. */
const MAX_TEXT_BYTES = 256 * 1024;

/** What a program printed; undefined when it is not there, failed, or was stopped. */
export type Printed = string | undefined;

/** The machine as the checks see it; tests give their own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Runs a program by its full path, without a shell. */
  run(program: string, argv: readonly string[], signal: AbortSignal): Promise<Printed>;
  /** The first 256 KiB of a file; undefined when it cannot be read. */
  readText(path: string): Promise<string | undefined>;
}

/** The machine this runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  variables: process.env,
  run: (program, argv, signal) =>
    new Promise((resolve) => {
      execFile(
        program,
        [...argv],
        { signal, maxBuffer: MAX_TEXT_BYTES, windowsHide: true, shell: false, encoding: 'utf8' },
        (error, stdout) => resolve(error === null ? stdout : undefined),
      );
    }),
  readText: async (path) => {
    try {
      await using file = await open(path, 'r');
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_TEXT_BYTES), 0, MAX_TEXT_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } catch {
      // Not there, or not for this user: the check says that it could not look.
      return undefined;
    }
  },
};

/** The folder of Windows; the variable counts only if it looks like one. */
export function windowsFolder({ variables }: Pick<Machine, 'variables'>): string {
  const named = variables.SystemRoot ?? variables.windir ?? '';
  return /^[A-Za-z]:\\[\w\\ -]{1,100}$/.test(named) ? named.replace(/\\+$/, '') : 'C:\\Windows';
}

/** A program of Windows itself. */
export function windowsProgram(machine: Pick<Machine, 'variables'>, name: string): string {
  return `${windowsFolder(machine)}\\System32\\${name}`;
}
