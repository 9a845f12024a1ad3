import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Screen, startScreen } from '../../e2e/harness/screen.ts';
import { waitUntil } from '../../e2e/harness/wait-until.ts';
import { framesOf } from './media-file.ts';
import { type Recorded, startRecorder, type TestRecorder } from './recorder.ts';

let screen: Screen;
let recorder: TestRecorder;
const environmentBefore = { ...process.env };

beforeAll(async () => {
  screen = await startScreen(1280, 800);
  Object.assign(process.env, screen.env);
  recorder = startRecorder();
});

afterAll(async () => {
  await recorder?.close();
  await screen?.stop();
  for (const name of Object.keys(process.env)) if (!(name in environmentBefore)) delete process.env[name];
  Object.assign(process.env, environmentBefore);
});

/** Processes that this test's program started, and theirs, whose command line contains a text. */
function processesOf(text: string): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .flatMap((row) =>
      row === null ? [] : [{ pid: Number(row[1]), parent: Number(row[2]), line: row[3] ?? '' }],
    );
  const hosts = rows.filter(
    ({ parent, line }) => parent === process.pid && line.includes('recorder-host.js'),
  );
  const family = new Set(hosts.map(({ pid }) => pid));
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of rows) if (family.has(parent)) family.add(pid);
  }
  return rows.filter(({ pid, line }) => family.has(pid) && line.includes(text)).map(({ pid }) => pid);
}

/** Every chunk that was taken is whole: the file has the frames of all of them but the last second. */
function expectWhole(recorded: Recorded): void {
  const bytes = recorded.chunks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  expect(readFileSync(recorded.path)).toHaveLength(bytes);
  expect(framesOf(recorded.path).at(-1)?.timeSeconds).toBeGreaterThan(1);
}

test('a host that is killed ends its recording as failed, and what it gave before is whole', async () => {
  const recorded = await recorder.record();
  await recorded.more(3);
  const [host] = processesOf('recorder-host.js');
  if (host === undefined) throw new Error('the host runs');
  process.kill(host, 'SIGKILL');
  expect(await recorded.ended).toBe('failed');
  expectWhole(recorded);
});

test('a page that dies ends its recording as failed, and the next recording has a new page', async () => {
  const recorded = await recorder.record();
  await recorded.more(3);
  const renderers = processesOf('--type=renderer');
  expect(renderers.length).toBeGreaterThan(0);
  for (const pid of renderers) process.kill(pid, 'SIGKILL');
  expect(await recorded.ended).toBe('failed');
  expectWhole(recorded);
  const next = await recorder.record();
  await next.more(2);
  expect(await next.stop()).toBe('stopped');
  expectWhole(next);
});

test('a second recording is refused while one is running, and the one goes on', async () => {
  const recorded = await recorder.record();
  await expect(recorder.record()).rejects.toThrow('RECORDING_FAILED');
  await recorded.more(2);
  expect(await recorded.stop()).toBe('stopped');
});

test('a display that is not there is refused with words', async () => {
  await expect(recorder.record({ displayId: 'gone' })).rejects.toThrow('RECORDING_NO_DISPLAY');
});

test('nothing is left of the host once its source is closed', async () => {
  await recorder.source.sources();
  expect(processesOf('recorder-host.js').length).toBeGreaterThan(0);
  await recorder.source.close();
  await waitUntil('every process has ended', () => processesOf('').length === 0);
});

test('without a screen recording is unavailable, in words', async () => {
  const { DISPLAY } = process.env;
  delete process.env.DISPLAY;
  const sources = await recorder.source.sources();
  process.env.DISPLAY = DISPLAY;
  expect(sources).toMatchObject({ ok: false, error: { code: 'RECORDING_UNAVAILABLE' } });
});
