import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';
import { runProgramNow } from './external-program.ts';

const NOT_INSTALLED =
  'the clipboard needs the program "xclip" (Debian package xclip), which is not installed';

function selectionOf(type: string | undefined): string {
  return type === 'selection' ? 'primary' : 'clipboard';
}

export const clipboard = {
  writeText(text: string, type?: 'selection' | 'clipboard'): void {
    const { exitCode } = runProgramNow('xclip', ['-selection', selectionOf(type)], text);
    if (exitCode !== 0) refuse('clipboard.writeText', exitCode === null ? NOT_INSTALLED : 'xclip failed');
  },
  readText(type?: 'selection' | 'clipboard'): string {
    const { exitCode, output } = runProgramNow('xclip', ['-o', '-selection', selectionOf(type)]);
    if (exitCode === null) refuse('clipboard.readText', NOT_INSTALLED);
    // An empty clipboard is an error to xclip and an empty string to Electron.
    return exitCode === 0 ? output : '';
  },
};
defineUnsupported(clipboard, 'clipboard', UNSUPPORTED_MEMBERS.clipboard);
