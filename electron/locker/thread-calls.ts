import type { Worker } from 'node:worker_threads';
import { threadEnd } from '../platform/index.ts';
import { codeOf } from './failures.ts';

/** Functions that a thread runs for its client, each to its end. */
type Calls<Names> = { readonly [Name in keyof Names]: (...input: never[]) => unknown };

/** One call, numbered by the client; answered in the order sent. */
export interface ThreadRequest<Names> {
  readonly sequence: number;
  readonly call: keyof Names;
  readonly input: readonly unknown[];
}

/** What came of a call. */
export type ThreadAnswer =
  | { readonly type: 'answered'; readonly sequence: number; readonly output: unknown }
  /** A broken invariant or a disk that failed under a question: the text of the error and its code. */
  | {
      readonly type: 'threw';
      readonly sequence: number;
      readonly message: string;
      readonly code: string | null;
    };

/** The client's side of a thread. */
export interface CallingThread<Names extends Calls<Names>> {
  /** Rejects when the function threw, or the thread is gone. */
  call<Name extends keyof Names>(
    call: Name,
    input: Parameters<Names[Name]>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<ReturnType<Names[Name]>>;
  /** Resolves when the thread has ended by itself. */
  end(): Promise<void>;
}

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Calls into a thread that answers with {@link answerCall}. `name` is told in errors; `onDeath` when it is gone. */
export function callingThread<Names extends Calls<Names>>(
  worker: Worker,
  name: string,
  onDeath: (error: Error) => void = () => undefined,
): CallingThread<Names> {
  const pending = new Map<number, Pending>();
  let death: Error | undefined;
  let sequence = 0;
  const die = (error: Error) => {
    death ??= error;
    onDeath(death);
    for (const { reject } of pending.values()) reject(death);
    pending.clear();
  };
  worker.on('message', (message: ThreadAnswer | { readonly type: string }) => {
    if (isAnswer(message)) settle(pending, message, name);
  });
  worker.on('error', die);
  worker.on('exit', () => die(new Error(`the ${name} is closed`)));
  return {
    call(call, input, transfer = []) {
      if (death !== undefined) return Promise.reject(death);
      sequence += 1;
      const answer = Promise.withResolvers<unknown>();
      pending.set(sequence, answer);
      worker.postMessage({ sequence, call, input } satisfies ThreadRequest<Names>, transfer);
      return answer.promise as Promise<ReturnType<Names[typeof call]>>;
    },
    end: threadEnd(worker),
  };
}

function isAnswer(message: { readonly type: string }): message is ThreadAnswer {
  return message.type === 'answered' || message.type === 'threw';
}

function settle(pending: Map<number, Pending>, answer: ThreadAnswer, name: string): void {
  const waiting = pending.get(answer.sequence);
  pending.delete(answer.sequence);
  if (answer.type === 'answered') waiting?.resolve(answer.output);
  else
    waiting?.reject(
      Object.assign(new Error(`the ${name}'s thread failed: ${answer.message}`), { code: answer.code }),
    );
}

/** The thread's side: runs what was asked and says what came of it. */
export function answerCall<Names extends Calls<Names>>(
  calls: Names,
  { sequence, call, input }: ThreadRequest<Names>,
): ThreadAnswer {
  try {
    const run = calls[call] as unknown as (...input: readonly unknown[]) => unknown;
    return { type: 'answered', sequence, output: run(...input) };
  } catch (thrown) {
    const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { type: 'threw', sequence, message, code: codeOf(thrown) ?? null };
  }
}
