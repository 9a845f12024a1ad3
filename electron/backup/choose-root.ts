import { readdir, realpath } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '../../core/result.ts';
import { backupFiles } from './backup.ts';

/** Folder below a place that holds other things, too: names the locker, so that several share one stick. */
export function backupFolderName(lockerId: string): string {
  return `留痕备份-${lockerId.slice(0, 8)}`;
}

/**
 * Where in a folder a backup goes: the folder itself when it is empty, absent or a backup; else a folder of its own in it.
 * `BACKUP_INSIDE_LOCKER` when that would be inside the locker: a backup that dies with the disk is none.
 */
export async function chooseBackupRoot(
  folder: string,
  locker: { readonly directory: string; readonly lockerId: string },
): Promise<Result<string, 'BACKUP_INSIDE_LOCKER'>> {
  const chosen = resolve(folder);
  const names = await readdir(chosen).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const isFree = names.length === 0 || isBackup(names);
  const root = isFree ? chosen : join(chosen, backupFolderName(locker.lockerId));
  const inLocker = relative(await real(locker.directory), await real(root));
  if (inLocker === '' || (!inLocker.startsWith(`..${sep}`) && inLocker !== '..' && !isElsewhere(inLocker))) {
    return fail('BACKUP_INSIDE_LOCKER', '不能备份到证据库自己的文件夹里。请选另一块硬盘、U 盘或网盘。');
  }
  return ok(root);
}

/** Where in a folder a backup lies: the folder itself, or the only backup in it. `BACKUP_NOT_FOUND`. */
export async function findBackupRoot(folder: string): Promise<Result<string, 'BACKUP_NOT_FOUND'>> {
  const chosen = resolve(folder);
  const names = await readdir(chosen).catch(() => []);
  if (isBackup(names)) return ok(chosen);
  const inside = names.filter((name) => name.startsWith('留痕备份-'));
  const [only] = inside;
  if (inside.length === 1 && only !== undefined) return ok(join(chosen, only));
  const message =
    inside.length === 0
      ? '这里没有留痕的备份。请选择备份时用的文件夹。'
      : '这里有几个证据库的备份。请选择其中一个“留痕备份-…”文件夹。';
  return fail('BACKUP_NOT_FOUND', message);
}

/** A backup that was cut short before its first database is one, too: it has objects and the note. */
function isBackup(names: readonly string[]): boolean {
  return names.includes(backupFiles.note);
}

/** Another drive of Windows. */
function isElsewhere(path: string): boolean {
  return resolve(path) === path;
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
