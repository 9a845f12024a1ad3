import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocker } from '../../electron/locker/index.ts';
import { currentEnvironment, systemClock } from '../../electron/platform/index.ts';
import { verifyLocker } from '../../electron/verification/index.ts';
import { sideBySide, table } from './statistics.ts';

// `node tests/bench/verification-bench.ts [GB] [rounds]`: a whole `verify` beside `sha256sum -c` and `openssl dgst` over the
// same files, in one run; and what memory it takes. Default: 10 GB in files of 1 GB, 3 rounds.

const totalGb = Number(process.argv[2] ?? 10);
const rounds = Number(process.argv[3] ?? 3);
const FILE_BYTES = 1024 * 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'liuhen-verification-bench-'));

try {
  const directory = join(folder, 'locker');
  const stateFolder = join(folder, 'state');
  const sums = await fill(directory, stateFolder);
  const list = join(folder, 'objects.sha256');
  writeFileSync(list, sums.map((sha256) => `${sha256}  objects/${sha256.slice(0, 2)}/${sha256}\n`).join(''));
  const paths = sums.map((sha256) => join(directory, 'objects', sha256.slice(0, 2), sha256));
  let peakKib = 0;
  const series = await sideBySide(rounds, {
    留痕: async () => {
      const verified = await verifyLocker({
        directory,
        stateFolder,
        onProgress: () => {
          peakKib = Math.max(peakKib, residentKib());
        },
      });
      if (!verified.ok || verified.value.verdict === 'failed') throw new Error('the locker does not verify');
    },
    'sha256sum -c': () => execFileSync('sha256sum', ['--quiet', '-c', list], { cwd: directory }),
    'openssl dgst -sha256': () => {
      const done = spawnSync('openssl', ['dgst', '-sha256', ...paths], { stdio: 'ignore' });
      if (done.status !== 0) throw new Error('openssl failed');
    },
  });
  console.log(`Full verification of ${sums.length} objects, ${totalGb} GB\n`);
  console.log(table(series, 'openssl dgst -sha256'));
  console.log(`\nmemory of the process with all its threads, at most: ${Math.round(peakKib / 1024)} MiB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A locker with so many imported files of random bytes; their hashes. */
async function fill(directory: string, stateFolder: string): Promise<readonly string[]> {
  const opened = await openLocker({ directory, create: true, stateFolder });
  if (!opened.ok) throw new Error(opened.error.message);
  const source = join(folder, 'source.bin');
  const sums: string[] = [];
  for (let at = 0; at < totalGb; at += 1) {
    const file = openSync(source, 'w');
    const part = randomBytes(16 * 1024 * 1024);
    for (let written = 0; written < FILE_BYTES; written += part.length) {
      part.writeUInt32BE(at, 0);
      part.writeUInt32BE(written, 4);
      writeSync(file, part);
    }
    closeSync(file);
    const sealed = await opened.value.seal({
      content: { path: source },
      mediaType: 'application/octet-stream',
      provenance: {
        source: 'import',
        clock: systemClock.facts(),
        environment: currentEnvironment(),
        import: { fileName: `${at}.bin`, fileModifiedUtc: new Date().toISOString() },
      },
    });
    if (!sealed.ok) throw new Error(sealed.error.message);
    sums.push(sealed.value.sha256);
  }
  rmSync(source);
  await opened.value.close();
  return sums;
}

function residentKib(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
}
