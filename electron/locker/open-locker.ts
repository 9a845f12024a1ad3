import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { siblingModule } from '../platform/index.ts';
import { casesThrough } from './cases-client.ts';
import { keepDatabaseLoaded } from './database/keep-loaded.ts';
import { lockerCodec, objectsFolderOf } from './engine/connection.ts';
import type { Locker, LockerOpenError, LockerOptions, SealRequest } from './locker.ts';
import { readWholeObject, streamWholeObject } from './objects/read-object.ts';
import { proofsThrough } from './proofs-client.ts';
import type { LockerCalls, LockerMessage, LockerThreadOptions } from './protocol.ts';
import { recordingsClient } from './recordings/client.ts';
import { callingThread } from './thread-calls.ts';

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

function startThread(options: LockerOptions) {
  keepDatabaseLoaded();
  const path = siblingModule(import.meta.url, './worker.ts', './locker-worker.js');
  const worker = new Worker(path, { workerData: { options } satisfies LockerThreadOptions, name: 'locker' });
  const listeners = new Set<(treeSize: number) => void>();
  const opening = Promise.withResolvers<Opening>();
  worker.on('message', (message: LockerMessage) => {
    if (message.type === 'opened' || message.type === 'refused') opening.resolve(message);
    else if (message.type === 'advanced') for (const listener of listeners) listener(message.treeSize);
  });
  const calls = callingThread<LockerCalls>(worker, 'locker', opening.reject);
  return { opening: opening.promise, listeners, ...calls };
}

function clientOf(thread: Thread, directory: string, opened: Opened): Locker {
  const { call } = thread;
  const objectsFolder = objectsFolderOf(directory);
  const recordings = recordingsClient({
    directory,
    writeProblem: opened.writeProblem,
    adoption: {
      find: (recordingId) => call('findRecording', [recordingId]),
      adopt: (recordingId) => call('adoptRecording', [recordingId]),
    },
  });
  let closing: Promise<void> | undefined;
  return {
    ...proofsThrough(call),
    ...casesThrough(call),
    directory,
    lockerId: opened.lockerId,
    writeProblem: opened.writeProblem,
    seal: (request) => sealThrough(thread, request),
    assignItems: (...input) => call('assign', input),
    labelItems: (...input) => call('label', input),
    noteItem: (...input) => call('note', input),
    describeCall: (...input) => call('describeCall', input),
    transcribe: (...input) => call('transcribe', input),
    getTranscript: (...input) => call('getTranscript', input),
    beginRecording: recordings.begin,
    recoverRecordings: recordings.recover,
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
      closing ??= recordings.close().finally(() => call('close', []).finally(thread.end));
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
