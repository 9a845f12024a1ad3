import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvidenceKind } from '../../core/evidence/index.ts';
import { type Locker, openLocker } from '../../electron/locker/index.ts';
import { currentEnvironment, systemClock } from '../../electron/platform/index.ts';
import { createCheckpointer, createSigning, fileProtector } from '../../electron/signing/index.ts';
import { verifyLocker } from '../../electron/verification/index.ts';
import { median, timedMs } from './statistics.ts';

// `node tests/bench/ledger-bench.ts [largest]`: how appending, checkpoints and verification grow from 1,000 entries to
// 1,000,000. Many entries a transaction make the ledger; what is measured are single commands on it.

const ITEMS = 500;
const largest = Number(process.argv[2] ?? 1_000_000);
const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= largest);
const folder = mkdtempSync(join(tmpdir(), 'liuhen-ledger-bench-'));
const directory = join(folder, 'locker');
const stateFolder = join(folder, 'state');

const opened = await openLocker({ directory, create: true, stateFolder });
if (!opened.ok) throw new Error(opened.error.message);
const locker = opened.value;
try {
  const itemIds = await seal(locker, ITEMS);
  console.log('| entries | append, median of 50 | checkpoint | verify | verify per entry |');
  console.log('|---|---|---|---|---|');
  for (const size of sizes) {
    await growTo(locker, itemIds, size);
    console.log(await measureAt(locker, itemIds));
  }
} finally {
  await locker.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measureAt(at: Locker, itemIds: readonly string[]): Promise<string> {
  const appends: number[] = [];
  for (let count = 0; count < 50; count += 1) {
    const itemId = itemIds[count % itemIds.length] ?? '';
    appends.push(
      await timedMs(async () => {
        const noted = await at.noteItem(itemId, `${count} ${performance.now()}`);
        if (!noted.ok) throw new Error(noted.error.message);
      }),
    );
  }
  const signing = createSigning({ locker: at, stateFolder, protector: fileProtector });
  const checkpointer = createCheckpointer({ locker: at, signing });
  const checkpoints: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const itemId = itemIds[count] ?? '';
    await at.noteItem(itemId, `checkpoint ${performance.now()}`);
    checkpoints.push(
      await timedMs(async () => {
        const made = await checkpointer.makeCheckpoint();
        if (!made.ok) throw new Error(made.error.message);
      }),
    );
  }
  const { size } = await at.treeHead();
  const verifyMs = await timedMs(async () => {
    const verified = await verifyLocker({ directory, stateFolder });
    if (!verified.ok || verified.value.verdict === 'failed') throw new Error('does not verify');
  });
  const perEntry = ((verifyMs / size) * 1000).toFixed(0);
  return `| ${size} | ${median(appends).toFixed(2)} ms | ${median(checkpoints).toFixed(1)} ms | ${(verifyMs / 1000).toFixed(1)} s | ${perEntry} µs |`;
}

async function growTo(at: Locker, itemIds: readonly string[], size: number): Promise<void> {
  const kinds: readonly EvidenceKind[] = ['E01', 'E02'];
  for (let round = 0; (await at.figures()).treeSize < size; round += 1) {
    const missing = size - (await at.figures()).treeSize;
    const labelled = await at.labelItems(itemIds.slice(0, missing), kinds[round % 2] ?? 'E01');
    if (!labelled.ok) throw new Error(labelled.error.message);
  }
}

async function seal(at: Locker, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const sealed = await at.seal({
      content: { bytes: new TextEncoder().encode(`item ${index}`) },
      mediaType: 'text/plain',
      provenance: {
        source: 'import',
        clock: systemClock.facts(),
        environment: currentEnvironment(),
        import: { fileName: `${index}.txt`, fileModifiedUtc: new Date().toISOString() },
      },
    });
    if (!sealed.ok) throw new Error(sealed.error.message);
    ids.push(sealed.value.id);
  }
  return ids;
}
