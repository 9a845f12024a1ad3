import { ok, type Result } from '../../core/result.ts';
import type { ChildChannel } from '../platform/index.ts';
import { refuse } from './failures.ts';
import type { MediaError } from './media.ts';
import { type ObjectStreams, readRange } from './object-bytes.ts';
import {
  EXIT_OUT_OF_MEMORY,
  type FromMediaProcess,
  type MediaOutcomes,
  type MediaTask,
  type TaskOf,
  type ToMediaProcess,
} from './protocol.ts';

export interface LaneOptions {
  readonly start: () => ChildChannel;
  readonly locker: ObjectStreams;
  /** Longest that a task may take. */
  readonly timeoutMs: number;
  /** Longest that a task may take without asking for bytes or saying how far it is. */
  readonly silenceMs: number;
  /** Time without tasks after which the process is let go. */
  readonly idleMs: number;
}

/** What a task is about, and who waits for it. */
export interface TaskContext {
  readonly object: { readonly sha256: string; readonly sizeBytes: number };
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

type Answer = Result<MediaOutcomes[MediaTask['operation']], MediaError | 'CANCELLED'>;

interface Waiting extends TaskContext {
  readonly task: MediaTask;
  readonly settle: (answer: Answer) => void;
}

/**
 * One media process at a time, one task at a time in it. A crash, a kill, a timeout or a cancellation fails exactly the
 * task it concerns; the next task gets a new process. Bytes go to the process by range, never a path.
 */
export class ProcessLane {
  readonly #options: LaneOptions;
  readonly #queue: Waiting[] = [];
  #channel: ChildChannel | undefined;
  #current: Waiting | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Gives a task its turn. The answer is of the operation that was asked for. */
  async ask<Operation extends MediaTask['operation']>(
    task: TaskOf<Operation>,
    context: TaskContext,
  ): Promise<Result<MediaOutcomes[Operation], MediaError | 'CANCELLED'>> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    if (this.#isClosed || context.signal?.aborted === true) return refuse('CANCELLED');
    const abort = () => this.#cancel(waiting);
    const waiting: Waiting = { ...context, task, settle: resolve };
    context.signal?.addEventListener('abort', abort, { once: true });
    this.#queue.push(waiting);
    this.#dispatch();
    const answer = await promise;
    context.signal?.removeEventListener('abort', abort);
    return answer as Result<MediaOutcomes[Operation], MediaError | 'CANCELLED'>;
  }

  close(): void {
    this.#isClosed = true;
    for (const waiting of this.#queue.splice(0)) waiting.settle(refuse('CANCELLED'));
    this.#retire(refuse('CANCELLED'));
  }

  #dispatch(): void {
    if (this.#isClosed || this.#current !== undefined) return;
    const waiting = this.#queue.shift();
    if (waiting === undefined) return;
    this.#current = waiting;
    clearTimeout(this.#deadline);
    const channel = this.#channel ?? this.#start();
    const { timeoutMs } = this.#options;
    this.#deadline = this.#after(timeoutMs, refuse('MEDIA_UNREADABLE', `more than ${timeoutMs} ms`));
    this.#heard();
    const { task, object } = waiting;
    channel.send({ type: 'task', task, sizeBytes: object.sizeBytes } satisfies ToMediaProcess);
  }

  #start(): ChildChannel {
    const channel = this.#options.start();
    this.#channel = channel;
    channel.onMessage((message) => {
      if (channel === this.#channel) this.#receive(channel, message as FromMediaProcess);
    });
    channel.onExit((code) => {
      if (channel !== this.#channel) return;
      const reason = code === EXIT_OUT_OF_MEMORY ? 'memory' : `exit code ${code}`;
      this.#retire(refuse('MEDIA_UNREADABLE', reason));
    });
    return channel;
  }

  #receive(channel: ChildChannel, message: FromMediaProcess): void {
    this.#heard();
    switch (message.type) {
      case 'read':
        void this.#serve(channel, message);
        return;
      case 'progress':
        this.#current?.onProgress?.(message.done, message.total);
        return;
      case 'done':
        this.#settle(ok(message.outcome));
        return;
      case 'refused':
        this.#settle(refuse(message.code, message.reason));
        return;
    }
  }

  async #serve(channel: ChildChannel, { readId, start, end }: FromMediaProcess & { readonly type: 'read' }) {
    const { object } = this.#current ?? {};
    if (object === undefined || start < 0 || end > object.sizeBytes || start >= end) return;
    const read = await readRange(this.#options.locker, object.sha256, start, end);
    if (channel !== this.#channel) return;
    channel.send(
      (read.ok
        ? { type: 'bytes', readId, bytes: read.value }
        : { type: 'unreadable', readId, code: read.error.code }) satisfies ToMediaProcess,
    );
  }

  #settle(answer: Answer): void {
    const waiting = this.#current;
    this.#current = undefined;
    clearTimeout(this.#silence);
    clearTimeout(this.#deadline);
    this.#deadline = this.#after(this.#options.idleMs, refuse('CANCELLED'));
    waiting?.settle(answer);
    this.#dispatch();
  }

  #cancel(waiting: Waiting): void {
    if (waiting === this.#current) {
      this.#retire(refuse('CANCELLED'));
      return;
    }
    const at = this.#queue.indexOf(waiting);
    if (at >= 0) this.#queue.splice(at, 1);
    waiting.settle(refuse('CANCELLED'));
  }

  /** Ends the process; whatever it was busy with is answered so. */
  #retire(answer: Answer): void {
    const waiting = this.#current;
    const channel = this.#channel;
    this.#current = undefined;
    this.#channel = undefined;
    clearTimeout(this.#deadline);
    clearTimeout(this.#silence);
    channel?.kill();
    waiting?.settle(answer);
    this.#dispatch();
  }

  #heard(): void {
    clearTimeout(this.#silence);
    const { silenceMs } = this.#options;
    if (this.#current !== undefined)
      this.#silence = this.#after(silenceMs, refuse('MEDIA_UNREADABLE', `silent for ${silenceMs} ms`));
  }

  #after(delayMs: number, answer: Answer): NodeJS.Timeout {
    // An idle process must not keep the command line alive; a busy one keeps it alive by its channel.
    return setTimeout(() => this.#retire(answer), delayMs).unref();
  }
}
