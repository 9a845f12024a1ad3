import { basename } from 'node:path';
import type { BackupState, Handlers, StoredSettings } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import {
  backUp,
  chooseBackupRoot,
  createFolderStore,
  createWebDavStore,
  readWebDavUrl,
} from '../backup/index.ts';
import type { Locker } from '../locker/index.ts';
import type { OperationDeps } from './ports.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A backup is due when there is anything new and the last one is this long ago. */
const DUE_AFTER_MS = 7 * DAY_MS;
/** A backup that only lacks the entries made by itself and by checks is fresh. */
const FEW_ENTRIES = 5;

/** Backups: where to, when last, and making one. Places stay in main; the window sees a name. */
export function backupHandlers(deps: OperationDeps): Handlers['backup'] {
  const { locker, dialogs, jobs } = deps;
  const stateNow = async (opened: Locker) => ok(await stateOf(deps, opened));
  return {
    getState: () => (locker.ok ? stateNow(locker.value) : locker),
    chooseFolder: async () => {
      if (!locker.ok) return locker;
      const picked = await dialogs.pickFolder();
      if (!picked.ok) return picked;
      if (picked.value !== undefined) {
        const root = await chooseBackupRoot(picked.value, locker.value);
        if (!root.ok) return fail('BACKUP_FOLDER_INSIDE_LOCKER', root.error.message);
        const saved = await change(deps, { folder: root.value });
        if (!saved.ok) return saved;
      }
      return stateNow(locker.value);
    },
    configureWebDav: async (account) => {
      if (!locker.ok) return locker;
      const url = account === null ? ok(null) : readWebDavUrl(account.url);
      if (!url.ok) return url;
      const webDav =
        account === null || url.value === null ? null : { url: url.value.href, user: account.user };
      const saved = await change(deps, { webDav });
      if (!saved.ok) return saved;
      await deps.webDavPassword.set(account?.password ?? null);
      return stateNow(locker.value);
    },
    run: async ({ target }) => {
      if (!locker.ok) return locker;
      if (jobs.isRunning('backup')) return fail('JOB_RUNNING', '正在备份，请等它完成，或先取消。');
      const open = await storeOf(deps, target);
      if (open === undefined) {
        return fail('BACKUP_NOT_CONFIGURED', '还没有设好备份的地方。请先选文件夹，或填网盘地址和应用密码。');
      }
      const { jobId } = jobs.start('backup', ({ signal, progress }) =>
        backUp(locker.value, open(signal), { signal, onProgress: progress }),
      );
      return ok({ jobId });
    },
  };
}

function change({ settings }: OperationDeps, patch: Partial<StoredSettings['backup']>) {
  return settings.update({ backup: { ...settings.current().backup, ...patch } });
}

async function storeOf({ settings, webDavPassword }: OperationDeps, target: 'folder' | 'webdav') {
  const { folder, webDav } = settings.current().backup;
  if (target === 'folder') return folder === null ? undefined : () => createFolderStore(folder);
  const password = await webDavPassword.get();
  if (webDav === null || password === null) return undefined;
  return (signal: AbortSignal) => createWebDavStore({ ...webDav, password }, '', signal);
}

async function stateOf(
  { settings, webDavPassword, clock }: OperationDeps,
  locker: Locker,
): Promise<BackupState> {
  const { folder, webDav } = settings.current().backup;
  const [last, figures, password] = await Promise.all([
    locker.lastBackup(),
    locker.figures(),
    webDavPassword.get(),
  ]);
  const isOld = last === null || clock.now() - Date.parse(last.atUtc) > DUE_AFTER_MS;
  const hasNews = last === null ? figures.itemCount > 0 : last.entriesSince > FEW_ENTRIES;
  return {
    last: last === null ? null : { atUtc: last.atUtc, target: last.target, entriesSince: last.entriesSince },
    folder: folder === null ? null : { name: basename(folder) },
    webDav: webDav === null ? null : { ...webDav, hasPassword: password !== null },
    isDue: isOld && hasNews,
  };
}
