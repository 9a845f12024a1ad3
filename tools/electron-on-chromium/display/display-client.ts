import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { DisplayCallName, DisplayCalls, DisplayEvent, DisplayReply } from './messages.ts';
import { openWakePipe, sleepUntilWoken, wake } from './wake-pipe.ts';

interface DisplayClientEvents {
  event: [event: DisplayEvent];
}

/** The main thread's side of the X thread: each call blocks until the X server has answered. */
export class DisplayClient extends EventEmitter<DisplayClientEvents> {
  private readonly worker: Worker;
  private readonly replies: MessagePort;
  private readonly wakePipe = openWakePipe();
  private readonly answered = new Map<number, DisplayReply>();
  private lastId = 0;

  constructor() {
    super();
    this.setMaxListeners(0);
    const { port1, port2 } = new MessageChannel();
    this.replies = port1;
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { replies: port2, wakePipe: this.wakePipe },
      transferList: [port2],
      execArgv: [],
    });
    this.worker.on('message', (event: DisplayEvent) => this.emit('event', event));
    this.worker.unref();
    port1.unref();
  }

  /** Sends one call and waits for its answer. Throws when the X server refuses, does not answer in time or is gone. */
  call<Name extends DisplayCallName>(
    name: Name,
    request: DisplayCalls[Name]['request'],
  ): DisplayCalls[Name]['reply'] {
    const id = ++this.lastId;
    this.worker.postMessage({ id, name, request });
    const reply = this.waitFor(id);
    if (!reply.isOk) throw new Error(reply.message);
    // The worker's handlers are typed by the same table.
    return reply.value as DisplayCalls[Name]['reply'];
  }

  private waitFor(id: number): DisplayReply {
    for (;;) {
      const reply = this.answered.get(id);
      if (reply) {
        this.answered.delete(id);
        // A debugger's request can call from within a call and take in the outer call's answer with its own.
        for (const _other of this.answered) wake(this.wakePipe);
        return reply;
      }
      sleepUntilWoken(this.wakePipe);
      for (let next = this.receive(); next; next = this.receive()) this.answered.set(next.id, next);
    }
  }

  private receive(): DisplayReply | undefined {
    return receiveMessageOnPort(this.replies)?.message as DisplayReply | undefined;
  }
}
