import { mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeEntry, type LedgerEntry } from '../../../core/ledger/index.ts';
import { sha256 } from '../../../electron/locker/engine/ledger-tree.ts';
import { type DamageFixture, forgeLedger, makeFixture, storedEntries } from './locker-fixture.ts';

let fixture: DamageFixture;
beforeAll(() => {
  fixture = makeFixture();
});
afterAll(() => fixture.remove());

const lastSeq = () => fixture.head.size - 1;
const object = (at: number) => fixture.objects[at] ?? '';

/** What verification says after this damage to the database. */
function failuresAfter(work: (database: Database) => void, withWitness = false): readonly string[] {
  const copy = fixture.copy(withWitness);
  copy.tamper(work);
  return copy.failures();
}

function rehash(database: Database, seq: number, change: (entry: LedgerEntry) => object): void {
  const bytes = database
    .prepare<[number], Buffer>('SELECT bytes FROM ledger_entry WHERE seq = ?')
    .pluck()
    .get(seq);
  const changed = encodeEntry(change(JSON.parse((bytes ?? '').toString()) as LedgerEntry) as LedgerEntry);
  database
    .prepare('UPDATE ledger_entry SET bytes = ?, hash = ? WHERE seq = ?')
    .run(changed, sha256(changed), seq);
}

const later = (entry: LedgerEntry) => ({ ...entry, at: '2030-01-01T00:00:00.000Z' });

describe('an untouched locker', () => {
  it('passes every check, and is not called verified without trusted time (P28)', () => {
    const copy = fixture.copy(true);
    expect(copy.failures(fixture.head)).toEqual([]);
    expect(copy.lines(fixture.head).map(({ code, result }) => `${code} ${result}`)).toEqual([
      'QUICK_CHECK PASS',
      'SCHEMA PASS',
      'LEDGER PASS',
      'LEDGER_HEADS PASS',
      'PROJECTIONS PASS',
      'OBJECTS PASS',
      'SIGNATURES NOT_CHECKED',
      'TRUSTED_TIME NOT_CHECKED',
    ]);
  });

  it('without a head held outside says that it had nothing to compare with', () => {
    expect(fixture.copy().lines()).toContainEqual(
      expect.objectContaining({ code: 'LEDGER_HEADS', result: 'NOT_CHECKED' }),
    );
  });
});

describe('an object', () => {
  it('with any byte flipped is named (P04)', () => {
    const copy = fixture.copy();
    const path = copy.objectPath(object(3));
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      writeFileSync(path, flipped);
      expect(copy.failures()).toEqual([`OBJECT_HASH_MISMATCH ${object(3)}`]);
    }
  });

  it.each<[string, string, (path: string) => void]>([
    ['removed', 'OBJECT_MISSING', (path) => rmSync(path)],
    ['cut', 'OBJECT_SIZE_MISMATCH', (path) => truncateSync(path, 1)],
    ['emptied', 'OBJECT_SIZE_MISMATCH', (path) => truncateSync(path, 0)],
    ['extended', 'OBJECT_SIZE_MISMATCH', (path) => truncateSync(path, 99)],
    ['replaced by a folder', 'OBJECT_UNREADABLE', (path) => [rmSync(path), mkdirSync(path)]],
  ])('%s is %s', (_, code, damage) => {
    const copy = fixture.copy();
    damage(copy.objectPath(object(2)));
    expect(copy.failures()).toEqual([`${code} ${object(2)}`]);
  });

  it('exchanged with another is two damages', () => {
    const copy = fixture.copy();
    const [left, right] = [copy.objectPath(object(0)), copy.objectPath(object(1))];
    renameSync(left, `${left}.x`);
    renameSync(right, left);
    renameSync(`${left}.x`, right);
    expect(copy.failures()).toEqual([
      `OBJECT_SIZE_MISMATCH ${object(0)}`,
      `OBJECT_SIZE_MISMATCH ${object(1)}`,
    ]);
  });

  it('that no entry names is told, without failing the locker', () => {
    const copy = fixture.copy();
    mkdirSync(join(copy.directory, 'objects', 'ff'), { recursive: true });
    writeFileSync(join(copy.directory, 'objects', 'ff', 'f'.repeat(64)), 'x');
    writeFileSync(join(copy.directory, 'objects', 'ff', 'note.txt'), 'x');
    writeFileSync(join(copy.directory, 'objects', 'tmp-1-2'), 'x');
    const unknown = copy.lines().filter(({ code }) => code === 'OBJECT_UNKNOWN');
    expect(unknown.map(({ result, subject }) => `${result} ${subject}`)).toEqual([
      `NOT_CHECKED ${'f'.repeat(64)}`,
      'NOT_CHECKED ff/note.txt',
    ]);
    expect(copy.failures()).toEqual([]);
  });
});

describe('an entry', () => {
  it('with any byte of its bytes or its hash flipped is named, once (P04)', () => {
    const copy = fixture.copy();
    const seq = 5;
    const original = new Map<string, Buffer>();
    copy.tamper((database) => {
      for (const column of ['bytes', 'hash']) {
        const read = database
          .prepare<[number], Buffer>(`SELECT ${column} FROM ledger_entry WHERE seq = ?`)
          .pluck();
        original.set(column, read.get(seq) ?? Buffer.alloc(0));
      }
    });
    for (const [column, bytes] of original) {
      const step = column === 'hash' ? 1 : 7;
      for (let at = 0; at < bytes.length; at += step) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ 1;
        copy.tamper((database) =>
          database.prepare(`UPDATE ledger_entry SET ${column} = ? WHERE seq = ?`).run(flipped, seq),
        );
        expect(copy.failures()).toEqual([`ENTRY_HASH_MISMATCH entry:${seq}`]);
      }
      copy.tamper((database) =>
        database.prepare(`UPDATE ledger_entry SET ${column} = ? WHERE seq = ?`).run(bytes, seq),
      );
    }
    expect(copy.failures()).toEqual([]);
  });

  it('spelled differently, with its hash made to fit, is not canonical', () => {
    const failures = failuresAfter((database) => {
      const entry = storedEntries(database)[5];
      const bytes = Buffer.from(JSON.stringify(entry, undefined, 1));
      database.prepare('UPDATE ledger_entry SET bytes = ?, hash = ? WHERE seq = 5').run(bytes, sha256(bytes));
    });
    expect(failures).toEqual(['ENTRY_NOT_CANONICAL entry:5']);
  });

  it('with a member too many, with its hash made to fit, is invalid', () => {
    expect(failuresAfter((database) => rehash(database, 5, (entry) => ({ ...entry, extra: 1 })))).toEqual([
      'ENTRY_SCHEMA_INVALID entry:5',
    ]);
  });

  it.each([0, 1, 5, 10])('%i edited, with its hash made to fit, breaks the chain', (seq) => {
    const failures = failuresAfter((database) => rehash(database, seq, later));
    expect(failures).toEqual([`ENTRY_CHAIN_BROKEN entry:${seq + 1}`]);
  });

  it('with another predecessor breaks the chain, told once', () => {
    const failures = failuresAfter((database) =>
      rehash(database, 5, (entry) => ({ ...entry, prev: 'b'.repeat(64) })),
    );
    expect(failures).toEqual(['ENTRY_CHAIN_BROKEN entry:5']);
  });

  it.each([
    [3, 4],
    [2, 9],
  ])('%i exchanged with %i is out of order', (left, right) => {
    const failures = failuresAfter((database) => {
      const move = database.prepare('UPDATE ledger_entry SET seq = ? WHERE seq = ?');
      for (const [to, from] of [
        [999, left],
        [left, right],
        [right, 999],
      ])
        move.run(to, from);
    });
    expect(failures).toEqual([`ENTRY_OUT_OF_ORDER entry:${left}`]);
  });

  it.each([0, 4, 9])('%i deleted leaves a gap', (seq) => {
    const failures = failuresAfter((database) =>
      database.exec(`DELETE FROM ledger_entry WHERE seq = ${seq}`),
    );
    expect(failures).toEqual([`LEDGER_GAP entry:${seq}`]);
  });

  it('deleted, the rest renumbered, is the same gap', () => {
    const failures = failuresAfter((database) => {
      database.exec('DELETE FROM ledger_entry WHERE seq BETWEEN 4 AND 6');
      for (let seq = 7; seq <= lastSeq(); seq += 1) {
        database.exec(`UPDATE ledger_entry SET seq = ${seq - 3} WHERE seq = ${seq}`);
      }
    });
    expect(failures).toEqual(['LEDGER_GAP entry:4']);
  });

  it('repeated at the end is a copy', () => {
    const failures = failuresAfter((database) =>
      database.exec(
        `INSERT INTO ledger_entry SELECT ${lastSeq() + 1}, bytes, hash FROM ledger_entry WHERE seq = 4`,
      ),
    );
    expect(failures).toEqual([`ENTRY_DUPLICATED entry:${lastSeq() + 1}`]);
  });

  it('repeated in the middle, the rest renumbered, is a copy', () => {
    const failures = failuresAfter((database) => {
      for (let seq = lastSeq(); seq >= 6; seq -= 1) {
        database.exec(`UPDATE ledger_entry SET seq = ${seq + 1} WHERE seq = ${seq}`);
      }
      database.exec('INSERT INTO ledger_entry SELECT 6, bytes, hash FROM ledger_entry WHERE seq = 5');
    });
    expect(failures).toEqual(['ENTRY_DUPLICATED entry:6']);
  });

  it('overwritten by a copy of another is a copy', () => {
    const failures = failuresAfter((database) =>
      database.exec(`UPDATE ledger_entry SET (bytes, hash) =
        (SELECT bytes, hash FROM ledger_entry WHERE seq = 3) WHERE seq = 8`),
    );
    expect(failures).toEqual(['ENTRY_DUPLICATED entry:8']);
  });

  it('and all others deleted leave an empty ledger', () => {
    expect(failuresAfter((database) => database.exec('DELETE FROM ledger_entry'))).toEqual(['LEDGER_EMPTY']);
  });

  it('of another locker spliced in breaks the chain', () => {
    const other = makeFixture();
    const failures = failuresAfter((database) => {
      database.exec(`ATTACH '${other.copy().directory}/locker.sqlite' AS other`);
      database.exec('DELETE FROM ledger_entry WHERE seq >= 7');
      database.exec('INSERT INTO ledger_entry SELECT * FROM other.ledger_entry WHERE seq >= 7');
      database.exec('DETACH other');
    });
    other.remove();
    expect(failures).toEqual(['ENTRY_CHAIN_BROKEN entry:7']);
  });
});

describe('a ledger with an earlier head held elsewhere', () => {
  it('cut at the end by any number of entries is truncated (P05)', () => {
    for (let kept = 1; kept <= lastSeq(); kept += 1) {
      const copy = fixture.copy();
      copy.tamper((database) => forgeLedger(database, storedEntries(database).slice(0, kept)));
      expect(copy.failures(fixture.head).filter((line) => line.startsWith('LEDGER'))).toEqual([
        `LEDGER_TRUNCATED head:${fixture.head.size}`,
      ]);
      expect(copy.failures()).toEqual([]);
    }
  });

  it('is found truncated by what this machine remembers, too', () => {
    const failures = failuresAfter(
      (database) => forgeLedger(database, storedEntries(database).slice(0, lastSeq())),
      true,
    );
    expect(failures).toEqual([`LEDGER_TRUNCATED head:${fixture.head.size}`]);
  });

  it('rewritten and hashed anew from any entry on diverges (P05)', () => {
    for (let seq = 0; seq <= lastSeq(); seq += 1) {
      const copy = fixture.copy();
      copy.tamper((database) => {
        const entries = storedEntries(database);
        entries[seq] = later(entries[seq] as LedgerEntry) as LedgerEntry;
        forgeLedger(database, entries);
      });
      const failures = copy.failures(fixture.head);
      expect(failures).toHaveLength(1);
      expect(failures[0]).toMatch(/^LEDGER_HEAD_DIVERGES head:/);
    }
  });

  it('rewritten is betrayed by the head in its own record of an export', () => {
    const failures = failuresAfter((database) => {
      const entries = storedEntries(database);
      entries[2] = later(entries[2] as LedgerEntry) as LedgerEntry;
      forgeLedger(database, entries);
    });
    expect(failures).toEqual([expect.stringMatching(/^LEDGER_HEAD_DIVERGES head:/)]);
  });

  it('of another locker diverges', () => {
    const origin = `liuhen/locker/${'0'.repeat(26)}`;
    expect(fixture.copy().failures({ ...fixture.head, origin })).toEqual([
      `LEDGER_HEAD_DIVERGES head:${fixture.head.size}`,
    ]);
  });
});
