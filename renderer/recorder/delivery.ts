import { settle } from '../client.ts';
import type { RecorderCalls } from './follow-tasks.ts';

/** Half of what main takes at once (MAX_CHUNK_BYTES); a second is far below it. */
const PIECE_BYTES = 16 * 1024 * 1024;

/** Hands encoded bytes to main, one piece after the other, in the order they came. Nothing that was taken is kept. */
export interface Delivery {
  send(encoded: Blob): void;
  /** Resolves when everything sent so far was taken or refused. */
  settled(): Promise<void>;
}

/** A {@link Delivery}; after a refusal nothing more is sent, as what follows would leave a hole. */
export function createDelivery(
  taskId: string,
  recorder: Pick<RecorderCalls, 'chunk'>,
  onRefused: (code: string) => void,
): Delivery {
  let index = 0;
  let isRefused = false;
  let last = Promise.resolve();
  const deliver = async (encoded: Blob) => {
    for (let from = 0; from < encoded.size && !isRefused; from += PIECE_BYTES) {
      const bytes = new Uint8Array(await encoded.slice(from, from + PIECE_BYTES).arrayBuffer());
      const taken = await settle(recorder.chunk({ taskId, index, bytes }));
      index += 1;
      if (taken.ok) continue;
      isRefused = true;
      onRefused(taken.error.code);
    }
  };
  return {
    send: (encoded) => {
      last = last.then(() => deliver(encoded));
    },
    settled: () => last,
  };
}
