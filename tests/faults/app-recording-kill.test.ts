import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { type LaunchedApp, launchApp, type Screen, startScreen, waitUntil } from '../e2e/harness/index.ts';
import {
  commandLine,
  descendants,
  journalHashOf,
  lastDecodedSeconds,
  objectPath,
  startRecording,
} from './app-recording.ts';
import { paintClock } from './app-recording-clock.ts';

/** `LIUHEN_RECORDING_KILLS=200` for all of them. */
const ROUNDS = Number(process.env.LIUHEN_RECORDING_KILLS ?? 8);
const MAY_LOSE_SECONDS = 2;
const SHORTEST_MS = 1500;
const LONGEST_MS = 6500;
const TOLD_EVERY = 20;

const victims = ['main', 'renderer', 'gpu', 'everything'] as const;
type Victim = (typeof victims)[number];

let screen: Screen;
let stopClock: () => void;
beforeAll(async () => {
  screen = await startScreen(1280, 720);
  stopClock = paintClock(screen.env);
});
afterAll(async () => {
  stopClock();
  await screen.stop();
});

it(`loses at most ${MAY_LOSE_SECONDS} s of a recording in ${ROUNDS} kills of main process, renderer, GPU process and everything (P11)`, {
  timeout: ROUNDS * 60_000,
}, async () => {
  const complaints: string[] = [];
  const lost: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const victim = victims[round % victims.length] ?? 'main';
    const seen = await killOnce(victim, SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS));
    lost.push(seen.lostSeconds);
    complaints.push(...seen.complaints.map((complaint) => `round ${round}, ${victim}: ${complaint}`));
    if (round % TOLD_EVERY === TOLD_EVERY - 1) tell(lost, complaints);
  }
  tell(lost, complaints);
  expect(complaints).toEqual([]);
  expect(lost).toHaveLength(ROUNDS);
});

function tell(lost: readonly number[], complaints: readonly string[]): void {
  const mean = lost.reduce((sum, each) => sum + each, 0) / lost.length;
  const figures = `lost ${mean.toFixed(2)} s on average, ${Math.max(...lost).toFixed(2)} s at most`;
  console.log([`${lost.length} kills: ${figures}`, ...complaints].join('\n'));
}

async function killOnce(victim: Victim, afterMs: number) {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-recording-kill-'));
  const places = { lockerFolder: join(folder, 'locker'), stateFolder: join(folder, 'state') };
  const env = { LIUHEN_STATE: places.stateFolder };
  const launched = await launchApp({ screen, lockerFolder: places.lockerFolder, env });
  try {
    const [recordedSeconds, isAlive] = await recordAndKill(launched, victim, afterMs);
    const before = isAlive ? await sealedByApp(launched, victim) : undefined;
    const decodedSeconds = lastDecodedSeconds(
      before === undefined ? streamOf(places.lockerFolder) : objectPath(places, before.sha256),
    );
    commandLine(places, 'doctor');
    return {
      // After a lost GPU process the recording may go on: what came after the kill makes up for nothing.
      lostSeconds: Math.max(0, recordedSeconds - decodedSeconds),
      complaints: [
        ...(recordedSeconds - decodedSeconds > MAY_LOSE_SECONDS
          ? [`recorded ${recordedSeconds.toFixed(2)} s, only ${decodedSeconds.toFixed(2)} s decode`]
          : []),
        ...complaintsAbout(places, isAlive),
      ],
    };
  } finally {
    await launched.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Seconds from the first frame to the kill, and whether the app still lives. */
async function recordAndKill(
  launched: LaunchedApp,
  victim: Victim,
  afterMs: number,
): Promise<readonly [recordedSeconds: number, isAlive: boolean]> {
  await startRecording(launched);
  const startedMs = Date.now();
  await delay(afterMs);
  const pid = launched.app.process().pid ?? 0;
  const below = descendants(pid);
  const killAll = (named: readonly { readonly pid: number }[]) => {
    for (const each of named) process.kill(each.pid, 'SIGKILL');
  };
  const isAlive = victim === 'renderer' || victim === 'gpu';
  const gone = isAlive ? undefined : launched.app.waitForEvent('close');
  if (victim === 'renderer') killAll(below.filter(({ command }) => command.includes('--type=renderer')));
  else if (victim === 'gpu') killAll(below.filter(({ command }) => command.includes('--type=gpu-process')));
  else killAll(victim === 'main' ? [{ pid }] : [...below, { pid }]);
  const recordedSeconds = (Date.now() - startedMs) / 1000;
  await gone;
  return [recordedSeconds, isAlive];
}

/** A lost renderer or GPU process ends the recording or not; in the end it is sealed by the app itself. */
async function sealedByApp(launched: LaunchedApp, victim: Victim): Promise<Item> {
  return await waitUntil('the app has sealed the recording', async () => {
    const { items } = commandLine(launched, 'list') as { readonly items: readonly Item[] };
    const [item] = items;
    if (item === undefined && victim === 'gpu') await stopIfItGoesOn(launched);
    return item;
  });
}

/** After a lost GPU process the recorder may go on, as Chromium decides. */
async function stopIfItGoesOn({ page }: LaunchedApp): Promise<void> {
  await delay(1000);
  await page.evaluate(async () => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    const state = await liuhen.recording.getState();
    if (state.ok && state.value.phase === 'recording') await liuhen.recording.stop();
  });
}

function streamOf(lockerFolder: string): string {
  const [recordingId = ''] = readdirSync(join(lockerFolder, 'recording'));
  return join(lockerFolder, 'recording', recordingId, 'stream.webm');
}

function complaintsAbout(
  places: { readonly lockerFolder: string; readonly stateFolder: string },
  wasSealedByApp: boolean,
): readonly string[] {
  const complaints: string[] = [];
  const { items } = commandLine(places, 'list') as { readonly items: readonly Item[] };
  const [item] = items;
  if (item === undefined || items.length !== 1) return [`${items.length} items after the restart`];
  const sha256 = createHash('sha256')
    .update(readFileSync(objectPath(places, item.sha256)))
    .digest('hex');
  if (sha256 !== item.sha256) complaints.push('the sealed file has another hash');
  if (journalHashOf(places, item) !== sha256) complaints.push('the journal ends with another hash');
  const { provenance } = item;
  const ending = provenance.source === 'recording' ? provenance.recording.ending : 'no recording';
  if (!wasSealedByApp && ending !== 'interrupted') complaints.push(`it says ${ending}`);
  const { verdict } = commandLine(places, 'verify') as { readonly verdict: string };
  if (verdict === 'failed') complaints.push('verify fails');
  return complaints;
}
