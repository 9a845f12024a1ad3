import {
  channelOf,
  contract,
  type Handlers,
  type Operation,
  type WindowKind,
} from '../../../core/contract/index.ts';
import { type Frame, implement, type KnownWindow } from '../../../electron/ipc/index.ts';
import { exampleOf } from './examples.ts';

export const ORIGIN = 'app://bundle';

/** A frame that is what the test says and of our origin otherwise. */
export function frame(
  change: Partial<Omit<Frame, 'isDestroyed'>> & { readonly isDestroyed?: boolean } = {},
): Frame {
  const { isDestroyed = false, ...rest } = change;
  const made = { origin: ORIGIN, parent: null, detached: false, top: null as Frame | null, ...rest };
  const result: Frame = { ...made, isDestroyed: () => isDestroyed };
  if (made.top === null) Object.assign(result, { top: result });
  return result;
}

/** A choke point over every operation with handlers that only count, and the windows of the app. */
export function chokePoint(answer: (operation: Operation) => unknown = (operation) => goodAnswer(operation)) {
  const listeners = new Map<
    string,
    (event: { senderFrame: Frame | null }, ...parameters: unknown[]) => unknown
  >();
  const log: string[] = [];
  const state = { handlerRuns: 0, nowMs: 0, closed: [] as WindowKind[] };
  const mainFrames = new Map<Frame, KnownWindow>();
  const windows = Object.fromEntries(
    (['main', 'region', 'toast', 'indicator', 'recorder', 'strip'] as const).map((kind) => {
      const mainFrame = frame();
      mainFrames.set(mainFrame, { kind, close: () => state.closed.push(kind) });
      return [kind, mainFrame];
    }),
  ) as Record<WindowKind, Frame>;
  implement(
    contract,
    countingHandlers(answer, () => (state.handlerRuns += 1)),
    {
      ipcMain: { handle: (channel, listener) => listeners.set(channel, listener) },
      windowOf: (candidate) => mainFrames.get(candidate),
      isOurOrigin: (origin) => origin === ORIGIN,
      log: (line) => log.push(line),
      monotonicMs: () => state.nowMs,
    },
  );
  return {
    state,
    log,
    windows,
    mainFrames,
    channels: () => [...listeners.keys()],
    call: (channel: string, senderFrame: Frame | null, ...parameters: unknown[]) => {
      const listener = listeners.get(channel);
      if (listener === undefined) throw new Error(`nothing listens on ${channel}`);
      return Promise.resolve(listener({ senderFrame }, ...parameters)) as Promise<Answer>;
    },
  };
}

/** What crosses the wire, as a test looks at it. */
export interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Every operation with its channel. */
export function allOperations(): readonly { readonly channel: string; readonly operation: Operation }[] {
  return Object.entries(contract).flatMap(([feature, operations]) =>
    Object.entries(operations as Record<string, Operation>).map(([name, operation]) => ({
      channel: channelOf(feature, name),
      operation,
    })),
  );
}

function goodAnswer(operation: Operation): unknown {
  return { ok: true, value: exampleOf(operation.output) };
}

function countingHandlers(answer: (operation: Operation) => unknown, count: () => void): Handlers {
  const handlers = Object.entries(contract).map(([feature, operations]) => [
    feature,
    Object.fromEntries(
      Object.entries(operations as Record<string, Operation>).map(([name, operation]) => [
        name,
        () => {
          count();
          return answer(operation);
        },
      ]),
    ),
  ]);
  return Object.fromEntries(handlers) as Handlers;
}
