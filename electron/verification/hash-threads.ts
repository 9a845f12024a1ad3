import { Worker } from 'node:worker_threads';
import { invariant } from '../../core/assert.ts';
import { type Steps, VerificationCancelled } from '../../core/verification/index.ts';
import { siblingModule, threadEnd } from '../platform/index.ts';
import type { NamedObject } from './named-objects.ts';
import { examineNamedObject, type ObjectOutcome } from './object-findings.ts';

/** What a hashing thread is started with. */
export interface HashThreadOptions {
  readonly kind: 'hash';
  readonly directory: string;
  readonly objects: readonly NamedObject[];
  readonly shared: SharedHashing;
}

/** What the threads have in common. */
export interface SharedHashing {
  /** [0] becomes 1 when the caller gives up; [1] is the next object to be taken. */
  readonly control: Int32Array;
  /** [0] bytes read so far. */
  readonly readBytes: BigInt64Array;
}

/** A thread's share of the outcomes, by the objects' place in the list. */
export type HashThreadMessage = readonly (readonly [at: number, outcome: ObjectOutcome])[];

const THREADS = 2;
const LOOK_EVERY_MS = 50;
const MEGABYTE = 1_000_000;

/**
 * As `examineObjects`, in two threads: SHA-256 has no parallel form, but two files are two streams. Progress is told in
 * megabytes, and cancelling is answered, within one large file too.
 */
export async function examineObjectsInThreads(
  directory: string,
  objects: readonly NamedObject[],
  steps: Steps,
): Promise<readonly ObjectOutcome[]> {
  // Largest first: at the end only small ones are left for whichever thread is free.
  const order = objects
    .map((object, at) => ({ object, at }))
    .toSorted((left, right) => (right.object.sizeBytes ?? 0) - (left.object.sizeBytes ?? 0));
  const shared: SharedHashing = {
    control: new Int32Array(new SharedArrayBuffer(8)),
    readBytes: new BigInt64Array(new SharedArrayBuffer(8)),
  };
  const options = { kind: 'hash', directory, objects: order.map(({ object }) => object), shared } as const;
  const total = Math.ceil(objects.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0) / MEGABYTE);
  const advance = () =>
    steps.advance('核对原件（MB）', Math.min(total, Number(shared.readBytes[0] ?? 0n) / MEGABYTE) | 0, total);
  const stop = () => Atomics.store(shared.control, 0, 1);
  const cancelled = await watching(advance, stop, () =>
    Promise.all(Array.from({ length: THREADS }, () => runThread(options))),
  );
  const outcomes: ObjectOutcome[] = [];
  for (const [at, outcome] of cancelled.flat()) {
    const place = order[at];
    invariant(place !== undefined, 'threads take their objects from this list');
    outcomes[place.at] = outcome;
  }
  steps.advance('核对原件（MB）', total, total);
  return outcomes;
}

/** Runs `work` while looking again and again how far it is; what `look` throws stops the work and is thrown at its end. */
async function watching<Value>(
  look: () => void,
  stop: () => void,
  work: () => Promise<Value>,
): Promise<Value> {
  let thrown: unknown;
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      thrown ??= error;
      stop();
    }
  }, LOOK_EVERY_MS);
  try {
    const value = await work();
    if (thrown !== undefined) throw thrown;
    return value;
  } finally {
    clearInterval(timer);
  }
}

async function runThread(options: HashThreadOptions): Promise<HashThreadMessage> {
  const path = siblingModule(import.meta.url, './worker.ts', './verification-worker.js');
  const worker = new Worker(path, { workerData: options, name: 'hashing' });
  const end = threadEnd(worker);
  try {
    return await new Promise<HashThreadMessage>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('a hashing thread ended without a result')));
    });
  } finally {
    await end();
  }
}

/** The work of one thread: takes objects until none is left or the caller gives up. */
export function hashObjects({ directory, objects, shared }: HashThreadOptions): HashThreadMessage {
  const { control, readBytes } = shared;
  const outcomes: (readonly [number, ObjectOutcome])[] = [];
  try {
    for (;;) {
      const at = Atomics.add(control, 1, 1);
      const object = objects[at];
      if (object === undefined) return outcomes;
      const onBytes = (length: number) => {
        if (Atomics.load(control, 0) === 1) throw new VerificationCancelled('cancelled');
        Atomics.add(readBytes, 0, BigInt(length));
      };
      onBytes(0);
      outcomes.push([at, examineNamedObject(directory, object, onBytes)]);
    }
  } catch (thrown) {
    if (thrown instanceof VerificationCancelled) return outcomes;
    throw thrown;
  }
}
