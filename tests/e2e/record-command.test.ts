import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Item } from '../../core/evidence/index.ts';
import type { RecordingFacts } from '../../core/recording/index.ts';
import { ensureBuild } from '../../tools/scripts/build.mjs';
import {
  commandLine,
  descendants,
  journalHashOf,
  lastDecodedSeconds,
  objectPath,
} from '../faults/app-recording.ts';
import { projectFolder, type Screen, startScreen, waitUntil } from './harness/index.ts';

const runtime = join(projectFolder, 'tools/electron-on-chromium/electron');
const FAKE_CLOCK = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';

let screen: Screen;
let folder = '';
let places = { lockerFolder: '', stateFolder: '' };
beforeAll(async () => {
  ensureBuild();
  screen = await startScreen(1024, 768);
});
afterAll(() => screen.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-record-'));
  places = { lockerFolder: join(folder, 'locker'), stateFolder: join(folder, 'state') };
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

interface Recording {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<{ readonly exitCode: number | null; readonly json: Record<string, unknown> }>;
}

function record(words: readonly string[], extra: Readonly<Record<string, string>> = {}): Recording {
  const env = {
    ...screen.env,
    LIUHEN_LOCKER: places.lockerFolder,
    LIUHEN_STATE: places.stateFolder,
    LIUHEN_APP_RUNTIME: runtime,
    ...extra,
  };
  const cli = join(projectFolder, 'out/main/cli.js');
  const child = spawn(process.execPath, [cli, '--json', 'record', ...words], { env });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const ended = new Promise<Awaited<Recording['ended']>>((resolve) =>
    child.once('close', (exitCode) =>
      resolve({ exitCode, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }),
    ),
  );
  return { child, ended };
}

async function untilItRecords(): Promise<void> {
  const recordings = join(places.lockerFolder, 'recording');
  await waitUntil(
    'something is being recorded',
    () => existsSync(recordings) && readdirSync(recordings).length > 0,
  );
}

function factsOf(json: Record<string, unknown>): { readonly item: Item; readonly facts: RecordingFacts } {
  const item = json.item as Item;
  if (item.provenance.source !== 'recording') throw new Error(JSON.stringify(json));
  expect(journalHashOf(places, item)).toBe(item.sha256);
  expect(commandLine(places, 'verify')).toMatchObject({ verdict: 'integrity-only' });
  return { item, facts: item.provenance.recording };
}

describe('record', () => {
  test('takes as long as it was told, in the order it was told', async () => {
    const add = ['--platform', 'P', '--merchant', 'M', '--number', '8842', '--product', 'T'];
    commandLine(places, 'order', 'add', ...add);
    const { exitCode, json } = await record([
      '--seconds',
      '4',
      '--fps',
      '10',
      '--order',
      '8842',
      '--kind',
      'E05',
    ]).ended;
    expect(exitCode).toBe(0);
    const { item, facts } = factsOf(json);
    expect(item).toMatchObject({ kind: 'E05', mediaType: 'video/webm' });
    expect(item.orderId).toMatch(/^o-/);
    expect(facts).toMatchObject({
      ending: 'duration-reached',
      source: { framesPerSecond: 10, trigger: 'command-line' },
    });
    expect(Math.abs(lastDecodedSeconds(objectPath(places, item.sha256)) - 4)).toBeLessThan(1);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s stops and seals it; typed lines are marks',
    async (signal) => {
      const { child, ended } = record(['--until-stopped']);
      await untilItRecords();
      await delay(1500);
      child.stdin.write('开始兑换\n提示已被使用\n');
      await delay(1000);
      child.kill(signal);
      const { exitCode, json } = await ended;
      expect(exitCode).toBe(0);
      const { item, facts } = factsOf(json);
      expect(facts.ending).toBe('user');
      expect(facts.marks.map(({ label }) => label)).toEqual(['开始兑换', '提示已被使用']);
      expect(commandLine(places, 'record', 'marks', item.id)).toMatchObject({ marks: facts.marks });
    },
  );

  test('Ctrl-C in a terminal, which every program of the group gets, loses nothing', async () => {
    const { child, ended } = record(['--until-stopped']);
    await untilItRecords();
    await delay(2500);
    for (const { pid } of descendants(child.pid ?? 0)) {
      try {
        process.kill(pid, 'SIGINT');
      } catch {
        // It ended while it was being told.
      }
    }
    child.kill('SIGINT');
    const { json } = await ended;
    const { item, facts } = factsOf(json);
    expect(facts.ending).toBe('user');
    expect(facts.mediaDurationMs / 1000 - lastDecodedSeconds(objectPath(places, item.sha256))).toBeLessThan(
      1,
    );
  });

  test('a clock that is set meanwhile is told, and the length stays true', async () => {
    const clock = join(folder, 'clock');
    writeFileSync(clock, '+0');
    const unfaked = join(folder, 'runtime');
    writeFileSync(unfaked, `#!/bin/sh\nunset LD_PRELOAD\nexec ${runtime} "$@"\n`);
    chmodSync(unfaked, 0o755);
    const { ended } = record(['--seconds', '5'], {
      LD_PRELOAD: FAKE_CLOCK,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      LIUHEN_APP_RUNTIME: unfaked,
    });
    await untilItRecords();
    await delay(1500);
    writeFileSync(clock, '+3600');
    const { facts } = factsOf((await ended).json);
    expect(facts.notices).toMatchObject([{ code: 'clock-stepped', detail: '+3600.0 s' }]);
    expect(Math.abs(facts.mediaDurationMs - 5000)).toBeLessThan(1500);
  });

  test('killed, it is sealed by whatever command comes next, and none disturbs a living one', async () => {
    const { child } = record(['--until-stopped']);
    await untilItRecords();
    await delay(2500);
    expect(commandLine(places, 'list')).toMatchObject({ items: [] });
    const started = descendants(child.pid ?? 0).map(({ pid }) => pid);
    child.kill('SIGKILL');
    await delay(300);
    const { items } = commandLine(places, 'list') as { readonly items: readonly Item[] };
    expect(items).toHaveLength(1);
    const { facts } = factsOf({ item: items[0] });
    expect(facts.ending).toBe('interrupted');
    await waitUntil('what it started has ended too', () =>
      started.every((pid) => !existsSync(`/proc/${pid}`)),
    );
  });

  test.each([
    ['neither time nor until-stopped', []],
    ['both', ['--seconds', '3', '--until-stopped']],
    ['no number', ['--seconds', 'drei']],
    ['no time at all', ['--seconds', '0']],
    ['a rate that is none', ['--seconds', '3', '--fps', '24']],
  ])('%s is misuse', async (_name, words) => {
    expect(await record(words).ended).toMatchObject({ exitCode: 2, json: { error: { code: 'USAGE' } } });
  });

  test('a display or microphone that is not there is said, and nothing is begun', async () => {
    expect(await record(['--seconds', '3', '--display', '7']).ended).toMatchObject({ exitCode: 2 });
    const noSound = await record(['--seconds', '3', '--audio', 'No Such Device']).ended;
    expect(noSound).toMatchObject({ exitCode: 3, json: { error: { code: 'RECORDING_NO_SOUND' } } });
    expect(commandLine(places, 'list')).toMatchObject({ items: [] });
  });

  test('without a screen it says so', async () => {
    const { exitCode, json } = await record(['--seconds', '3'], { DISPLAY: ':9999' }).ended;
    expect(exitCode).toBe(3);
    expect(json).toMatchObject({ error: { code: 'RECORDING_UNAVAILABLE' } });
  });
});
