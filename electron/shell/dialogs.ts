import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions, shell } from 'electron';
import { fail, ok, type Result } from '../../core/result.ts';

/** The system's own dialogs and file viewer: the one way in which paths enter and leave the app. */
export interface Dialogs {
  /** Paths of the chosen files; empty when cancelled. */
  pickFiles(): Promise<Result<readonly string[], 'DIALOG_UNAVAILABLE'>>;
  /** Path of the chosen folder; undefined when cancelled. */
  pickFolder(): Promise<Result<string | undefined, 'DIALOG_UNAVAILABLE'>>;
  /** Where to save a file that is offered under this name; undefined when cancelled. */
  pickSaveFile(name: string): Promise<Result<string | undefined, 'DIALOG_UNAVAILABLE'>>;
  /** Shows a file in the system's file viewer, selected. */
  showFile(path: string): Promise<Result<undefined, 'REVEAL_FAILED'>>;
  openFolder(path: string): Promise<Result<undefined, 'REVEAL_FAILED'>>;
}

/** {@link Dialogs} above the window given, or free-standing when there is none. */
export function createDialogs(parent: () => BrowserWindow | undefined, isChinese: () => boolean): Dialogs {
  const text = (chinese: string, english: string) => (isChinese() ? chinese : english);
  return {
    pickFiles: () =>
      open(parent(), {
        title: text('选择要导入的文件', 'Choose files to import'),
        buttonLabel: text('导入', 'Import'),
        properties: ['openFile', 'multiSelections'],
      }),
    pickFolder: async () => {
      const picked = await open(parent(), {
        title: text('选择导出到哪个文件夹', 'Choose where to export to'),
        buttonLabel: text('导出到这里', 'Export here'),
        properties: ['openDirectory', 'createDirectory'],
      });
      return picked.ok ? ok(picked.value[0]) : picked;
    },
    pickSaveFile: (name) =>
      save(parent(), {
        title: text('保存到哪里', 'Choose where to save'),
        buttonLabel: text('保存', 'Save'),
        defaultPath: name,
      }),
    showFile: (path) => reveal(() => shell.showItemInFolder(path)),
    openFolder: (path) =>
      reveal(async () => {
        const problem = await shell.openPath(path);
        if (problem !== '') throw new Error(problem);
      }),
  };
}

async function open(
  parent: BrowserWindow | undefined,
  options: OpenDialogOptions,
): Promise<Result<readonly string[], 'DIALOG_UNAVAILABLE'>> {
  try {
    const { canceled, filePaths } = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return ok(canceled ? [] : filePaths);
  } catch {
    return fail(
      'DIALOG_UNAVAILABLE',
      '打不开选择窗口。请重启留痕再试，或用命令行 liuhen import、liuhen export。',
    );
  }
}

async function save(
  parent: BrowserWindow | undefined,
  options: SaveDialogOptions,
): Promise<Result<string | undefined, 'DIALOG_UNAVAILABLE'>> {
  try {
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    return ok(canceled || filePath === '' ? undefined : filePath);
  } catch {
    return fail('DIALOG_UNAVAILABLE', '打不开保存窗口。请重启留痕再试，或用命令行 liuhen key export。');
  }
}

async function reveal(act: () => unknown): Promise<Result<undefined, 'REVEAL_FAILED'>> {
  try {
    await act();
    return ok(undefined);
  } catch {
    return fail('REVEAL_FAILED', '打不开文件夹。请在系统的文件管理器中手动打开。');
  }
}
