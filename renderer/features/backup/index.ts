/**
 * Backups: where they go, when the last was, doing one now. Promise: says plainly that nothing is backed up, before a disk
 * does; what leaves for a server is told where it is set up.
 */
export { BackupStanding } from './BackupStanding.tsx';
export { BackupTab } from './BackupTab.tsx';
export { useBackup } from './use-backup.ts';
