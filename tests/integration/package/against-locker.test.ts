import { copyFileSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import { verifyDossier, verifyPackage } from '../../../electron/verification/index.ts';
import { newFolder } from '../dossier/export-sample.ts';
import { addOrder, openTestLocker, sealInto } from '../dossier/real-locker.ts';
import { sampleExhibits, sampleFacts } from '../dossier/sample-order.ts';
import { failuresOf } from './verdicts.ts';

let lockerDirectory: string;
let packagePath: string;
let dossierPath: string;
beforeAll(async () => {
  const { locker, exporter, directory, close } = await openTestLocker();
  const order = await addOrder(locker, sampleFacts.number);
  for (const exhibit of await sampleExhibits()) await sealInto(locker, order.id, exhibit);
  const exported = await exporter.export({ orderId: order.id, outFolder: newFolder(), pdfOnly: false });
  invariant(exported.ok, 'the export works');
  await close();
  lockerDirectory = directory;
  packagePath = exported.value.packagePath ?? '';
  dossierPath = exported.value.dossierPath;
});

const codesOf = async (directory: string) => {
  const result = await verifyPackage(packagePath, { stateFolder: newFolder(), lockerDirectory: directory });
  invariant(result.ok, 'the package can be looked at');
  return Object.fromEntries(result.value.checks.map(({ code, result: outcome }) => [code, outcome]));
};

/** A copy of the locker whose ledger was edited behind its back. */
function editedLocker(sql: string): string {
  const copy = join(newFolder(), 'locker');
  cpSync(lockerDirectory, copy, { recursive: true });
  const database = new Database(join(copy, 'locker.sqlite'));
  for (const { name } of database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .all()) {
    database.exec(`DROP TRIGGER "${name}"`);
  }
  database.exec(sql);
  database.close();
  return copy;
}

test('P25: the locker that it came from confirms head and export', async () => {
  expect(await codesOf(lockerDirectory)).toMatchObject({ LOCKER: 'PASS', EXPORT_RECORD: 'PASS' });
});

test('P05: a locker whose tail was cut, or whose ledger was rewritten, does not agree with the package', async () => {
  const cut = editedLocker('PRAGMA foreign_keys = OFF; DELETE FROM ledger_entry WHERE seq >= 10');
  expect(await failuresOf(packagePath, cut)).toEqual(['LEDGER_TRUNCATED']);
  const rewritten = editedLocker("UPDATE ledger_entry SET bytes = CAST('{}' AS BLOB) WHERE seq = 3");
  expect(await failuresOf(packagePath, rewritten)).toEqual(['LEDGER_HEAD_DIVERGES']);
});

test('P28: another locker, or none, is said to be not compared', async () => {
  const other = await openTestLocker();
  await other.close();
  expect(await codesOf(other.directory)).toMatchObject({ LOCKER: 'NOT_CHECKED' });
  expect(await codesOf(newFolder())).toMatchObject({ LOCKER: 'NOT_CHECKED' });
  rmSync(other.root, { recursive: true });
});

test('a dossier alone is known to the locker that recorded its export', async () => {
  const alone = join(newFolder(), 'd.pdf');
  copyFileSync(dossierPath, alone);
  const options = { stateFolder: newFolder(), lockerDirectory };
  expect(await verifyDossier(alone, options)).toMatchObject({
    value: { verdict: 'integrity-only', checks: [{ code: 'DOSSIER_IN_LEDGER', result: 'PASS' }, {}, {}] },
  });
  expect(readFileSync(alone).length).toBeGreaterThan(0);
});
