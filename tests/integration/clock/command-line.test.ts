import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { timeQualityOf, timeSentence } from '../../../core/surroundings/index.ts';
import { openLocker } from '../../../electron/locker/index.ts';
import { properAnswer, startTimeServer } from './time-server.ts';

const cli = fileURLToPath(new URL('../../../electron/cli.ts', import.meta.url));
const libraries = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
];
const faketime = libraries.find((path) => existsSync(path));

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-faketime-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the real command line; `offset` is what its wall clock is set to, e.g. `-3650d`. */
function liuhen(argv: readonly string[], offset?: string, env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ exitCode: number | null; json: Record<string, never>; stderr: string }>((resolve) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', cli, '--locker', join(folder, 'locker'), '--json', ...argv],
      {
        env: {
          ...process.env,
          ...env,
          LIUHEN_STATE: join(folder, 'state'),
          ...(offset === undefined
            ? {}
            : { LD_PRELOAD: faketime, FAKETIME: offset, FAKETIME_DONT_FAKE_MONOTONIC: '1' }),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.once('exit', (exitCode) => {
      resolve({ exitCode, json: JSON.parse(stdout === '' ? '{}' : stdout), stderr });
    });
  });
}

async function importAt(name: string, offset?: string) {
  writeFileSync(join(folder, name), `file ${name}`);
  const { exitCode, stderr } = await liuhen(['import', join(folder, name)], offset);
  expect(stderr.includes('本机时间早于账本')).toBe(offset?.startsWith('-') ?? false);
  expect(exitCode).toBe(0);
}

describe('the command line on a machine whose clock was set (P06)', () => {
  it.skipIf(faketime === undefined)('keeps the order and records that the clock is behind', async () => {
    await importAt('now.txt');
    await importAt('back.txt', '-3650d');
    await importAt('ahead.txt', '+3650d');
    const opened = await openLocker({
      directory: join(folder, 'locker'),
      create: false,
      stateFolder: join(folder, 'state'),
    });
    if (!opened.ok) throw new Error(opened.error.code);
    const locker = opened.value;
    const { items } = await locker.listItems({ offset: 0, limit: 10 });
    const names = items.map(({ provenance }) => provenance.source === 'import' && provenance.import.fileName);
    expect(names).toEqual(['now.txt', 'back.txt', 'ahead.txt']);
    const years = items.map(({ capturedAtUtc }) => Number(capturedAtUtc.slice(0, 4)));
    const thisYear = new Date().getUTCFullYear();
    expect(years.map((year) => Math.round((year - thisYear) / 10))).toEqual([0, -1, 1]);
    const [event, ...others] = await locker.listClockEvents(10);
    expect(others).toEqual([]);
    if (event === undefined || !('step' in event)) throw new Error('a step');
    expect(event.step.cause).toBe('behind-ledger');
    expect(event.seq).toBeLessThan(items[1]?.seq ?? 0);
    const back = items[1];
    const proof = back && (await locker.getItemProof(back.id));
    if (back === undefined || proof === undefined) throw new Error('an item');
    expect(timeSentence(timeQualityOf(back.provenance.clock, proof))).toContain('本机时钟有 1 次变动');
    await locker.close();
  });

  it('compares the clock when it is told to, and keeps it', async () => {
    const server = await startTimeServer((request, send) => send(properAnswer(request, 60_000)));
    const name = `127.0.0.1:${server.port}`;
    const { exitCode, json } = await liuhen(['clock', 'compare', '--server', name]);
    expect(exitCode).toBe(0);
    const { comparison } = json as { comparison?: { offsetMs: number; servers: object[] } };
    expect(Math.abs((comparison?.offsetMs ?? 0) - 60_000)).toBeLessThan(1000);
    await server.stop();
    const silent = await liuhen(['clock', 'compare'], undefined, { LIUHEN_TIME_SERVERS: name });
    expect(silent).toMatchObject({ exitCode: 3, json: { error: { code: 'CLOCK_SERVERS_SILENT' } } });
    expect(await liuhen(['clock', 'compare', '--server', 'a b'])).toMatchObject({ exitCode: 2 });
  });
});
