// Locker verification in a thread of its own: it reads every byte of the locker, and must block nobody. The threads that
// hash for it run the same module.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../core/assert.ts';
import { fail } from '../../core/result.ts';
import { type HashThreadOptions, hashObjects } from './hash-threads.ts';
import { checkWholeLocker } from './locker-verification.ts';
import { createSteps, VerificationCancelled } from './steps.ts';
import type { LockerVerificationRequest, VerificationResult } from './verification.ts';

/** What the thread is started with; `cancelled` becomes 1 when the caller gives up. */
export interface VerificationThreadOptions {
  readonly kind: 'verification';
  readonly request: LockerVerificationRequest;
  readonly cancelled: Int32Array;
}

/** What the thread says. */
export type VerificationMessage =
  | { readonly type: 'progressed'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly type: 'finished'; readonly result: VerificationResult };

/** Progress is told at most this often. */
const PROGRESS_MS = 50;

invariant(parentPort !== null, 'this module runs in a thread');
const options = workerData as VerificationThreadOptions | HashThreadOptions;
if (options.kind === 'hash') parentPort.postMessage(hashObjects(options));
else await run(parentPort, options);

async function run(port: MessagePort, { request, cancelled }: VerificationThreadOptions): Promise<void> {
  const post = (message: VerificationMessage) => port.postMessage(message);
  let told = { step: '', at: 0 };
  const steps = createSteps(
    () => Atomics.load(cancelled, 0) === 1,
    (step, done, total) => {
      const at = performance.now();
      if (step === told.step && done !== total && at - told.at < PROGRESS_MS) return;
      told = { step, at };
      post({ type: 'progressed', step, done, total });
    },
  );
  try {
    post({ type: 'finished', result: await checkWholeLocker(request, steps) });
  } catch (thrown) {
    if (!(thrown instanceof VerificationCancelled)) throw thrown;
    post({ type: 'finished', result: fail('CANCELLED', '校验已取消，没有结论。') });
  }
}
