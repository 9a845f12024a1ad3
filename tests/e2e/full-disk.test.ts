import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { mountSmallDisk } from '../integration/locker/read-only-disk.ts';
import { launchApp } from './harness/index.ts';

const mounted = mountSmallDisk(mkdtempSync(join(tmpdir(), 'liuhen-full-')), 2);
const reason = 'reason' in mounted ? mounted.reason : undefined;
afterAll(() => {
  if (!('reason' in mounted)) mounted.unmount();
});

test.skipIf(reason)(
  'a full disk is said loudly with what to do, and the next capture after that is sealed (P07)',
  async () => {
    if ('reason' in mounted) return;
    const launched = await launchApp({ lockerFolder: join(mounted.path, 'locker') });
    try {
      const ballast = join(mounted.path, 'ballast');
      const { bavail, bsize } = statfsSync(mounted.path);
      writeFileSync(ballast, randomBytes(bavail * bsize));
      launched.screen.press('ctrl+alt+1');
      const toast = await launched.window('toast');
      await toast.getByText('没有固定').waitFor();
      await toast.getByText('DISK_FULL').waitFor();
      rmSync(ballast);
      launched.screen.press('ctrl+alt+1');
      await toast.getByText('已固定').waitFor();
    } finally {
      await launched.close();
    }
  },
);
