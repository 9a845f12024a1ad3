import { createHash } from 'node:crypto';
import { ok, type Result } from '../../core/result.ts';
import type { Locker } from '../locker/index.ts';
import { refuse } from './failures.ts';

export type ObjectStreams = Pick<Locker, 'streamObject'>;
type ReadError = 'OBJECT_MISSING' | 'OBJECT_DAMAGED' | 'DISK_FAILED';

/** Bytes `start`…`end` (exclusive) of an object, through the locker; `OBJECT_DAMAGED` when it is shorter than it was. */
export async function readRange(
  locker: ObjectStreams,
  sha256: string,
  start: number,
  end: number,
): Promise<Result<Uint8Array, ReadError>> {
  const whole = Buffer.allocUnsafe(end - start);
  let at = 0;
  try {
    const stream = await locker.streamObject(sha256, { start, end: end - 1 });
    if (stream === undefined) return refuse('OBJECT_MISSING');
    for await (const chunk of stream as AsyncIterable<Buffer>) at += chunk.copy(whole, at);
  } catch (cause) {
    return refuse('DISK_FAILED', String((cause as NodeJS.ErrnoException).code));
  }
  return at === whole.length ? ok(whole) : refuse('OBJECT_DAMAGED');
}

/** Whether an object still has its hash. Reads all of it. */
export async function checkObject(
  locker: ObjectStreams,
  sha256: string,
): Promise<Result<undefined, ReadError>> {
  const hash = createHash('sha256');
  try {
    const stream = await locker.streamObject(sha256);
    if (stream === undefined) return refuse('OBJECT_MISSING');
    for await (const chunk of stream as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (cause) {
    return refuse('DISK_FAILED', String((cause as NodeJS.ErrnoException).code));
  }
  return hash.digest('hex') === sha256 ? ok(undefined) : refuse('OBJECT_DAMAGED');
}
