import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/result.ts';

export type OutputError = 'EXPORT_FOLDER_UNUSABLE' | 'DISK_FULL' | 'DISK_FAILED';

const messages: Readonly<Record<OutputError, string>> = {
  EXPORT_FOLDER_UNUSABLE: '这个文件夹不能写入。请另选一个文件夹，或检查它的权限后再导出。',
  DISK_FULL: '磁盘空间不够，卷宗没有写出，证据没有受影响。请腾出空间或换一个文件夹，再导出一次。',
  DISK_FAILED: '写文件时出错，卷宗没有写出，证据没有受影响。请换一个文件夹或磁盘，再导出一次。',
};

/** Which failure an error of the file system is. */
export function writeFailureCode(error: unknown): OutputError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'DISK_FULL';
  if (
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENAMETOOLONG', 'EINVAL', 'ENOENT'].includes(
      code,
    )
  ) {
    return 'EXPORT_FOLDER_UNUSABLE';
  }
  return 'DISK_FAILED';
}

/** The failure as the exporter reports it. */
export function writeFailure(error: unknown) {
  const code = writeFailureCode(error);
  return fail(code, messages[code], { reason: String(error) });
}

/** The message of a code that came from the typesetting process. */
export function outputFailure(code: OutputError, reason: string) {
  return fail(code, messages[code], { reason });
}

/** Makes the folder unless it is there; `EXPORT_FOLDER_UNUSABLE` when it is a file or cannot be made. */
export async function prepareFolder(folder: string): Promise<Result<void, OutputError>> {
  try {
    await mkdir(folder, { recursive: true });
    const facts = await stat(folder);
    if (!facts.isDirectory()) return outputFailure('EXPORT_FOLDER_UNUSABLE', 'not a folder');
    return ok(undefined);
  } catch (error) {
    return writeFailure(error);
  }
}

/** A name in the folder that nothing has: on the same file system, so that renaming is atomic. */
export function temporaryPath(folder: string): string {
  return join(folder, `.liuhen-${randomBytes(8).toString('hex')}.partial`);
}

/** Gives whole, flushed files their names, replacing older exports atomically, and flushes the folder. */
export async function publish(
  folder: string,
  files: readonly { readonly temporary: string; readonly final: string }[],
): Promise<Result<void, OutputError>> {
  try {
    for (const { temporary, final } of files) await rename(temporary, final);
    await flushFolder(folder);
    return ok(undefined);
  } catch (error) {
    return writeFailure(error);
  }
}

/** Removes temporary files; those that were renamed or never made are simply not there. */
export async function discard(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}

async function flushFolder(folder: string): Promise<void> {
  // Windows does not open folders; there the rename itself is journalled.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
