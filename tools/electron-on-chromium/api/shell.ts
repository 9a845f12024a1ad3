import { dirname } from 'node:path';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';
import { runProgram } from './external-program.ts';

async function open(target: string): Promise<string> {
  const { exitCode } = await runProgram('xdg-open', [target]);
  if (exitCode === null) return 'The program xdg-open (Debian package xdg-utils) is not installed.';
  return exitCode === 0 ? '' : `xdg-open could not open ${target} (exit code ${exitCode}).`;
}

export const shell = {
  /** Resolves to the empty string, or to what went wrong, as Electron's does. */
  openPath: open,
  /** Opens the folder; no common command selects the file in it. */
  showItemInFolder(path: string): void {
    void open(dirname(path)).then((problem) => {
      if (problem) console.error(problem);
    });
  },
  async openExternal(url: string, _options?: object): Promise<void> {
    const problem = await open(url);
    if (problem) throw new Error(problem);
  },
};
defineUnsupported(shell, 'shell', UNSUPPORTED_MEMBERS.shell);
