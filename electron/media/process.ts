import { InvariantError } from '../../core/assert.ts';
import { serveParent } from '../platform/index.ts';
import { createBlockReader } from './decoding/block-reader.ts';
import { Refusal } from './decoding/refusal.ts';
import { runTask } from './decoding/run-task.ts';
import {
  EXIT_OUT_OF_MEMORY,
  type FromMediaProcess,
  MAX_MEMORY_BYTES,
  type ToMediaProcess,
} from './protocol.ts';

// The media process: foreign sound and video meet parsers and decoders here and nowhere else. It is given one task at a
// time, asks its parent for the bytes it needs, knows no path of a locker, and may be killed at any moment.

const MEMORY_CHECK_MS = 100;
const PROGRESS_EVERY_MS = 100;

setInterval(() => {
  if (process.memoryUsage.rss() > MAX_MEMORY_BYTES) process.exit(EXIT_OUT_OF_MEMORY);
}, MEMORY_CHECK_MS).unref();

const reads = new Map<number, PromiseWithResolvers<Uint8Array>>();
let readCount = 0;

serveParent((received, reply) => {
  const message = received as ToMediaProcess;
  const say = (answer: FromMediaProcess) => reply(answer);
  if (message.type === 'task') {
    void perform(message, say).then(say);
    return;
  }
  const read = reads.get(message.readId);
  reads.delete(message.readId);
  if (message.type === 'bytes') read?.resolve(message.bytes);
  else read?.reject(new Refusal(message.code, 'the parent could not read the object'));
});

async function perform(
  { task, sizeBytes }: ToMediaProcess & { readonly type: 'task' },
  say: (message: FromMediaProcess) => void,
): Promise<FromMediaProcess> {
  const reader = createBlockReader(sizeBytes, (start, end) => {
    const read = Promise.withResolvers<Uint8Array>();
    readCount += 1;
    reads.set(readCount, read);
    say({ type: 'read', readId: readCount, start, end });
    return read.promise;
  });
  let saidAtMs = 0;
  const onProgress = (done: number, total: number) => {
    if (performance.now() - saidAtMs < PROGRESS_EVERY_MS) return;
    saidAtMs = performance.now();
    say({ type: 'progress', done, total });
  };
  try {
    return { type: 'done', outcome: await runTask(task, reader, onProgress) };
  } catch (error) {
    if (error instanceof InvariantError) throw error;
    return refusalOf(error);
  }
}

/** The libraries throw plain errors at bytes they cannot read: what is not the disk's fault is the file's. */
function refusalOf(error: unknown): FromMediaProcess {
  if (error instanceof Refusal) return { type: 'refused', code: error.code, reason: error.message };
  const { code } = error as NodeJS.ErrnoException;
  const reason = String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return { type: 'refused', code: 'DISK_FULL', reason };
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code))
    return { type: 'refused', code: 'DISK_FAILED', reason };
  return { type: 'refused', code: 'MEDIA_UNREADABLE', reason };
}
