import type { Duplex } from 'node:stream';
import { createFrameReader, encodeFrame } from './process-source-frames.ts';

/** The other end of a pipe between two processes of ours, each of which may call the other. */
export interface Peer {
  /** What the other side answers; rejects when it is gone, or threw. */
  call(name: string, input?: unknown): Promise<unknown>;
  close(): void;
}

/** What this side answers; what it throws rejects the other side's call. */
export type Serve = (name: string, input: unknown) => unknown;

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'threw'; readonly id: number; readonly message: string };

/**
 * A {@link Peer}. Calls arrive in the order they were made and are begun in that order. `gone` is called once, when the
 * pipe has closed for whatever reason; a frame that was cut off by that was never received.
 */
export function createPeer(pipe: Duplex, serve: Serve, gone: () => void): Peer {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const read = createFrameReader();
  let lastId = 0;
  let isGone = false;
  const send = (message: Message) => {
    if (!isGone) pipe.write(encodeFrame(message));
  };
  const receive = (message: Message) => {
    if (message.kind === 'call') return void answer(message, serve, send);
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') asked?.resolve(message.value);
    else asked?.reject(new Error(message.message));
  };
  pipe.on('data', (piece: Uint8Array) => {
    try {
      for (const message of read(piece)) receive(message as Message);
    } catch (error) {
      pipe.destroy(error instanceof Error ? error : undefined);
    }
  });
  // An error is always followed by `close`.
  pipe.on('error', () => undefined);
  pipe.once('close', () => {
    isGone = true;
    for (const asked of waiting.values()) asked.reject(new Error('the other process is gone'));
    waiting.clear();
    gone();
  });
  return {
    call: (name, input) => {
      if (isGone) return Promise.reject(new Error('the other process is gone'));
      const asked = Promise.withResolvers<unknown>();
      lastId += 1;
      waiting.set(lastId, asked);
      send({ kind: 'call', id: lastId, name, input });
      return asked.promise;
    },
    close: () => pipe.destroy(),
  };
}

async function answer(
  { id, name, input }: Message & { readonly kind: 'call' },
  serve: Serve,
  send: (message: Message) => void,
): Promise<void> {
  try {
    send({ kind: 'answer', id, value: await serve(name, input) });
  } catch (error) {
    send({ kind: 'threw', id, message: error instanceof Error ? error.message : String(error) });
  }
}
