import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../core/result.ts';
import {
  type BackupStore,
  backUp,
  chooseBackupRoot,
  createFolderStore,
  createWebDavStore,
  findBackupRoot,
  readWebDavUrl,
  restoreLocker,
} from '../../backup/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { done, failed, type Outcome } from '../output.ts';
import { type CommandContext, textOption, withLocker } from './command-context.ts';

/** `backup FOLDER` or `backup --webdav URL --user NAME`: exit 1 when the locker itself has damaged objects. */
export function backup(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const store = await storeOf(context, (folder) => chooseBackupRoot(folder, locker));
    if (!store.ok) return failed(store.error);
    const made = await backUp(locker, store.value, workOf(context));
    if (!made.ok) return failed(made.error);
    const { place, treeSize, objectCount, newObjectCount, damagedObjects } = made.value;
    const text = `已备份到 ${place}：${treeSize} 条账本，${objectCount} 个原件（这次新传 ${newObjectCount} 个）`;
    if (damagedObjects.length === 0) return done({ backup: made.value }, text);
    const problem = `证据库里有 ${damagedObjects.length} 个原件缺失或损坏，没能备份。请运行 verify 查看是哪些。`;
    return {
      json: { backup: made.value },
      text: `${text}\n${problem}`,
      exitCode: exitCodes.checkFailed,
    };
  });
}

/** `restore FOLDER` or `restore --webdav URL --user NAME`, into the empty folder that `--locker` names. */
export async function restore(context: CommandContext): Promise<Outcome> {
  const store = await storeOf(context, findBackupRoot);
  if (!store.ok) return failed(store.error);
  const restored = await restoreLocker(
    store.value,
    context.lockerFolder,
    context.stateFolder,
    workOf(context),
  );
  if (!restored.ok) return failed(restored.error);
  const { directory, treeSize, objectCount, damagedObjects } = restored.value;
  const text = `已恢复到 ${directory}：${treeSize} 条账本，${objectCount} 个原件。请再运行一次 verify。`;
  if (damagedObjects.length === 0) return done({ restored: restored.value }, text);
  const problem = `备份里有 ${damagedObjects.length} 个原件缺失或损坏：${damagedObjects.join(' ')}`;
  return { json: { restored: restored.value }, text: `${text}\n${problem}`, exitCode: exitCodes.checkFailed };
}

function workOf({ signal, progress }: CommandContext) {
  return { signal, onProgress: progress };
}

/** The password comes from `LIUHEN_WEBDAV_PASSWORD`: an argument would be seen by every program on the machine. */
async function storeOf<Code extends string>(
  context: CommandContext,
  rootOf: (folder: string) => Promise<Result<string, Code>>,
): Promise<Result<BackupStore, Code | 'USAGE' | 'WEBDAV_URL_INVALID'>> {
  const [folder] = context.commandLine.operands;
  const address = textOption(context, 'webdav');
  if ((folder === undefined) === (address === undefined)) {
    return fail('USAGE', '请写一个文件夹，或 --webdav 地址 --user 账号，只能二选一。');
  }
  if (folder !== undefined) {
    const root = await rootOf(resolve(folder));
    return root.ok ? ok(createFolderStore(root.value)) : root;
  }
  const url = readWebDavUrl(address ?? '');
  if (!url.ok) return url;
  const account = {
    url: url.value.href,
    user: textOption(context, 'user') ?? '',
    password: process.env.LIUHEN_WEBDAV_PASSWORD ?? '',
  };
  return ok(createWebDavStore(account, '', context.signal));
}
