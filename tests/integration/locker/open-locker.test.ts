import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../../electron/locker/database/migrations/index.ts';
import { openWriter } from '../../../electron/locker/database/open-writer.ts';
import { writerPragmas } from '../../../electron/locker/database/pragmas.ts';
import { openLocker } from '../../../electron/locker/index.ts';
import { mountSmallDisk } from './read-only-disk.ts';
import { captureOf, codeOfFailure, importOf, orderFacts, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
beforeEach(() => {
  place = temporaryLocker();
});
afterEach(() => place.remove());

const open = (create = false) => openLocker({ ...place.options, create });
const path = (...names: string[]) => join(place.options.directory, ...names);

/** Every file with its bytes' hash: what "not touched" is measured by. */
function fingerprint(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    )
    .sort();
}

async function makeLocker(): Promise<void> {
  const locker = unwrap(await open(true));
  const order = unwrap(await locker.addOrder(orderFacts()));
  unwrap(await locker.seal(captureOf('picture', { assignment: { orderId: order.id, by: 'user' } })));
  await locker.close();
}

describe('opening a locker', () => {
  it('creates it in an absent folder, and finds the same one again', async () => {
    const created = unwrap(await open(true));
    await created.close();
    const again = unwrap(await open());
    expect(again.lockerId).toBe(created.lockerId);
    expect((await again.treeHead()).size).toBe(1);
    await again.close();
  });

  it('leaves only database and objects behind when closed', async () => {
    await makeLocker();
    expect(readdirSync(place.options.directory).sort()).toEqual(['locker.sqlite', 'objects']);
  });

  it('has every pragma in force on a second open, too (P02)', async () => {
    await makeLocker();
    const { database } = openWriter(place.options.directory);
    const found = writerPragmas.map(({ name }) => [name, database.pragma(name, { simple: true })]);
    database.close();
    expect(found).toEqual(writerPragmas.map(({ name, value }) => [name, value]));
    expect(Object.fromEntries(found)).toMatchObject({ journal_mode: 'wal', synchronous: 2, fullfsync: 1 });
  });

  it.each([
    ['no folder', () => undefined, 'LOCKER_NOT_FOUND'],
    ['an empty folder', () => mkdirSync(path()), 'LOCKER_NOT_FOUND'],
    ['a file instead of a folder', () => writeFileSync(path(), 'x'), 'LOCKER_NOT_A_FOLDER'],
  ])('without creating says what is wrong with %s, and makes nothing', async (_, prepare, code) => {
    prepare();
    const before = readdirSync(place.folder, { recursive: true });
    expect(codeOfFailure(await open())).toBe(code);
    expect(readdirSync(place.folder, { recursive: true })).toEqual(before);
  });

  it('does not create one among files that are not its own', async () => {
    mkdirSync(path());
    writeFileSync(path('报税.xlsx'), 'x');
    expect(codeOfFailure(await open(true))).toBe('LOCKER_NOT_FOUND');
    expect(readdirSync(path())).toEqual(['报税.xlsx']);
  });

  it('finishes a creation that was killed before its first transaction', async () => {
    mkdirSync(path());
    const database = new SqliteDatabase(path('locker.sqlite'));
    database.pragma('journal_mode = WAL');
    database.close();
    expect(codeOfFailure(await open())).toBe('LOCKER_NOT_FOUND');
    const locker = unwrap(await open(true));
    unwrap(await locker.seal(captureOf('x')));
    await locker.close();
  });
});

describe('a locker that cannot be what it was', () => {
  beforeEach(makeLocker);

  it('from a newer version is refused and no byte of it changes', async () => {
    const database = new SqliteDatabase(path('locker.sqlite'));
    database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    const before = fingerprint(place.folder);
    expect(codeOfFailure(await open())).toBe('LOCKER_TOO_NEW');
    expect(codeOfFailure(await open(true))).toBe('LOCKER_TOO_NEW');
    expect(fingerprint(place.folder)).toEqual(before);
  });

  it('from a newer version that was killed is refused before its log is touched', async () => {
    const database = new SqliteDatabase(path('locker.sqlite'));
    database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    const copy = join(place.folder, 'killed');
    cpSync(path(), copy, { recursive: true });
    database.close();
    const content = () => fingerprint(copy).filter((line) => !line.startsWith('locker.sqlite-shm'));
    const before = content();
    expect(codeOfFailure(await openLocker({ ...place.options, directory: copy }))).toBe('LOCKER_TOO_NEW');
    expect(content()).toEqual(before);
  });

  it.each<[string, () => void]>([
    ['whose header is overwritten', () => writeFileSync(path('locker.sqlite'), Buffer.alloc(8192, 7))],
    ['cut in the middle', () => truncateSync(path('locker.sqlite'), 6000)],
    ['cut to a few bytes', () => truncateSync(path('locker.sqlite'), 50)],
    ['emptied', () => truncateSync(path('locker.sqlite'), 0)],
    ['lost', () => rmSync(path('locker.sqlite'))],
    ['replaced by another database', () => replaceDatabase('CREATE TABLE t (a); PRAGMA user_version = 1')],
    ['with a trigger removed', () => alter('DROP TRIGGER ledger_entry_not_updated')],
    ['with a trigger added', () => alter('CREATE TRIGGER t AFTER INSERT ON view_item BEGIN SELECT 1; END')],
    ['with an index removed', () => alter('DROP INDEX view_item_by_order')],
    [
      'without its first entry',
      () => alter('DROP TRIGGER ledger_entry_not_deleted; DELETE FROM ledger_entry'),
    ],
  ])('%s is called corrupt, never made anew', async (_, damage) => {
    damage();
    const before = fingerprint(place.folder);
    expect(codeOfFailure(await open(true))).toBe('LOCKER_CORRUPT');
    expect(fingerprint(place.folder).filter((line) => line.startsWith('locker/objects'))).toEqual(
      before.filter((line) => line.startsWith('locker/objects')),
    );
  });

  function replaceDatabase(sql: string) {
    rmSync(path('locker.sqlite'));
    alter(sql);
  }
  function alter(sql: string) {
    const database = new SqliteDatabase(path('locker.sqlite'));
    database.exec(sql);
    database.close();
  }
});

describe('a locker on a read-only disk', () => {
  it('opens for reading, refuses every command with LOCKER_READ_ONLY, and changes nothing (P08)', async (context) => {
    const disk = mountSmallDisk(join(place.folder, 'disk'), 8);
    if ('reason' in disk) return context.skip(disk.reason);
    try {
      const options = { ...place.options, directory: join(disk.path, 'locker'), create: true };
      const writing = unwrap(await openLocker(options));
      const order = unwrap(await writing.addOrder(orderFacts()));
      const item = unwrap(await writing.seal(captureOf('picture')));
      await writing.close();
      disk.makeReadOnly();
      const before = fingerprint(disk.path);
      const locker = unwrap(await openLocker(options));
      expect(locker.writeProblem?.code).toBe('LOCKER_READ_ONLY');
      expect((await locker.listItems({ offset: 0, limit: 10 })).items).toEqual([item]);
      expect(await locker.readObject(item.sha256)).toMatchObject({ ok: true });
      expect((await locker.orderLedger(order.id))?.entries).toHaveLength(2);
      const refused = [
        await locker.seal(captureOf('another')),
        await locker.seal(importOf('/nowhere')),
        await locker.assignItems([item.id], order.id, 'user'),
        await locker.labelItems([item.id], 'E01'),
        await locker.noteItem(item.id, 'note'),
        await locker.addOrder(orderFacts('2')),
        await locker.changeOrder(order.id, { status: 'closed' }),
        await locker.setOrderArchived(order.id, true),
      ];
      expect(refused.map(codeOfFailure)).toEqual(refused.map(() => 'LOCKER_READ_ONLY'));
      await locker.close();
      expect(fingerprint(disk.path)).toEqual(before);
    } finally {
      disk.unmount();
    }
  });

  it('also when the last program to write was killed', async (context) => {
    const disk = mountSmallDisk(join(place.folder, 'disk'), 8);
    if ('reason' in disk) return context.skip(disk.reason);
    try {
      const locker = unwrap(await open(true));
      const item = unwrap(await locker.seal(captureOf('picture')));
      cpSync(path(), join(disk.path, 'locker'), { recursive: true });
      await locker.close();
      expect(readdirSync(join(disk.path, 'locker'))).toContain('locker.sqlite-wal');
      disk.makeReadOnly();
      const reading = unwrap(await openLocker({ ...place.options, directory: join(disk.path, 'locker') }));
      expect((await reading.listItems({ offset: 0, limit: 10 })).items).toEqual([item]);
      await reading.close();
    } finally {
      disk.unmount();
    }
  });

  it('cannot be created there, and says so', async (context) => {
    const disk = mountSmallDisk(join(place.folder, 'disk'), 8);
    if ('reason' in disk) return context.skip(disk.reason);
    try {
      disk.makeReadOnly();
      const options = { ...place.options, create: true };
      expect(codeOfFailure(await openLocker({ ...options, directory: join(disk.path, 'new') }))).toBe(
        'LOCKER_READ_ONLY',
      );
      expect(codeOfFailure(await openLocker({ ...options, directory: disk.path }))).toBe('LOCKER_READ_ONLY');
    } finally {
      disk.unmount();
    }
  });
});
