import type { BackupState, Client } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import { START_MS } from './fake-evidence.ts';
import type { FakeJobs } from './fake-jobs.ts';
import type { FakeWorld } from './fake-main.ts';

/** Backups of the fake. */
export function fakeBackup(world: FakeWorld, jobs: FakeJobs): Pick<Client, 'backup'> {
  let state: BackupState = initialState(world);
  return {
    backup: {
      getState: async () => ok(state),
      chooseFolder: async () => {
        state = { ...state, folder: { name: '移动硬盘/留痕备份' } };
        return ok(state);
      },
      configureWebDav: async (wanted) => {
        if (wanted !== null && !wanted.url.startsWith('https://'))
          return fail('WEBDAV_URL_INVALID', '地址不对。');
        state = {
          ...state,
          webDav: wanted === null ? null : { url: wanted.url, user: wanted.user, hasPassword: true },
        };
        return ok(state);
      },
      run: async ({ target }) => {
        const isReady = target === 'folder' ? state.folder !== null : state.webDav !== null;
        if (!isReady) return fail('BACKUP_NOT_CONFIGURED', '还没有设置。');
        const steps = Array.from({ length: 30 }, (_, index) => `objects ${index * 40}`);
        const jobId = jobs.start('backup', steps, () => {
          state = {
            ...state,
            isDue: false,
            last: { atUtc: new Date().toISOString(), target, entriesSince: 0 },
          };
          world.advance();
        });
        return ok({ jobId });
      },
    },
  };
}

function initialState({ scenario }: FakeWorld): BackupState {
  const folder = { name: '移动硬盘/留痕备份' };
  const webDav = { url: 'https://dav.example/liuhen', user: 'lin@example.org', hasPassword: true };
  const last = (days: number, entriesSince: number) => ({
    atUtc: new Date(START_MS - days * 86_400_000).toISOString(),
    target: 'folder' as const,
    entriesSince,
  });
  switch (scenario.backup) {
    case 'none':
      return { last: null, folder: null, webDav: null, isDue: true };
    case 'due':
      return { last: last(34, 412), folder, webDav: null, isDue: true };
    case 'good':
      return { last: last(1, 12), folder, webDav, isDue: false };
  }
}
