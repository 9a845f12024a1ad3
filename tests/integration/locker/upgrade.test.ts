import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../../electron/locker/database/migrations/index.ts';
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { openLocker } from '../../../electron/locker/index.ts';
import { checkLocker } from '../../../electron/verification/locker-verification.ts';
import { createSteps } from '../../../electron/verification/steps.ts';
import { mountSmallDisk } from './read-only-disk.ts';
import { captureOf, codeOfFailure, temporaryLocker, unwrap } from './samples.ts';

/** Lockers as released versions made them, one folder a version; never made anew. */
const fixtures = fileURLToPath(new URL('../../fixtures/lockers', import.meta.url));
const versions = readdirSync(fixtures).sort();

const steps = createSteps(
  () => false,
  () => undefined,
);
let place: ReturnType<typeof temporaryLocker>;
beforeEach(() => {
  place = temporaryLocker();
});
afterEach(() => place.remove());

const databasePath = () => join(place.options.directory, 'locker.sqlite');
const failures = (directory = place.options.directory) =>
  unwrap(checkLocker({ ...place.options, directory }, steps)).checks.filter(
    ({ result }) => result === 'FAIL',
  );

function read<Value>(work: (database: SqliteDatabase.Database) => Value, path = databasePath()): Value {
  const database = new SqliteDatabase(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const versionOf = () => read((database) => database.pragma('user_version', { simple: true }));
const entries = (path = databasePath()) =>
  read((database) => database.prepare('SELECT * FROM ledger_entry ORDER BY seq').all(), path);

describe.each(versions)('a locker of %s (P09)', (version) => {
  beforeEach(() => cpSync(join(fixtures, version), place.options.directory, { recursive: true }));

  it('opens, verifies before and after, and keeps every entry byte for byte', async () => {
    expect(failures()).toEqual([]);
    const before = entries();
    const locker = unwrap(await openLocker({ ...place.options, create: false }));
    const items = (await locker.listItems({ offset: 0, limit: 99 })).items;
    expect(items).toHaveLength(4);
    const [first] = items;
    const call = { counterpart: '客服', heldAt: null, wasOtherSideTold: 'no' } as const;
    expect(unwrap(await locker.describeCall(first?.id ?? '', call)).call).toEqual(call);
    unwrap(await locker.seal(captureOf('new')));
    await locker.close();
    expect(versionOf()).toBe(SCHEMA_VERSION);
    expect(entries().slice(0, before.length)).toEqual(before);
    expect(failures()).toEqual([]);
  });

  it('opens for reading, and verifies, where nothing can be written', async (context) => {
    const disk = mountSmallDisk(join(place.folder, 'disk'), 4);
    if ('reason' in disk) return context.skip(disk.reason);
    const directory = join(disk.path, 'locker');
    cpSync(place.options.directory, directory, { recursive: true });
    disk.makeReadOnly();
    try {
      const bytes = readFileSync(join(directory, 'locker.sqlite'));
      const locker = unwrap(await openLocker({ ...place.options, directory, create: false }));
      const { items } = await locker.listItems({ search: 'nothing', offset: 0, limit: 9 });
      expect(items).toEqual([]);
      expect((await locker.figures()).itemCount).toBe(4);
      expect(await locker.getTranscript('i-x')).toBeUndefined();
      const refused = await locker.describeCall('i-x', null);
      expect(codeOfFailure(refused)).toBe('LOCKER_READ_ONLY');
      await locker.close();
      expect(failures(directory)).toEqual([]);
      expect(readFileSync(join(directory, 'locker.sqlite'))).toEqual(bytes);
    } finally {
      disk.unmount();
    }
  });

  it('that was changed from outside is refused, and not upgraded', async () => {
    if (Number(version.split('-')[1]) === SCHEMA_VERSION) return;
    read((database) => database.exec('DROP INDEX view_item_by_order'));
    const before = versionOf();
    expect(codeOfFailure(await openLocker({ ...place.options, create: false }))).toBe('LOCKER_CORRUPT');
    expect(versionOf()).toBe(before);
    expect(failures().map(({ code, subject }) => [code, subject])).toContainEqual([
      'SCHEMA_CHANGED',
      'view_item_by_order',
    ]);
  });

  it('is of one version or the other when two programs open it at once', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openLocker({ ...place.options, create: false })));
    for (const locker of opened) await unwrap(locker).close();
    expect(failures()).toEqual([]);
    expect(versionOf()).toBe(SCHEMA_VERSION);
  });

  it('serves a program of that version that has it open while it is upgraded', () => {
    const old = new SqliteDatabase(databasePath());
    old.pragma('journal_mode = WAL');
    const assign = old.prepare('UPDATE view_item SET order_id = order_id WHERE item_id = ?');
    assign.run('x');
    unwrap(openEngine({ ...place.options, create: false })).close();
    expect(() => assign.run('x')).not.toThrow();
    old.close();
    rmSync(`${databasePath()}-wal`, { force: true });
  });
});
