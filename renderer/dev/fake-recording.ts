import {
  type Client,
  type EventPayload,
  idleRecording,
  type RecordingSources,
  type RecordingState,
} from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import type { Mark, RecordingFacts } from '../../core/recording/index.ts';
import { fail, ok } from '../../core/result.ts';
import { fakeId, fakeRecordingItem } from './fake-evidence.ts';
import type { FakeWorld } from './fake-main.ts';
import type { Scenario } from './scenario.ts';

type RecordingEnded = EventPayload<'recordingEnded'>;

/** The recorder of the fake and the strings to pull it by. */
export interface FakeRecording {
  readonly client: Pick<Client, 'recording' | 'recorder'>;
  /** Changes what is told of the recording, as the recorder or the machine would. */
  change(patch: Partial<RecordingState>): void;
  /** Ends the recording by itself; `ended` without an item sealed nothing. */
  end(ending: RecordingEnded['ending'], isSealed: boolean): RecordingEnded;
}

const TICK_MS = 200;
const BYTES_PER_SECOND = 190_000;
const FREE_BYTES = 182_000_000_000;
/** A microphone of this world that hears nothing. */
const SILENT_MICROPHONE = 'microphone-silent';

const idle: RecordingState = { ...idleRecording, freeBytes: FREE_BYTES };

/** Records nothing, and says everything a recorder says. */
export function fakeRecording(world: FakeWorld): FakeRecording {
  const sources = sourcesOf(world.scenario);
  let state = initialState(world);
  let listensTo: { microphoneId: string | null; isSystemSoundOn: boolean } | undefined;
  let ticks = 0;
  const change = (patch: Partial<RecordingState>) => {
    state = { ...state, ...patch };
    world.emit('recordingChanged', state);
  };
  const now = () => new Date().toISOString();
  const end = (ending: RecordingEnded['ending'], isSealed: boolean): RecordingEnded => {
    const item = isSealed ? sealRecording(world, state, ending) : undefined;
    change({ ...idle });
    const ended = { ending, itemId: item?.id ?? null, message: '录屏没有存下来，请再录一次。' };
    world.emit('recordingEnded', ended);
    return ended;
  };
  setInterval(() => {
    ticks += 1;
    const microphoneId = listensTo?.microphoneId ?? null;
    if (state.phase === 'recording') change(grown(state, ticks));
    else if (state.phase === 'idle' && listensTo !== undefined) {
      const microphone =
        microphoneId === null ? null : microphoneId === SILENT_MICROPHONE ? 0 : loudness(ticks);
      change({ levels: { microphone, system: listensTo.isSystemSoundOn ? loudness(ticks + 5) : null } });
    }
  }, TICK_MS);
  let isFoundTold = world.scenario.recording !== 'interrupted';
  const tellFound = () => {
    if (!isFoundTold) setTimeout(() => end('interrupted', true), TICK_MS);
    isFoundTold = true;
  };

  const notRunning = () => fail('RECORDING_NOT_RUNNING', '现在没有在录屏。');
  const recording: Client['recording'] = {
    getSources: async () =>
      sources === undefined ? fail('RECORDING_UNAVAILABLE', '这台电脑上不能录屏。') : ok(sources),
    getState: async () => {
      // A recording of the last time is told once the window listens.
      tellFound();
      return ok(state);
    },
    start: async (request) => {
      if (state.phase !== 'idle') return fail('RECORDING_IN_PROGRESS', '已经在录屏。');
      listensTo = undefined;
      change({ ...idle, phase: 'starting' });
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      change({
        ...idle,
        phase: 'recording',
        recordingId: fakeId('r', 1),
        orderId: world.state.value.settings.activeOrderId,
        startedAtUtc: now(),
        framesPerSecond: request.framesPerSecond,
        frames: { deliveredCount: 0, droppedCount: 0 },
        sound: [
          ...(request.microphoneId === null ? [] : [{ kind: 'microphone' as const, label: '内置麦克风' }]),
          ...(request.isSystemSoundOn ? [{ kind: 'system' as const, label: '电脑声音' }] : []),
        ],
      });
      return ok(state);
    },
    pause: async () => {
      if (state.phase !== 'recording') return notRunning();
      const gap = { mediaMs: state.mediaMs, fromUtc: now(), toUtc: null, reason: 'user' as const };
      change({ phase: 'paused', gaps: [...state.gaps, gap] });
      return ok(state);
    },
    resume: async () => {
      if (state.phase !== 'paused') return notRunning();
      change({ phase: 'recording', gaps: state.gaps.map((gap) => ({ ...gap, toUtc: gap.toUtc ?? now() })) });
      return ok(state);
    },
    mark: async ({ label }) => {
      if (state.phase !== 'recording' && state.phase !== 'paused') return notRunning();
      const named = label === '' ? `标记 ${state.marks.length + 1}` : label;
      const mark: Mark = { mediaMs: state.mediaMs, utc: now(), label: named };
      change({ marks: [...state.marks, mark] });
      return ok({ mark });
    },
    stop: async () => {
      if (state.phase === 'idle') return notRunning();
      change({ phase: 'sealing' });
      await new Promise((resolve) => setTimeout(resolve, 2 * TICK_MS));
      const { itemId } = end('user', true);
      const item = world.contents.items.find(({ id }) => id === itemId);
      return item === undefined ? notRunning() : ok({ item });
    },
    listen: async (what) => {
      const isOff = what.microphoneId === null && !what.isSystemSoundOn;
      listensTo = isOff ? undefined : what;
      if (isOff) change({ levels: idle.levels });
      return ok(undefined);
    },
  };
  return { client: { recording, recorder: silentRecorder() }, change, end };
}

function grown(state: RecordingState, ticks: number): Partial<RecordingState> {
  const delivered = (state.frames?.deliveredCount ?? 0) + 3;
  return {
    mediaMs: state.mediaMs + TICK_MS,
    sizeBytes: state.sizeBytes + (BYTES_PER_SECOND * TICK_MS) / 1000,
    frames: { deliveredCount: delivered, droppedCount: state.frames?.droppedCount ?? 0 },
    ...(state.silentForMs > 0 ? { silentForMs: state.silentForMs + TICK_MS } : heard(state, ticks)),
  };
}

function heard(state: RecordingState, ticks: number): Partial<RecordingState> {
  return {
    levels: {
      microphone: state.sound.some(({ kind }) => kind === 'microphone') ? loudness(ticks) : null,
      system: state.sound.some(({ kind }) => kind === 'system') ? loudness(ticks + 5) : null,
    },
  };
}

function loudness(ticks: number): number {
  return 0.05 + 0.3 * Math.abs(Math.sin(ticks / 3));
}

function initialState({ scenario, contents }: FakeWorld): RecordingState {
  if (scenario.recording === 'idle' || scenario.recording === 'interrupted') return idle;
  const startMs = Date.now() - 754_000;
  const at = (mediaMs: number) => new Date(startMs + mediaMs).toISOString();
  const running: RecordingState = {
    ...idle,
    phase: scenario.recording === 'paused' ? 'paused' : 'recording',
    recordingId: fakeId('r', 1),
    orderId: contents.orders[0]?.id ?? null,
    startedAtUtc: at(0),
    mediaMs: 724_000,
    sizeBytes: 137_600_000,
    framesPerSecond: 15,
    frames: { deliveredCount: 10_700, droppedCount: 0 },
    sound: [
      { kind: 'microphone', label: '内置麦克风' },
      { kind: 'system', label: '电脑声音' },
    ],
    levels: { microphone: 0.2, system: 0.08 },
    marks: [
      { mediaMs: 92_000, utc: at(92_000), label: '标记 1' },
      { mediaMs: 311_000, utc: at(311_000), label: '客服承认没有库存' },
    ],
    gaps: [
      { mediaMs: 400_000, fromUtc: at(400_000), toUtc: at(430_000), reason: 'user' },
      ...(scenario.recording === 'paused'
        ? [{ mediaMs: 724_000, fromUtc: at(754_000), toUtc: null, reason: 'own-window-shown' as const }]
        : []),
    ],
  };
  return scenario.recording === 'troubled' ? troubled(running, at) : running;
}

function troubled(running: RecordingState, at: (mediaMs: number) => string): RecordingState {
  return {
    ...running,
    freeBytes: 1_400_000_000,
    silentForMs: 23_000,
    levels: { microphone: 0, system: 0 },
    frames: { deliveredCount: 10_240, droppedCount: 460 },
    notices: [
      { code: 'display-changed', mediaMs: 120_000, utc: at(120_000), detail: '1920×1080 → 1280×720' },
      { code: 'frames-dropped', mediaMs: 500_000, utc: at(500_000), detail: '4.3%' },
      { code: 'disk-low', mediaMs: 700_000, utc: at(700_000), detail: '1.3 GB' },
    ],
  };
}

function sourcesOf({ recorder }: Scenario): RecordingSources | undefined {
  if (recorder === 'none') return undefined;
  const area = { x: 0, y: 0, width: 1920, height: 1080 };
  const isFull = recorder === 'full';
  const second = {
    id: '2',
    name: 'HDMI-1',
    area: { ...area, x: 1920 },
    isPrimary: false,
    isRecordable: true,
  };
  return {
    displays: [
      { id: '1', name: 'DP-1', area, isPrimary: true, isRecordable: true },
      ...(isFull ? [second] : []),
    ],
    windows: isFull
      ? [
          { id: 'window:1', title: '订单详情 - 星辰点卡 - Chromium', application: 'Chromium' },
          { id: 'window:2', title: '与「星辰点卡官方客服」的会话', application: '千牛' },
        ]
      : null,
    canRecordRegion: true,
    microphones: [
      { id: 'microphone-1', label: '内置麦克风' },
      { id: SILENT_MICROPHONE, label: 'USB 耳机麦克风' },
    ],
    canRecordSystemSound: isFull,
    areOwnWindowsLeftOut: isFull,
  };
}

function sealRecording(world: FakeWorld, state: RecordingState, ending: RecordingFacts['ending']): Item {
  const item = fakeRecordingItem(6000 + world.contents.items.length, state.orderId, {
    ending,
    mediaDurationMs: Math.max(1000, state.mediaMs),
    marks: [...state.marks],
    gaps: [...state.gaps],
    notices: [...state.notices],
  });
  world.contents.items.push(item);
  world.advance();
  world.emit('itemSealed', { item });
  return item;
}

function silentRecorder(): Client['recorder'] {
  const done = async () => ok(undefined);
  return {
    getTask: async () => ok({ type: 'idle' as const }),
    started: done,
    chunk: done,
    report: done,
    noticed: done,
    ended: done,
    listDevices: done,
  };
}
