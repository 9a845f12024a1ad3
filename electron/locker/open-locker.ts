import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { siblingModule, threadEnd } from '../platform/index.ts';
import { lockerCodec, objectsFolderOf } from './engine/connection.ts';
import type { Locker, LockerOpenError, LockerOptions, SealRequest } from './locker.ts';
import { readWholeObject, streamWholeObject } from './objects/read-object.ts';
import type { CallName, LockerCalls, LockerMessage, LockerThreadOptions } from './protocol.ts';

/**
 * Opens a locker in a thread of its own; creates it when asked. Codes: see {@link LockerOpenError}. A locker on a disk
 * or folder that takes no writes opens for reading, with `writeProblem` set; one of a newer version is refused and
 * not touched.
 */
export async function openLocker(options: LockerOptions): Promise<Result<Locker, LockerOpenError>> {
  const thread = startThread(options);
  const first = await thread.opening;
  if (first.type === 'refused') {
    await thread.end();
    return { ok: false, error: first.failure };
  }
  return ok(clientOf(thread, options.directory, first));
}

type Opening = Extract<LockerMessage, { readonly type: 'opened' | 'refused' }>;
type Opened = Extract<LockerMessage, { readonly type: 'opened' }>;
type Thread = ReturnType<typeof startThread>;

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

function startThread(options: LockerOptions) {
  const path = siblingModule(import.meta.url, './worker.ts', './locker-worker.js');
  const worker = new Worker(path, { workerData: { options } satisfies LockerThreadOptions, name: 'locker' });
  const pending = new Map<number, Pending>();
  const listeners = new Set<(treeSize: number) => void>();
  const opening = Promise.withResolvers<Opening>();
  let death: Error | undefined;
  let sequence = 0;
  const die = (error: Error) => {
    death ??= error;
    opening.reject(death);
    for (const { reject } of pending.values()) reject(death);
    pending.clear();
  };
  worker.on('message', (message: LockerMessage) => receive(message, { pending, listeners, opening }));
  worker.on('error', die);
  worker.on('exit', () => die(new Error('the locker is closed')));
  return {
    opening: opening.promise,
    listeners,
    call<Name extends CallName>(
      call: Name,
      input: Parameters<LockerCalls[Name]>,
      transfer: readonly ArrayBuffer[] = [],
    ): Promise<ReturnType<LockerCalls[Name]>> {
      if (death !== undefined) return Promise.reject(death);
      sequence += 1;
      const answer = Promise.withResolvers<unknown>();
      pending.set(sequence, answer);
      worker.postMessage({ sequence, call, input }, transfer);
      return answer.promise as Promise<ReturnType<LockerCalls[Name]>>;
    },
    end: threadEnd(worker),
  };
}

function receive(
  message: LockerMessage,
  state: {
    readonly pending: Map<number, Pending>;
    readonly listeners: ReadonlySet<(treeSize: number) => void>;
    readonly opening: { readonly resolve: (message: Opening) => void };
  },
): void {
  switch (message.type) {
    case 'opened':
    case 'refused':
      state.opening.resolve(message);
      return;
    case 'advanced':
      for (const listener of state.listeners) listener(message.treeSize);
      return;
    case 'answered':
      state.pending.get(message.sequence)?.resolve(message.output);
      break;
    case 'threw':
      state.pending
        .get(message.sequence)
        ?.reject(
          Object.assign(new Error(`the locker's thread failed: ${message.message}`), { code: message.code }),
        );
  }
  state.pending.delete(message.sequence);
}

function clientOf(thread: Thread, directory: string, opened: Opened): Locker {
  const { call } = thread;
  const objectsFolder = objectsFolderOf(directory);
  let closing: Promise<void> | undefined;
  return {
    directory,
    lockerId: opened.lockerId,
    writeProblem: opened.writeProblem,
    seal: (request) => sealThrough(thread, request),
    assignItems: (...input) => call('assign', input),
    labelItems: (...input) => call('label', input),
    noteItem: (...input) => call('note', input),
    describeCall: () => Promise.reject(new Error('not built yet')),
    transcribe: () => Promise.reject(new Error('not built yet')),
    getTranscript: async () => undefined,
    beginRecording: () => Promise.reject(new Error('not built yet')),
    recoverRecordings: async () => [],
    addOrder: (...input) => call('addOrder', input),
    changeOrder: (...input) => call('changeOrder', input),
    setOrderArchived: (...input) => call('setOrderArchived', input),
    recordExport: (...input) => call('recordExport', input),
    recordVerification: (...input) => call('recordVerification', input),
    getItem: (...input) => call('getItem', input),
    listItems: (...input) => call('listItems', input),
    getOrder: (...input) => call('getOrder', input),
    listOrders: (...input) => call('listOrders', input),
    findDuplicateOrders: (...input) => call('findDuplicateOrders', input),
    figures: () => call('figures', []),
    treeHead: () => call('treeHead', []),
    orderLedger: (...input) => call('orderLedger', input),
    readObject: (sha256) => readWholeObject(objectsFolder, lockerCodec, sha256),
    streamObject: (sha256, range): Promise<Readable | undefined> =>
      streamWholeObject(objectsFolder, lockerCodec, sha256, range),
    onAdvanced(listener) {
      thread.listeners.add(listener);
      return () => thread.listeners.delete(listener);
    },
    close() {
      closing ??= call('close', []).finally(thread.end);
      return closing;
    },
  };
}

/** The bytes are copied once and the copy moved to the thread: the caller's picture stays the caller's. */
function sealThrough(thread: Thread, request: SealRequest) {
  if ('path' in request.content) return thread.call('seal', [request]);
  const bytes = new Uint8Array(request.content.bytes);
  return thread.call('seal', [{ ...request, content: { bytes } }], [bytes.buffer]);
}
