import type { ChildChannel } from '../platform/index.ts';
import type { IntakeError } from './intake.ts';
import { EXIT_OUT_OF_MEMORY, type IntakeAnswer, type IntakeRequest } from './protocol.ts';

export interface PoolOptions {
  readonly start: () => ChildChannel;
  readonly processes: number;
  readonly timeoutMs: number;
  readonly idleMs: number;
}

interface Waiting {
  readonly request: IntakeRequest;
  readonly resolve: (answer: IntakeAnswer) => void;
}

interface Worker {
  readonly channel: ChildChannel;
  current: Waiting | undefined;
  /** While busy the request's deadline, else the end of idling. */
  timer: NodeJS.Timeout | undefined;
}

/**
 * Gives each request to a process that has nothing else to do, so that a crash, a kill or a timeout fails exactly the
 * request that caused it. Processes start at the first need and end after `idleMs` without one.
 */
export class ProcessPool {
  readonly #options: PoolOptions;
  readonly #queue: Waiting[] = [];
  readonly #workers = new Set<Worker>();
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  ask(request: IntakeRequest): Promise<IntakeAnswer> {
    return new Promise((resolve) => {
      if (this.#isClosed) resolve(refusal('INTAKE_CRASHED', 'closed'));
      else this.#queue.push({ request, resolve });
      this.#dispatch();
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const worker of [...this.#workers]) this.#retire(worker, 'INTAKE_CRASHED', 'closed');
    for (const { resolve } of this.#queue.splice(0)) resolve(refusal('INTAKE_CRASHED', 'closed'));
  }

  #dispatch(): void {
    while (!this.#isClosed && this.#queue.length > 0) {
      const idle = [...this.#workers].find(({ current }) => current === undefined);
      const worker = idle ?? (this.#workers.size < this.#options.processes ? this.#start() : undefined);
      const waiting = worker === undefined ? undefined : this.#queue.shift();
      if (worker === undefined || waiting === undefined) return;
      const { timeoutMs } = this.#options;
      worker.current = waiting;
      this.#setTimer(worker, timeoutMs, () =>
        this.#retire(worker, 'INTAKE_TIMEOUT', `more than ${timeoutMs} ms`),
      );
      worker.channel.send(waiting.request);
    }
  }

  #start(): Worker {
    const worker: Worker = { channel: this.#options.start(), current: undefined, timer: undefined };
    worker.channel.onMessage((message) => this.#settle(worker, message as IntakeAnswer));
    worker.channel.onExit((code) => {
      if (code === EXIT_OUT_OF_MEMORY) this.#retire(worker, 'INTAKE_TOO_LARGE', 'memory');
      else this.#retire(worker, 'INTAKE_CRASHED', `exit code ${code}`);
    });
    this.#workers.add(worker);
    return worker;
  }

  #settle(worker: Worker, answer: IntakeAnswer): void {
    const waiting = worker.current;
    worker.current = undefined;
    this.#setTimer(worker, this.#options.idleMs, () => this.#retire(worker, 'INTAKE_CRASHED', 'idle'));
    waiting?.resolve(answer);
    this.#dispatch();
  }

  #retire(worker: Worker, code: IntakeError, reason: string): void {
    if (!this.#workers.delete(worker)) return;
    clearTimeout(worker.timer);
    worker.current?.resolve(refusal(code, reason));
    worker.current = undefined;
    worker.channel.kill();
    this.#dispatch();
  }

  #setTimer(worker: Worker, delayMs: number, action: () => void): void {
    clearTimeout(worker.timer);
    worker.timer = setTimeout(action, delayMs);
    // An idle decoder must not keep the command line alive; a busy one keeps it alive by its channel.
    worker.timer.unref();
  }
}

function refusal(code: IntakeError, reason: string): IntakeAnswer {
  return { ok: false, code, reason };
}
