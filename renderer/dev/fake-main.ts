import {
  type AppState,
  type Client,
  defaultHotkeys,
  type EventName,
  type EventPayload,
  hotkeyActions,
  type Settings,
} from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { ok } from '../../core/result.ts';
import { fakeBackup } from './fake-backup.ts';
import { fakeBills } from './fake-bills.ts';
import { fakeCases } from './fake-case.ts';
import { fakeItem } from './fake-evidence.ts';
import { createFakeJobs } from './fake-jobs.ts';
import { fakeLetters } from './fake-letters.ts';
import { fakeLocker } from './fake-locker.ts';
import { fakeMedia } from './fake-media.ts';
import { fakeOrderOperations } from './fake-order-operations.ts';
import { type FakeContents, fakeContents } from './fake-orders.ts';
import { type FakeProof, fakeProof } from './fake-proof.ts';
import { type FakeRecording, fakeRecording } from './fake-recording.ts';
import { fakeRules } from './fake-rules.ts';
import { fakeSession } from './fake-session.ts';
import { fakeToast } from './fake-toast.ts';
import type { Scenario } from './scenario.ts';

type Listener = (payload: never) => void;

/** What the fakes of single features share. */
export interface FakeWorld {
  readonly scenario: Scenario;
  readonly contents: FakeContents;
  readonly state: { value: AppState };
  /** Every operation that was called, with its input: for tests. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  advance(): void;
}

/** A main process in memory behind the contract's client, and the strings to pull it by. */
export interface FakeMain {
  readonly client: Client;
  readonly world: FakeWorld;
  /** Seals a new item as a hotkey would. */
  seal(): Item;
  changeSettings(patch: Partial<Settings>): void;
  readonly recording: FakeRecording;
  readonly proof: FakeProof;
}

/** Makes the main process of a scenario. */
export function createFakeMain(scenario: Scenario): FakeMain {
  const listeners = new Map<EventName, Set<Listener>>();
  let treeSize = 60;
  const world: FakeWorld = {
    scenario,
    contents: fakeContents(scenario.name),
    state: { value: initialState(scenario) },
    calls: [],
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    advance: () => {
      treeSize += 1;
      world.emit('ledgerAdvanced', { treeSize });
    },
  };
  const seal = () => {
    const { activeOrderId } = world.state.value.settings;
    const item = fakeItem(100_000 + world.contents.items.length, activeOrderId, null);
    const now = { ...item, capturedAtUtc: new Date().toISOString() };
    world.contents.items.push(now);
    world.advance();
    world.emit('itemSealed', { item: now });
    return now;
  };
  const changeSettings = (patch: Partial<Settings>) => {
    world.state.value = withSettings(world.state.value, patch);
    world.emit('appStateChanged', world.state.value);
  };
  const jobs = createFakeJobs(world);
  const recording = fakeRecording(world);
  const proof = fakeProof(world);
  const cases = fakeCases(world);
  const client: Client = {
    app: {
      getState: async () => ok(world.state.value),
      updateSettings: async (patch) => {
        changeSettings(patch as Partial<Settings>);
        return ok(world.state.value);
      },
      tryHotkey: async ({ action, accelerator }) => ok(hotkeyState(action, accelerator)),
    },
    ...fakeOrderOperations(world),
    ...fakeLocker(world, jobs, seal),
    ...fakeToast(world),
    ...recording.client,
    ...fakeMedia(world, jobs),
    ...proof.client,
    ...fakeSession(world, jobs),
    ...fakeBackup(world, jobs),
    ...cases.client,
    ...fakeLetters(world),
    ...fakeBills(world, cases),
    ...fakeRules(),
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set<Listener>();
      listeners.set(name, known.add(listener as Listener));
      return () => known.delete(listener as Listener);
    },
  };
  return { client: recorded(client, world.calls), world, seal, changeSettings, recording, proof };
}

function initialState(scenario: Scenario): AppState {
  const state: AppState = {
    settings: {
      locale: scenario.locale,
      theme: scenario.theme,
      screenCapture: 'display-with-pointer',
      hotkeys: { ...defaultHotkeys },
      recording: { framesPerSecond: 15, microphoneId: null, isSystemSoundOn: false },
      isFirstRunDone: scenario.name !== 'first-run',
      activeOrderId: null,
    },
    hotkeys: [],
    appVersion: '0.1.0',
    runtime: { name: 'electron-on-chromium', version: '0.1.0' },
    platform: 'linux',
    lockerProblem:
      scenario.name === 'problem'
        ? { code: 'LOCKER_READ_ONLY', message: '证据库所在的磁盘是只读的。' }
        : null,
  };
  return withSettings(state, {});
}

function withSettings(state: AppState, patch: Partial<Settings>): AppState {
  const settings = { ...state.settings, ...patch };
  return {
    ...state,
    settings,
    hotkeys: hotkeyActions.map((action) => hotkeyState(action, settings.hotkeys[action])),
  };
}

/** In this world somebody else holds Ctrl+Alt+3 and Ctrl+Alt+T. */
function hotkeyState(
  action: AppState['hotkeys'][number]['action'],
  accelerator: string,
): AppState['hotkeys'][number] {
  if (accelerator === '') return { action, accelerator, state: 'off', suggestion: null };
  const isTaken = accelerator === 'Control+Alt+3' || accelerator === 'Control+Alt+T';
  return isTaken
    ? { action, accelerator, state: 'taken', suggestion: 'Control+Alt+Shift+3' }
    : { action, accelerator, state: 'active', suggestion: null };
}

/** The same client, every call of which is written down. */
function recorded(client: Client, calls: FakeWorld['calls']): Client {
  const wrap = (feature: string, operations: object) =>
    Object.fromEntries(
      Object.entries(operations).map(([operation, call]: [string, (input: unknown) => Promise<unknown>]) => [
        operation,
        (input: unknown) => {
          calls.push({ name: `${feature}.${operation}`, input });
          return call(input);
        },
      ]),
    );
  const { on, ...features } = client;
  const wrapped = Object.entries(features).map(([feature, operations]) => [
    feature,
    wrap(feature, operations),
  ]);
  return { ...Object.fromEntries(wrapped), on } as Client;
}
