/**
 * Backups: a copy of the locker as of one moment, made while it is in use, sent by hash so that nothing goes twice, and
 * laid out as a locker so that it can be verified as one. Repairs nothing and never replaces what it does not descend
 * from. Promises P01, P05, P07.
 */
export {
  type BackupError,
  type BackupOutcome,
  type BackupStore,
  backupErrors,
  backupFiles,
  type LongWork,
} from './backup.ts';
export { chooseBackupRoot, findBackupRoot } from './choose-root.ts';
export { backUp } from './create-backup.ts';
export { createFolderStore } from './folder-store.ts';
export { type RestoreOutcome, restoreLocker } from './restore.ts';
export { createWebDavStore, readWebDavUrl, type WebDavAccount } from './webdav-store.ts';
