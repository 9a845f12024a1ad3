import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import type { LedgerEntry } from '../../../core/ledger/index.ts';
import { type Extent, verifyLocker } from '../../../electron/verification/index.ts';
import { newFolder } from '../dossier/export-sample.ts';
import { openStampedLocker, type StampedLocker } from '../package/stamped.ts';
import { forgeLedger, storedEntries, tamper } from './locker-fixture.ts';

let stamped: StampedLocker;
let other: StampedLocker;
beforeAll(async () => {
  stamped = await openStampedLocker();
  other = await openStampedLocker();
  await stamped.close();
  await other.close();
});
afterAll(async () => {
  for (const authority of [...(stamped?.authorities ?? []), ...(other?.authorities ?? [])])
    await authority.stop();
});

interface Look {
  readonly roots?: ReadonlySet<string>;
  readonly extent?: Extent;
  readonly withWitness?: boolean;
}

async function reportOf(directory: string, { roots, extent, withWitness }: Look = {}) {
  const result = await verifyLocker({
    directory,
    stateFolder: withWitness === true ? stamped.stateFolder : newFolder(),
    trustedRoots: roots ?? stamped.trustedRoots,
    extent,
  });
  invariant(result.ok, `the locker can be looked at: ${JSON.stringify(result)}`);
  return result.value;
}

/** A copy of the locker, changed by somebody who puts every guard and every table right again. */
function forged(change: (entries: LedgerEntry[], database: Database) => void): string {
  const directory = copyOf(stamped);
  tamper(join(directory, 'locker.sqlite'), (database) => {
    const entries = storedEntries(database);
    change(entries, database);
    forgeLedger(database, entries);
  });
  return directory;
}

function copyOf({ directory }: StampedLocker): string {
  const copy = join(newFolder(), 'locker');
  cpSync(directory, copy, { recursive: true });
  return copy;
}

async function failuresOf(directory: string, look?: Look): Promise<readonly string[]> {
  const { checks } = await reportOf(directory, look);
  return [...new Set(checks.filter(({ result }) => result === 'FAIL').map(({ code }) => code))];
}

/** Entries of a kind, to be changed in their place. */
function ofKind<Kind extends LedgerEntry['kind']>(entries: readonly LedgerEntry[], kind: Kind) {
  return entries.filter((entry): entry is Extract<LedgerEntry, { kind: Kind }> => entry.kind === kind);
}
// biome-ignore lint/suspicious/noExplicitAny: a forger edits whatever is there
const payloadOf = (entry: LedgerEntry | undefined): any => entry?.payload;

describe('P04, P26: a locker whose items are all stamped', () => {
  test('is 已验证 with its roots, and 仅完整性 without them', async () => {
    const report = await reportOf(stamped.directory);
    expect(report.verdict).toBe('verified');
    const passed = report.checks.filter(({ result }) => result === 'PASS').map(({ code }) => code);
    expect(passed).toEqual(
      expect.arrayContaining(['CHECKPOINTS', 'SIGNATURES', 'TIMESTAMPS', 'TRUSTED_TIME', 'OBJECTS']),
    );
    expect((await reportOf(stamped.directory, { roots: new Set() })).verdict).toBe('integrity-only');
  });

  test('P30: quickly and by thirds it is never called 已验证, and the thirds are the whole', async () => {
    const quick = await reportOf(stamped.directory, { extent: 'quick' });
    expect(quick).toMatchObject({ verdict: 'integrity-only', itemsChecked: 0 });
    expect(quick.checks).toContainEqual(
      expect.objectContaining({ code: 'OBJECT_BYTES', result: 'NOT_CHECKED' }),
    );
    const thirds = ['first-third', 'second-third', 'last-third'] as const;
    const reports = await Promise.all(thirds.map((extent) => reportOf(stamped.directory, { extent })));
    expect(reports.reduce((sum, { itemsChecked }) => sum + itemsChecked, 0)).toBe(2);
    expect(reports.map(({ verdict }) => verdict)).not.toContain('failed');
  });

  test('P30: the quick check names a missing object, one of another size, and no flipped bit', async () => {
    const [first, second] = ofKind(entriesOf(stamped.directory), 'item-sealed').map(
      ({ payload }) => payload.sha256,
    );
    const path = (directory: string, sha256 = '') => join(directory, 'objects', sha256.slice(0, 2), sha256);
    const directory = copyOf(stamped);
    const bytes = readFileSync(path(directory, second));
    rmSync(path(directory, first), { force: true });
    rmSync(path(directory, second), { force: true });
    writeFileSync(path(directory, second), Buffer.concat([bytes, bytes]));
    expect(await failuresOf(directory, { extent: 'quick' })).toEqual([
      'OBJECT_MISSING',
      'OBJECT_SIZE_MISMATCH',
    ]);
    bytes[9] = (bytes[9] ?? 0) ^ 1;
    writeFileSync(path(directory, second), bytes);
    expect(await failuresOf(directory, { extent: 'quick' })).toEqual(['OBJECT_MISSING']);
    expect(await failuresOf(directory)).toEqual(['OBJECT_MISSING', 'OBJECT_HASH_MISMATCH']);
  });
});

function entriesOf(directory: string): readonly LedgerEntry[] {
  const database = new SqliteDatabase(join(directory, 'locker.sqlite'), { readonly: true });
  const entries = storedEntries(database);
  database.close();
  return entries;
}

type Forgery = readonly [what: string, code: string, change: (entries: LedgerEntry[]) => void];

const forgeries: readonly Forgery[] = [
  [
    'the whole ledger hashed anew after an edit',
    'CHECKPOINT_INCONSISTENT',
    (entries) => {
      payloadOf(ofKind(entries, 'order-added')[0]).facts.amountFen = 1;
    },
  ],
  [
    'a token over another checkpoint',
    'TIMESTAMP_IMPRINT_MISMATCH',
    (entries) => {
      const tokens = ofKind(entries, 'timestamp-received');
      const [early, late] = [payloadOf(tokens[0]), payloadOf(tokens.at(-1))];
      for (const file of ['request', 'response', 'chain']) late[file] = early[file];
    },
  ],
  [
    'a replayed token: the answer to another request',
    'TIMESTAMP_NONCE_MISMATCH',
    (entries) => {
      const [one, two] = ofKind(entries, 'timestamp-received').map(payloadOf);
      one.response = two.response;
    },
  ],
  [
    'a token said to be over another digest',
    'TIMESTAMP_IMPRINT_MISMATCH',
    (entries) => {
      payloadOf(ofKind(entries, 'timestamp-received')[0]).digest = 'a'.repeat(64);
    },
  ],
  [
    'another time than the token says',
    'TIMESTAMP_STATED_WRONG',
    (entries) => {
      payloadOf(ofKind(entries, 'timestamp-received')[0]).token.genTimeUtc = '2020-01-01T00:00:00.000Z';
    },
  ],
  [
    'the chain of another authority',
    'TIMESTAMP_CHAIN_INVALID',
    (entries) => {
      const [one, two] = ofKind(entries, 'timestamp-received').map(payloadOf);
      one.chain = two.chain;
    },
  ],
  [
    'a checkpoint signed by another key',
    'SIGNATURE_KEY_UNKNOWN',
    (entries) => {
      payloadOf(ofKind(entries, 'signing-key-set')[0]).publicKey = 'ab'.repeat(32);
    },
  ],
  [
    'a second key that nobody vouches for in the name of the first',
    'SIGNING_KEY_CHAIN_BROKEN',
    (entries) => {
      const [key] = ofKind(entries, 'signing-key-set');
      invariant(key !== undefined, 'the locker has a key');
      const replaces = key.payload.publicKey;
      entries.push({
        ...key,
        payload: { publicKey: 'cd'.repeat(32), replaces, endorsement: 'ef'.repeat(64) },
      });
    },
  ],
];

describe('P05: found by name, whatever is hashed anew', () => {
  test.each(forgeries)('%s: %s', async (_, code, change) => {
    expect(await failuresOf(forged((entries) => change(entries)))).toContain(code);
  });

  test('a tail cut off is known to this machine, and a cut between checkpoint and token is no forgery', async () => {
    const cut = (kept: number) => forged((entries) => void entries.splice(kept));
    const size = entriesOf(stamped.directory).length;
    expect(await failuresOf(cut(size - 1), { withWitness: true })).toContain('LEDGER_TRUNCATED');
    const pending = await reportOf(cut(size - 2));
    expect(pending.verdict).toBe('integrity-only');
  });

  test('a splice of two lockers', async () => {
    const tail = entriesOf(other.directory);
    const half = Math.floor(tail.length / 2);
    const directory = forged((entries) => void entries.splice(half, entries.length, ...tail.slice(half)));
    cpSync(join(other.directory, 'objects'), join(directory, 'objects'), { recursive: true });
    const failures = await failuresOf(directory, {
      roots: new Set([...stamped.trustedRoots, ...other.trustedRoots]),
    });
    expect(failures).toContain('CHECKPOINT_FOREIGN');
  });

  test('P06: a clock that was set back or forward withholds 已验证, by entry', async () => {
    // The forger cannot re-sign: these are ledgers of machines whose clock was wrong. So the locker is made that way.
    const wrong = await openStampedLocker();
    const at = (entries: LedgerEntry[], utc: string) => {
      const [, second] = ofKind(entries, 'item-sealed');
      payloadOf(second).provenance.clock.utc = utc;
      return second?.seq;
    };
    await wrong.close();
    for (const utc of ['2019-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z']) {
      const directory = copyOf(wrong);
      let seq: number | undefined;
      tamper(join(directory, 'locker.sqlite'), (database) => {
        const entries = storedEntries(database);
        seq = at(entries, utc);
        forgeLedger(database, entries);
      });
      const { checks, verdict } = await reportOf(directory, { roots: wrong.trustedRoots });
      expect(verdict).not.toBe('verified');
      // What covers the edited item no longer fits; what the ledger held before it still does.
      const told = checks.filter(({ code }) => code === 'CLOCK_CONTRADICTED').map(({ subject }) => subject);
      expect(told).toEqual(utc.startsWith('2019') ? [`entry:${seq}`] : []);
    }
    for (const authority of wrong.authorities) await authority.stop();
  });
});

describe('removal', () => {
  test('what was removed is rightly gone, and what is left of it is told', async () => {
    const opened = await openStampedLocker();
    const { items } = await opened.locker.listItems({ offset: 0, limit: 10 });
    const [gone] = items;
    invariant(gone !== undefined, 'the locker has items');
    const removed = await opened.locker.removeItems([gone.id], '用户删除');
    invariant(removed.ok, `it is removed: ${JSON.stringify(removed)}`);
    await opened.close();
    const look = { roots: opened.trustedRoots };
    const path = join(opened.directory, 'objects', gone.sha256.slice(0, 2), gone.sha256);
    expect(existsSync(path)).toBe(false);
    expect(await reportOf(opened.directory, look)).toMatchObject({ verdict: 'verified', itemsChecked: 1 });
    writeFileSync(path, 'left');
    const left = await reportOf(opened.directory, look);
    expect(left.verdict).toBe('verified');
    const told = left.checks.filter(({ code }) => code === 'REMOVED_OBJECT_LEFT');
    expect(told).toMatchObject([{ result: 'NOT_CHECKED', subject: gone.sha256 }]);
    for (const authority of opened.authorities) await authority.stop();
  });
});
