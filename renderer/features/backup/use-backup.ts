import type { BackupState } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { type Query, useQuery } from '../../hooks/index.ts';

/** Where backups go and when the last was; a finished backup is an entry of the ledger, so this follows it. */
export function useBackup(): Query<BackupState> {
  return useQuery('backup', () => client().backup.getState());
}
