import { expect, test, vi } from 'vitest';
import type { RecorderTask, RecordingRequest } from '../../../../core/contract/index.ts';
import { ok } from '../../../../core/result.ts';
import { createPageSource, type Screens, type Share } from '../../../../electron/recording/index.ts';
import { request } from './fakes.ts';

const TASK = `r-${'0'.repeat(26)}`;
const OTHER_TASK = `r-${'1'.repeat(26)}`;
const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = { id: '1', name: 'left', area, scaleFactor: 1.5, isPrimary: true, sourceId: 'screen:1:0' };
const started = {
  taskId: TASK,
  widthPx: 1920,
  heightPx: 1080,
  mediaType: 'video/webm;codecs=vp9',
  sound: [],
};
const report = {
  taskId: TASK,
  levels: { microphone: null, system: null },
  frames: { deliveredCount: 1, droppedCount: 0 },
  widthPx: 1920,
  heightPx: 1080,
};

/** A source whose page the test plays. */
function fakePage(change: Partial<Screens> = {}) {
  const told: RecorderTask[] = [];
  const shares: (Share | undefined)[] = [];
  const seen: string[] = [];
  let gone: (reason: string) => void = () => undefined;
  let begun: () => void = () => undefined;
  const screens: Screens = {
    displays: async () => [display],
    windows: async () => null,
    displayAtPointer: () => '1',
    chooseRegion: undefined,
    canRecordSystemSound: false,
    areOwnWindowsLeftOut: false,
    ...change,
  };
  const { source, desk } = createPageSource({
    page: {
      open: async (listener) => {
        gone = listener;
        await desk.listDevices({ microphones: [{ id: 'm1', label: 'Microphone' }] });
      },
      begin: async (share) => {
        shares.push(share);
        begun();
      },
      tell: (task) => void told.push(task),
      close: () => undefined,
    },
    screens,
    encoder: { name: 'encoder', version: '1' },
    onStarted: () => void seen.push('started'),
    onEnded: () => void seen.push('ended'),
  });
  const events = {
    chunk: vi.fn(async () => ok(undefined)),
    report: vi.fn(),
    noticed: vi.fn(),
    ended: vi.fn((cause: string) => void seen.push(cause)),
  };
  /** Asks for a recording and lets the page answer it. */
  const start = async (
    wish: Partial<RecordingRequest> = {},
    answer: () => unknown = () => desk.started(started),
  ) => {
    begun = () => void answer();
    return await source.start(TASK, { ...request, ...wish }, events);
  };
  return { source, desk, told, shares, seen, events, start, die: (reason: string) => gone(reason) };
}

test('the page is given the chosen display, and the recording states it', async () => {
  const { start, shares, seen } = fakePage();
  const running = await start();
  expect(shares).toEqual([{ sourceId: 'screen:1:0', isSystemSoundOn: false }]);
  expect(running).toMatchObject({
    ok: true,
    value: {
      recorded: { mode: 'screen', area, display: { id: '1', scaleFactor: 1.5 }, framesPerSecond: 15 },
    },
  });
  expect(seen).toEqual(['started']);
});

test('a region is a crop of its display, and the area says what the frames really show', async () => {
  const { start, desk } = fakePage();
  const running = await start({
    mode: 'region',
    displayId: null,
    region: { x: 101, y: 51, width: 300, height: 200 },
  });
  expect(running).toMatchObject({
    ok: true,
    value: { recorded: { area: { x: 100, y: 50, width: 302, height: 202 } } },
  });
  expect(desk.getTask(undefined)).toMatchObject({
    value: { crop: { area: { x: 100, y: 50, width: 302, height: 202 }, of: { width: 1920, height: 1080 } } },
  });
});

test('chunks are taken in order only: one out of order ends the recording as failed', async () => {
  const { start, desk, events } = fakePage();
  await start();
  const bytes = new Uint8Array(3);
  expect(await desk.chunk({ taskId: TASK, index: 0, bytes })).toMatchObject({ ok: true });
  expect(await desk.chunk({ taskId: TASK, index: 2, bytes })).toMatchObject({ ok: false });
  expect(events.chunk).toHaveBeenCalledTimes(1);
  expect(events.ended).toHaveBeenCalledWith('failed', expect.any(String));
});

test('what a page says of another task is refused and changes nothing', async () => {
  const { start, desk, events } = fakePage();
  await start();
  const bytes = new Uint8Array(1);
  for (const said of [
    await desk.chunk({ taskId: OTHER_TASK, index: 0, bytes }),
    await desk.report({ ...report, taskId: OTHER_TASK }),
    await desk.noticed({ taskId: OTHER_TASK, code: 'sound-lost', detail: '' }),
    await desk.ended({ taskId: OTHER_TASK, cause: 'stopped', detail: '' }),
    await desk.started({ ...started, taskId: OTHER_TASK }),
  ])
    expect(said).toMatchObject({ ok: false, error: { code: 'RECORDING_NOT_RUNNING' } });
  expect(events.chunk).not.toHaveBeenCalled();
  expect(events.ended).not.toHaveBeenCalled();
});

test('pausing, resuming and stopping tell the page; after a stop nothing else does', async () => {
  const { start, told } = fakePage();
  const running = await start();
  if (!running.ok) throw new Error(running.error.code);
  const { pause, resume, stop } = running.value;
  for (const steer of [pause, resume, stop, resume]) steer();
  expect(told.flatMap((task) => (task.type === 'record' ? [task.phase] : []))).toEqual([
    'paused',
    'rolling',
    'stopping',
  ]);
});

test('a page that dies ends its recording once, as failed', async () => {
  const { start, seen, die, desk } = fakePage();
  await start();
  die('crashed');
  die('closed');
  expect(seen).toEqual(['started', 'ended', 'failed']);
  expect(desk.getTask(undefined)).toMatchObject({ value: { type: 'idle' } });
});

test.each([
  ['refused', 'RECORDING_REFUSED'],
  ['sound-lost', 'RECORDING_NO_SOUND'],
  ['source-ended', 'RECORDING_NO_DISPLAY'],
  ['failed', 'RECORDING_FAILED'],
] as const)('%s before the first frame fails with %s, and nothing is told as ended', async (cause, code) => {
  const { start, desk, events, seen } = fakePage();
  const running = await start({}, () => desk.ended({ taskId: TASK, cause, detail: 'why' }));
  expect(running).toMatchObject({ ok: false, error: { code } });
  expect(events.ended).not.toHaveBeenCalled();
  expect(seen).toEqual([]);
});

test('a microphone is found by its label too, as ids do not outlive the program', async () => {
  const { start, desk } = fakePage();
  await start({ microphoneId: 'Microphone' });
  expect(desk.getTask(undefined)).toMatchObject({ value: { microphoneId: 'm1' } });
});

test('what this machine cannot do is refused with its reason before the page is asked', async () => {
  const { start, shares } = fakePage();
  expect(await start({ isSystemSoundOn: true })).toMatchObject({ error: { code: 'RECORDING_NO_SOUND' } });
  expect(await start({ mode: 'window', windowId: 'w' })).toMatchObject({
    error: { code: 'RECORDING_UNAVAILABLE' },
  });
  expect(await start({ mode: 'region', region: null })).toMatchObject({
    error: { code: 'RECORDING_UNAVAILABLE' },
  });
  expect(await start({ displayId: '9' })).toMatchObject({ error: { code: 'RECORDING_NO_DISPLAY' } });
  expect(await start({ microphoneId: 'none' })).toMatchObject({ error: { code: 'RECORDING_NO_SOUND' } });
  expect(shares).toEqual([]);
});

test('a region the user does not draw is a cancelled recording', async () => {
  const { start } = fakePage({ chooseRegion: async () => undefined });
  expect(await start({ mode: 'region', region: null })).toMatchObject({
    error: { code: 'CAPTURE_CANCELLED' },
  });
});

test('meters run without a recording until they are stopped', async () => {
  const { source, desk } = fakePage();
  const heard: unknown[] = [];
  const listening = source.listen(
    { microphoneId: 'm1', isSystemSoundOn: false },
    (levels) => void heard.push(levels),
  );
  const taskId = await vi.waitFor(() => {
    const asked = desk.getTask(undefined) as { readonly value: RecorderTask };
    if (asked.value.type !== 'listen') throw new Error('not yet');
    return asked.value.taskId;
  });
  await desk.report({ ...report, taskId, frames: null, levels: { microphone: 0.5, system: null } });
  expect(await listening).toEqual(ok(undefined));
  expect(heard).toEqual([{ microphone: 0.5, system: null }]);
  await source.listen(undefined, () => undefined);
  expect(desk.getTask(undefined)).toMatchObject({ value: { type: 'idle' } });
});
