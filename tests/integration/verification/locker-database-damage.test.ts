import { chmodSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeEntry, type LedgerEntry } from '../../../core/ledger/index.ts';
import { sha256 } from '../../../electron/locker/engine/ledger-tree.ts';
import { type DamageFixture, forgeLedger, makeFixture, storedEntries } from './locker-fixture.ts';

let fixture: DamageFixture;
beforeAll(() => {
  fixture = makeFixture();
});
afterAll(() => fixture.remove());

const itemId = (at: number) => fixture.itemIds[at] ?? '';
const orderId = (at: number) => fixture.orderIds[at] ?? '';
const object = (at: number) => fixture.objects[at] ?? '';

/** What verification says after this damage to the database. */
function failuresAfter(work: (database: Database) => void): readonly string[] {
  const copy = fixture.copy();
  copy.tamper(work);
  return copy.failures();
}

describe('a projection', () => {
  const columns = (table: string) => {
    const database = new SqliteDatabase(join(fixture.directory, 'locker.sqlite'), { readonly: true });
    const found = database.prepare<[], { name: string; type: string }>(
      `SELECT name, type FROM pragma_table_info('${table}')`,
    );
    const names = found.all();
    database.close();
    return names;
  };
  const tables = ['view_entry', 'view_item', 'view_order', 'view_exhibit', 'view_verification'];

  it.each(tables)('%s with any column changed is named by table and row, once', (table) => {
    for (const { name, type } of columns(table)) {
      // A value that the column's own CHECK allows: otherwise the quick check speaks first.
      const allowed: Record<string, string> = { sha256: `'${'b'.repeat(64)}'`, is_archived: '1' };
      const value = allowed[name] ?? (type === 'INTEGER' ? '123456' : "'tampered'");
      const failures = failuresAfter((database) =>
        database.exec(`UPDATE ${table} SET ${name} = ${value} ${first(table)}`),
      );
      expect(failures, name).toEqual([expect.stringMatching(new RegExp(`^PROJECTION_MISMATCH ${table}:`))]);
    }
  });

  it.each(tables)('%s with a row removed is named', (table) => {
    const failures = failuresAfter((database) => database.exec(`DELETE FROM ${table} ${first(table)}`));
    expect(failures).toEqual([expect.stringMatching(new RegExp(`^PROJECTION_MISMATCH ${table}:`))]);
  });

  it('with a row too many is named by its key', () => {
    const failures = failuresAfter((database) =>
      database.exec("INSERT INTO view_verification VALUES (99, '2026-11-23T00:00:00.000Z', 'verified', 0)"),
    );
    expect(failures).toEqual(['PROJECTION_MISMATCH view_verification:99']);
  });

  it('that shows an item in another order is named by the item', () => {
    const failures = failuresAfter((database) =>
      database.prepare('UPDATE view_item SET order_id = ? WHERE item_id = ?').run(orderId(1), itemId(0)),
    );
    expect(failures).toEqual([`PROJECTION_MISMATCH view_item:${itemId(0)}`]);
  });

  function first(table: string): string {
    const key =
      table === 'view_exhibit' ? 'seq' : table === 'view_item' || table === 'view_order' ? 'rowid' : 'seq';
    return `WHERE ${key} = (SELECT min(${key}) FROM ${table})`;
  }
});

describe('a ledger that contradicts itself', () => {
  it('is incoherent: an item is moved that was never sealed', () => {
    const copy = fixture.copy();
    copy.tamper((database) => {
      const entries = storedEntries(database).filter(
        ({ kind }) => kind !== 'dossier-exported' && kind !== 'locker-verified',
      );
      const at = entries.findIndex(({ kind }) => kind === 'item-assigned');
      const rest = entries.with(at, {
        ...entries[at],
        payload: { itemId: `i-${'0'.repeat(26)}`, orderId: null, by: 'user' },
      } as LedgerEntry);
      expect(() => forgeLedger(database, rest)).toThrow();
      forgeWithoutProjections(database, rest);
    });
    expect(copy.failures()).toEqual(['LEDGER_INCOHERENT']);
  });

  function forgeWithoutProjections(database: Database, entries: readonly LedgerEntry[]) {
    database.exec('DELETE FROM ledger_entry');
    let prev = '0'.repeat(64);
    entries.forEach((entry, seq) => {
      const bytes = encodeEntry({ ...entry, seq, prev });
      const hash = sha256(bytes);
      database.prepare('INSERT INTO ledger_entry VALUES (?, ?, ?)').run(seq, bytes, hash);
      prev = Buffer.from(hash).toString('hex');
    });
  }
});

describe('a database', () => {
  it.each<[string, string, (path: string) => void]>([
    ['without its header', 'DATABASE_UNREADABLE locker.sqlite', (path) => overwrite(path, 0, 100)],
    [
      'with nonsense behind the header',
      'DATABASE_UNREADABLE locker.sqlite',
      (path) => overwrite(path, 100, 4000),
    ],
    ['cut in the middle', 'DATABASE_UNREADABLE locker.sqlite', (path) => truncateSync(path, 5000)],
    ['cut to a few bytes', 'DATABASE_UNREADABLE locker.sqlite', (path) => truncateSync(path, 20)],
    ['emptied', 'DATABASE_MISSING locker.sqlite', (path) => truncateSync(path, 0)],
    ['removed', 'DATABASE_MISSING locker.sqlite', (path) => rmSync(path)],
  ])('%s is %s, and the objects are still compared with their names', (_, failure, damage) => {
    const copy = fixture.copy();
    damage(join(copy.directory, 'locker.sqlite'));
    writeFileSync(copy.objectPath(object(1)), 'x');
    const failures = copy.failures();
    expect(failures).toContain(`OBJECT_HASH_MISMATCH ${object(1)}`);
    expect(failures.filter((line) => !line.startsWith('OBJECT'))).toEqual([failure]);
  });

  it.each([
    ['DROP TRIGGER ledger_entry_not_deleted', 'ledger_entry_not_deleted'],
    ['DROP INDEX view_item_by_order', 'view_item_by_order'],
    ['CREATE TABLE more (a TEXT) STRICT', 'more'],
    ['CREATE TRIGGER more AFTER INSERT ON view_item BEGIN DELETE FROM view_exhibit; END', 'more'],
    ['PRAGMA application_id = 1', 'application_id'],
  ])('whose schema was changed by %s is named', (sql, subject) => {
    const copy = fixture.copy();
    const database = new SqliteDatabase(join(copy.directory, 'locker.sqlite'));
    database.exec(sql);
    database.close();
    expect(copy.failures()).toEqual([`SCHEMA_CHANGED ${subject}`]);
  });

  it('whose index was made to cover less is named', () => {
    const copy = fixture.copy();
    copy.tamper((database) => {
      database.unsafeMode(true);
      database.pragma('writable_schema = ON');
      const sql = database
        .prepare("SELECT sql FROM sqlite_schema WHERE name = 'view_item_by_order'")
        .pluck()
        .get();
      database
        .prepare("UPDATE sqlite_schema SET sql = ? WHERE name = 'view_item_by_order'")
        .run(`${String(sql)} WHERE note = 'x'`);
    });
    expect(copy.failures()).toContain('SCHEMA_CHANGED view_item_by_order');
  });

  function overwrite(path: string, from: number, length: number) {
    chmodSync(path, 0o600);
    const bytes = readFileSync(path);
    bytes.fill(0x55, from, from + length);
    writeFileSync(path, bytes);
  }
});
