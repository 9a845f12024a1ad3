import { Worker } from 'node:worker_threads';
import { keepDatabaseLoaded } from '../locker/index.ts';
import { siblingModule, threadEnd } from '../platform/index.ts';
import type { LockerVerificationOptions, VerificationResult } from './verification.ts';
import type { VerificationMessage, VerificationThreadOptions } from './worker.ts';

/**
 * Checks a whole locker in a thread of its own and says what was checked, what failed and what was not checked;
 * changes nothing in the locker's folder. `NOT_FOUND`, `NOT_READABLE`, `LOCKER_TOO_NEW`, `CANCELLED` (by `signal`).
 * A damaged locker is a report with verdict `failed`, never an error. `onProgress` counts objects, or
 * megabytes where there are many; a total of 0 means not yet known.
 */
export function verifyLocker(options: LockerVerificationOptions): Promise<VerificationResult> {
  const { directory, stateFolder, heldHead, trustedRoots, extent, signal, onProgress } = options;
  const cancelled = new Int32Array(new SharedArrayBuffer(4));
  const request = { directory, stateFolder, heldHead, trustedRoots, extent };
  keepDatabaseLoaded();
  const path = siblingModule(import.meta.url, './worker.ts', './verification-worker.js');
  const worker = new Worker(path, {
    workerData: { kind: 'verification', request, cancelled } satisfies VerificationThreadOptions,
    name: 'verification',
  });
  const end = threadEnd(worker);
  const cancel = () => Atomics.store(cancelled, 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  return new Promise<VerificationResult>((resolve, reject) => {
    worker.on('message', (message: VerificationMessage) => {
      if (message.type === 'finished') resolve(message.result);
      else onProgress?.(message.step, message.done, message.total);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the verification thread ended without a result')));
  }).finally(async () => {
    signal?.removeEventListener('abort', cancel);
    await end();
  });
}
