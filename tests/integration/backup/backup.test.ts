import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type BackupStore,
  backUp,
  chooseBackupRoot,
  createFolderStore,
  findBackupRoot,
  restoreLocker,
} from '../../../electron/backup/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';
import { captureProvenance, codeOfFailure, temporaryLocker, unwrap } from '../locker/samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
let target: string;
let restored: string;

beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
  target = join(place.folder, 'backup');
  restored = join(place.folder, 'restored');
});

afterEach(async () => {
  await locker.close();
  place.remove();
});

async function seal(count: number, name: string): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const bytes = new TextEncoder().encode(`${name} ${at}`.repeat(200));
    unwrap(
      await locker.seal({ content: { bytes }, mediaType: 'image/png', provenance: captureProvenance() }),
    );
  }
}

const store = () => createFolderStore(target);
const verify = (directory: string) => verifyLocker({ directory, stateFolder: place.options.stateFolder });
const restore = (from: BackupStore = store()) => restoreLocker(from, restored, place.options.stateFolder);

describe('a backup', () => {
  it('is a locker that verifies, and that sha256sum checks', async () => {
    await seal(5, '证据');
    const made = unwrap(await backUp(locker, store()));
    expect(made).toMatchObject({ objectCount: 5, newObjectCount: 5, damagedObjects: [] });
    expect(unwrap(await verify(target)).verdict).toBe('integrity-only');
    const checked = execFileSync('sha256sum', ['-c', 'objects.sha256'], { cwd: target, encoding: 'utf8' });
    expect(checked.match(/: OK$/gm)).toHaveLength(5);
  });

  it('sends nothing twice, and takes away what was removed from the locker', async () => {
    await seal(5, '一');
    unwrap(await backUp(locker, store()));
    await seal(2, '二');
    const { items } = await locker.listItems({ offset: 0, limit: 1 });
    unwrap(await locker.removeItems([items[0]?.id ?? ''], ''));
    const made = unwrap(await backUp(locker, store()));
    expect(made).toMatchObject({ objectCount: 6, newObjectCount: 2 });
    expect((await store().listObjects()).has(items[0]?.sha256 ?? '')).toBe(false);
    expect((await locker.lastBackup())?.target).toBe('folder');
    expect(unwrap(await verify(target)).verdict).toBe('integrity-only');
  });

  it('made during 100 captures a minute restores to a locker that verifies and is complete', async () => {
    let isGoingOn = true;
    const captures = (async () => {
      for (let at = 0; isGoingOn; at += 1) {
        await seal(1, `连续 ${at}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    for (let round = 0; round < 8; round += 1) unwrap(await backUp(locker, store()));
    const made = unwrap(await backUp(locker, store()));
    isGoingOn = false;
    await captures;
    const outcome = unwrap(await restore());
    expect(outcome).toMatchObject({ treeSize: made.treeSize, damagedObjects: [] });
    expect(unwrap(await verify(restored)).verdict).toBe('integrity-only');
    const again = unwrap(
      await openLocker({ directory: restored, create: false, stateFolder: place.options.stateFolder }),
    );
    const { total } = await again.listItems({ offset: 0, limit: 1 });
    expect(total).toBe(made.objectCount);
    // It is a locker like any other: what is sealed in it from now on verifies, too.
    unwrap(
      await again.seal({
        content: { bytes: new Uint8Array([1]) },
        mediaType: 'image/png',
        provenance: captureProvenance(),
      }),
    );
    await again.close();
    const report = unwrap(await verify(restored));
    expect(report.verdict).toBe('integrity-only');
    expect(report.checks.map(({ code }) => code)).toContain('LEDGER_RESTORED');
  });

  it('leaves alone a backup that this ledger does not descend from, and one of another locker', async () => {
    await seal(2, '旧');
    const old = unwrap(await backUp(locker, createFolderStore(join(place.folder, 'old'))));
    await seal(2, '新');
    unwrap(await backUp(locker, store()));
    const before = readFileSync(join(target, 'locker.sqlite'));
    const rolledBack = join(place.folder, 'rolled-back');
    unwrap(await restoreLocker(createFolderStore(old.place), rolledBack, place.options.stateFolder));
    const older = unwrap(
      await openLocker({ directory: rolledBack, create: false, stateFolder: place.options.stateFolder }),
    );
    expect(codeOfFailure(await backUp(older, store()))).toBe('BACKUP_DIVERGES');
    await older.close();
    const other = temporaryLocker();
    const stranger = unwrap(await openLocker(other.options));
    expect(codeOfFailure(await backUp(stranger, store()))).toBe('BACKUP_OF_ANOTHER_LOCKER');
    await stranger.close();
    other.remove();
    expect(readFileSync(join(target, 'locker.sqlite')).equals(before)).toBe(true);
  });

  it('of a locker with a damaged object holds everything else and names it', async () => {
    await seal(3, '原件');
    const { items } = await locker.listItems({ offset: 0, limit: 3 });
    const sha256 = items[1]?.sha256 ?? '';
    const path = join(locker.directory, 'objects', sha256.slice(0, 2), sha256);
    chmodSync(path, 0o600);
    writeFileSync(path, 'not what it was');
    const made = unwrap(await backUp(locker, store()));
    expect(made.damagedObjects).toEqual([sha256]);
    const outcome = unwrap(await restore());
    expect(outcome.objectCount).toBe(2);
    expect(unwrap(await verify(restored)).verdict).toBe('failed');
  });
});

describe('where a backup goes', () => {
  it('is never inside the locker', async () => {
    for (const folder of [locker.directory, join(locker.directory, 'objects'), join(locker.directory, 'x')]) {
      expect(codeOfFailure(await chooseBackupRoot(folder, locker))).toBe('BACKUP_INSIDE_LOCKER');
    }
  });

  it('is a folder of its own beside other things, and is found there again', async () => {
    const stick = join(place.folder, 'stick');
    mkdirSync(stick);
    writeFileSync(join(stick, 'other.txt'), 'mine');
    await seal(1, '一');
    const root = unwrap(await chooseBackupRoot(stick, locker));
    expect(root).toBe(join(stick, `留痕备份-${locker.lockerId.slice(0, 8)}`));
    unwrap(await backUp(locker, createFolderStore(root)));
    expect(unwrap(await chooseBackupRoot(root, locker))).toBe(root);
    expect(unwrap(await findBackupRoot(stick))).toBe(root);
    expect(readdirSync(stick)).toContain('other.txt');
    expect(codeOfFailure(await findBackupRoot(place.folder))).toBe('BACKUP_NOT_FOUND');
  });
});

describe('a restoration', () => {
  it('goes on where it was cut short, at any object, and is never taken for a locker before its end', async () => {
    await seal(6, '证据');
    unwrap(await backUp(locker, store()));
    for (let point = 0; point < 6; point += 1) {
      let fetched = 0;
      const breaking: BackupStore = {
        ...store(),
        getObject: async (sha256) => {
          fetched += 1;
          if (fetched > point) throw Object.assign(new Error('gone'), { code: 'EIO' });
          return store().getObject(sha256);
        },
      };
      expect(codeOfFailure(await restore(breaking))).toBe('BACKUP_TARGET_FAILED');
      expect(existsSync(join(restored, 'locker.sqlite'))).toBe(false);
      unwrap(await restore());
      expect(unwrap(await verify(restored)).verdict).toBe('integrity-only');
      rmSync(restored, { recursive: true });
    }
  });

  it('touches no folder that has anything in it', async () => {
    await seal(1, '证据');
    unwrap(await backUp(locker, store()));
    mkdirSync(restored);
    writeFileSync(join(restored, 'mine.txt'), 'mine');
    expect(codeOfFailure(await restore())).toBe('RESTORE_NOT_EMPTY');
    const intoLocker = await restoreLocker(store(), locker.directory, place.options.stateFolder);
    expect(codeOfFailure(intoLocker)).toBe('RESTORE_NOT_EMPTY');
    expect(readdirSync(restored)).toEqual(['mine.txt']);
  });

  it('refuses a backup whose ledger cannot be read, and keeps no object that is not what its name says', async () => {
    await seal(2, '证据');
    unwrap(await backUp(locker, store()));
    const [sha256 = ''] = (await store().listObjects()).keys();
    const object = join(target, 'objects', sha256.slice(0, 2), sha256);
    writeFileSync(object, Buffer.alloc(readFileSync(object).length, 7));
    expect(unwrap(await restore()).damagedObjects).toEqual([sha256]);
    expect(existsSync(join(restored, 'objects', sha256.slice(0, 2), sha256))).toBe(false);
    rmSync(restored, { recursive: true });
    writeFileSync(join(target, 'locker.sqlite'), 'no database');
    expect(codeOfFailure(await restore())).toBe('BACKUP_DAMAGED');
    expect(existsSync(join(restored, 'locker.sqlite'))).toBe(false);
  });
});
