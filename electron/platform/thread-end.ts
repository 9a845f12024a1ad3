import type { Worker } from 'node:worker_threads';

/** Far more than a thread needs to end by itself once it has nothing left to do. */
const PATIENCE_MS = 5_000;

/**
 * Watches a thread from its start; the returned function resolves when it has ended. The thread must end by itself:
 * terminating one while its native database is being taken down has crashed the whole process (SIGSEGV, seen under
 * load), so that is kept for a thread that hangs.
 */
export function threadEnd(worker: Worker): () => Promise<void> {
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return async () => {
    const timer = setTimeout(() => void worker.terminate(), PATIENCE_MS);
    await exited;
    clearTimeout(timer);
  };
}
