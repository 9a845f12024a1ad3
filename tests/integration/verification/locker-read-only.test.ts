import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../../electron/locker/database/migrations/index.ts';
import { projectionTables } from '../../../electron/locker/database/schema.ts';
import { openLocker } from '../../../electron/locker/index.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';
import { mountSmallDisk } from '../locker/read-only-disk.ts';
import { captureOf, codeOfFailure, orderFacts, temporaryLocker, unwrap } from '../locker/samples.ts';
import { makeFixture } from './locker-fixture.ts';

let place: ReturnType<typeof temporaryLocker>;
beforeEach(() => {
  place = temporaryLocker();
});
afterEach(() => place.remove());

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

async function makeLocker() {
  const locker = unwrap(await openLocker(place.options));
  unwrap(await locker.addOrder(orderFacts()));
  for (let at = 0; at < 20; at += 1) unwrap(await locker.seal(captureOf(`picture ${at}`)));
  return locker;
}

describe('verifying a locker', () => {
  it('changes nothing in its folder, tells how far it is, and names the head it saw', async () => {
    const locker = await makeLocker();
    await locker.close();
    const before = fingerprint(place.folder);
    const steps: string[] = [];
    const verified = unwrap(
      await verifyLocker({
        ...place.options,
        onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`),
      }),
    );
    expect(fingerprint(place.folder)).toEqual(before);
    expect(verified).toMatchObject({ verdict: 'integrity-only', itemsChecked: 20 });
    expect(verified.treeHead).toMatch(new RegExp(`^liuhen/locker/${locker.lockerId}\n22\n`));
    expect(steps).toContain('核对原件 20/20');
  });

  it('works while the locker is open and being written to', async () => {
    const locker = await makeLocker();
    const [verified] = await Promise.all([
      verifyLocker(place.options),
      ...Array.from({ length: 30 }, (_, at) => locker.seal(captureOf(`meanwhile ${at}`))),
    ]);
    expect(unwrap(verified).checks.filter(({ result }) => result === 'FAIL')).toEqual([]);
    await locker.close();
  });

  it('works on a read-only disk, after a clean end and after a kill', async (context) => {
    const disk = mountSmallDisk(join(place.folder, 'disk'), 8);
    if ('reason' in disk) return context.skip(disk.reason);
    try {
      const locker = await makeLocker();
      cpSync(place.options.directory, join(disk.path, 'killed'), { recursive: true });
      await locker.close();
      cpSync(place.options.directory, join(disk.path, 'closed'), { recursive: true });
      disk.makeReadOnly();
      for (const name of ['killed', 'closed']) {
        const verified = unwrap(await verifyLocker({ ...place.options, directory: join(disk.path, name) }));
        expect(verified).toMatchObject({ verdict: 'integrity-only', itemsChecked: 20 });
      }
    } finally {
      disk.unmount();
    }
  });

  it('can be cancelled', async () => {
    await (await makeLocker()).close();
    const stop = new AbortController();
    const verification = verifyLocker({
      ...place.options,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(codeOfFailure(await verification)).toBe('CANCELLED');
    expect(codeOfFailure(await verifyLocker({ ...place.options, signal: AbortSignal.abort() }))).toBe(
      'CANCELLED',
    );
  });

  it('that is not there or is newer says so', async () => {
    expect(codeOfFailure(await verifyLocker(place.options))).toBe('NOT_FOUND');
    writeFileSync(place.options.directory, 'x');
    expect(codeOfFailure(await verifyLocker(place.options))).toBe('NOT_FOUND');
    const fixture = makeFixture();
    const { directory } = fixture.copy();
    const database = new SqliteDatabase(join(directory, 'locker.sqlite'));
    database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    const before = fingerprint(directory);
    expect(codeOfFailure(await verifyLocker({ ...place.options, directory }))).toBe('LOCKER_TOO_NEW');
    expect(fingerprint(directory)).toEqual(before);
    fixture.remove();
  });
});

describe('the witness outside the locker', () => {
  it('holds the newest head after closing, and an older locker does not overwrite it (P05)', async () => {
    const locker = await makeLocker();
    const old = join(place.folder, 'old');
    await locker.close();
    cpSync(place.options.directory, old, { recursive: true });
    const again = unwrap(await openLocker(place.options));
    unwrap(await again.seal(captureOf('newer')));
    await again.close();
    const witness = join(place.options.stateFolder, 'heads', `${locker.lockerId}.txt`);
    const text = readFileSync(witness, 'utf8');
    expect(text.split('\n')[1]).toBe('23');
    // The old copy grows past the witness with another history: the contradiction must stay visible.
    const rolledBack = unwrap(await openLocker({ ...place.options, directory: old }));
    for (let at = 0; at < 5; at += 1) unwrap(await rolledBack.seal(captureOf(`other ${at}`)));
    await rolledBack.close();
    expect(readFileSync(witness, 'utf8')).toBe(text);
    const verified = unwrap(await verifyLocker({ ...place.options, directory: old }));
    expect(verified.checks.filter(({ result }) => result === 'FAIL').map(({ code }) => code)).toEqual([
      'LEDGER_HEAD_DIVERGES',
    ]);
  });

  it('is not needed for sealing', async () => {
    writeFileSync(place.options.stateFolder, 'a file where the folder should be');
    const locker = await makeLocker();
    await locker.close();
    expect(existsSync(join(place.options.stateFolder, 'heads'))).toBe(false);
    expect(unwrap(await verifyLocker(place.options)).verdict).toBe('integrity-only');
  });
});

describe('random damage of the database file (P04)', () => {
  it('never gives a passing report with other content, and never a crash', () => {
    const fixture = makeFixture();
    const pristine = contentOf(fixture.directory);
    const copy = fixture.copy(true);
    const path = join(copy.directory, 'locker.sqlite');
    const bytes = readFileSync(path);
    let detected = 0;
    for (let round = 0; round < 400; round += 1) {
      const damaged = Buffer.from(bytes);
      const at = (round * 7919 + 13) % bytes.length;
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (round % 8));
      writeFileSync(path, damaged);
      const failures = failuresOrRefusal(() => copy.failures());
      if (failures.length > 0) detected += 1;
      else expect(contentOf(copy.directory)).toEqual(pristine);
    }
    // Most of a small database is unused space: pages of tables that hold nothing yet.
    expect(detected).toBeGreaterThan(30);
    fixture.remove();
  });

  function failuresOrRefusal(check: () => readonly string[]): readonly string[] {
    try {
      return check();
    } catch (thrown) {
      // A flip in `user_version` may look like a newer version, which is refused: nothing is passed.
      if (String(thrown).includes('LOCKER_TOO_NEW')) return ['LOCKER_TOO_NEW'];
      throw thrown;
    }
  }

  /** Everything a program could read from the locker. */
  function contentOf(directory: string): unknown {
    const bytes = readFileSync(join(directory, 'locker.sqlite'));
    bytes.fill(1, 18, 20);
    const database = new SqliteDatabase(bytes, { readonly: true });
    const tables = ['ledger_entry', ...projectionTables];
    const content = tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all());
    database.close();
    return content;
  }
});
