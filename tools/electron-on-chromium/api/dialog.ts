import type {
  FileFilter,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';
import { type ProgramOutcome, runProgram, runProgramNow } from './external-program.ts';

const SEPARATOR = '\n';
const NOT_INSTALLED = 'dialogs need the program "zenity" (Debian package zenity), which is not installed';

async function ask(member: string, args: readonly string[]): Promise<ProgramOutcome> {
  const outcome = await runProgram('zenity', args);
  return outcome.exitCode === null ? refuse(member, NOT_INSTALLED) : outcome;
}

/** Electron's dialogs take an optional window first; here every dialog stands by itself. */
function optionsOf<Options extends object>(args: readonly unknown[]): Options {
  return (args.length > 1 ? args[1] : (args[0] ?? {})) as Options;
}

function fileArguments(options: {
  title?: string;
  defaultPath?: string;
  filters?: readonly FileFilter[];
}): string[] {
  const filters = (options.filters ?? []).map(({ name, extensions }) => {
    return `--file-filter=${name} | ${extensions.map((extension) => (extension === '*' ? '*' : `*.${extension}`)).join(' ')}`;
  });
  return [
    '--file-selection',
    `--separator=${SEPARATOR}`,
    ...(options.title ? [`--title=${options.title}`] : []),
    ...(options.defaultPath ? [`--filename=${options.defaultPath}`] : []),
    ...filters,
  ];
}

export const dialog = {
  async showOpenDialog(...args: unknown[]): Promise<OpenDialogReturnValue> {
    const options = optionsOf<OpenDialogOptions>(args);
    const properties = new Set(options.properties ?? []);
    const { exitCode, output } = await ask('dialog.showOpenDialog', [
      ...fileArguments(options),
      ...(properties.has('openDirectory') ? ['--directory'] : []),
      ...(properties.has('multiSelections') ? ['--multiple'] : []),
    ]);
    const filePaths = exitCode === 0 ? output.split(SEPARATOR).filter(Boolean) : [];
    return { canceled: filePaths.length === 0, filePaths };
  },

  async showSaveDialog(...args: unknown[]): Promise<SaveDialogReturnValue> {
    const options = optionsOf<SaveDialogOptions>(args);
    const { exitCode, output } = await ask('dialog.showSaveDialog', [
      ...fileArguments(options),
      '--save',
      '--confirm-overwrite',
    ]);
    const filePath = exitCode === 0 ? output.replace(/\n$/, '') : '';
    return { canceled: filePath === '', filePath };
  },

  async showMessageBox(...args: unknown[]): Promise<MessageBoxReturnValue> {
    const options = optionsOf<MessageBoxOptions>(args);
    const buttons = options.buttons && options.buttons.length > 0 ? options.buttons : ['OK'];
    // Zenity's plain question has OK and cancel; with every button an extra one, each answers by its own label.
    const labels = buttons.map((label, index) => `--extra-button=${index + 1}. ${label}`);
    const { output } = await ask('dialog.showMessageBox', [
      '--question',
      '--switch',
      '--no-markup',
      `--title=${options.title ?? ''}`,
      `--text=${[options.message, options.detail].filter(Boolean).join('\n\n')}`,
      ...labels,
    ]);
    const chosen = Number.parseInt(output, 10);
    const response = Number.isNaN(chosen) ? (options.cancelId ?? buttons.length - 1) : chosen - 1;
    return { response, checkboxChecked: options.checkboxChecked ?? false };
  },

  /** Written to standard error as well, as Electron does before a window can be shown. */
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
    const { exitCode } = runProgramNow('zenity', [
      '--error',
      '--no-markup',
      `--title=${title}`,
      `--text=${content}`,
    ]);
    if (exitCode === null) refuse('dialog.showErrorBox', NOT_INSTALLED);
  },
};
defineUnsupported(dialog, 'dialog', UNSUPPORTED_MEMBERS.dialog);
