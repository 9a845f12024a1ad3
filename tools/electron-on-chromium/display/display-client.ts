import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { DisplayCallName, DisplayCalls, DisplayEvent, DisplayReply } from './messages.ts';

const ANSWER_TIMEOUT_MS = 5000;

interface DisplayClientEvents {
  event: [event: DisplayEvent];
}

/** The main thread's side of the X thread: each call blocks until the X server has answered. */
export class DisplayClient extends EventEmitter<DisplayClientEvents> {
  private readonly worker: Worker;
  private readonly replies: MessagePort;
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));

  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    this.replies = port1;
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { replies: port2, signal: this.signal },
      transferList: [port2],
      execArgv: [],
    });
    this.worker.on('message', (event: DisplayEvent) => this.emit('event', event));
    this.worker.unref();
    port1.unref();
  }

  /** Sends one call and waits for its answer. Throws when the X server refuses or is gone. */
  call<Name extends DisplayCallName>(
    name: Name,
    request: DisplayCalls[Name]['request'],
  ): DisplayCalls[Name]['reply'] {
    Atomics.store(this.signal, 0, 0);
    this.worker.postMessage({ name, request });
    if (Atomics.wait(this.signal, 0, 0, ANSWER_TIMEOUT_MS) === 'timed-out') {
      throw new Error(`The X server did not answer "${name}" within ${ANSWER_TIMEOUT_MS} ms.`);
    }
    const received: { message: DisplayReply } | undefined = receiveMessageOnPort(this.replies);
    if (!received) throw new Error(`The X thread answered "${name}" with nothing.`);
    if (!received.message.isOk) throw new Error(received.message.message);
    // The worker's handlers are typed by the same table.
    return received.message.value as DisplayCalls[Name]['reply'];
  }
}
