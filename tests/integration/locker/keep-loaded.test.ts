import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

// In a process of its own: there nothing else has loaded the database before.
const script = `
  import { openLocker } from ${JSON.stringify(new URL('../../../electron/locker/index.ts', import.meta.url).href)};
  const folder = process.argv[2];
  const opened = await openLocker({ directory: folder + '/locker', create: true, stateFolder: folder + '/state' });
  if (!opened.ok) throw new Error(opened.error.code);
  await opened.value.close();
  const loaded = process.report.getReport().sharedObjects.filter((path) => path.includes('better-sqlite3'));
  console.log(loaded.length);
`;

test('the native database stays loaded when the last thread that used it has ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-keep-loaded-'));
  try {
    const path = join(folder, 'open-and-close.mjs');
    writeFileSync(path, script);
    const run = await promisify(execFile)(process.execPath, [path, folder]);
    expect(run.stdout.trim()).toBe('1');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
