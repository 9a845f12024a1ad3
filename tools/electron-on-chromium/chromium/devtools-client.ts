import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CommandName, Commands, Events } from './devtools-protocol.ts';

const MESSAGE_END = 0;

/** One target's conversation, or with the empty id the browser's own. */
export class DevtoolsSession extends EventEmitter<Events> {
  readonly id: string;
  private readonly client: DevtoolsClient;

  constructor(client: DevtoolsClient, id: string) {
    super();
    this.client = client;
    this.id = id;
  }

  /** Runs one command. Rejects with the protocol's message, or when Chromium has gone. */
  send<Name extends CommandName>(
    method: Name,
    ...[params]: Commands[Name]['params'] extends Readonly<Record<string, never>>
      ? []
      : [params: Commands[Name]['params']]
  ): Promise<Commands[Name]['result']> {
    return this.client.send(this.id, method, params ?? {});
  }
}

interface Waiting {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: keyof Events;
  readonly params?: never;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The DevTools protocol over the pipe that only this process holds; when it closes, Chromium exits. */
export class DevtoolsClient {
  readonly browser: DevtoolsSession = new DevtoolsSession(this, '');
  private readonly output: Writable;
  private readonly sessions = new Map<string, DevtoolsSession>([['', this.browser]]);
  private readonly waiting = new Map<number, Waiting>();
  private pending: Buffer[] = [];
  private lastId = 0;

  constructor(output: Writable, input: Readable) {
    this.output = output;
    input.on('data', (chunk: Buffer) => this.receive(chunk));
    input.on('close', () => this.abandon());
    // Both ends report an error when Chromium is killed; its exit is handled where it was started.
    input.on('error', () => {});
    output.on('error', () => {});
  }

  session(id: string): DevtoolsSession {
    const present = this.sessions.get(id);
    if (present) return present;
    const created = new DevtoolsSession(this, id);
    this.sessions.set(id, created);
    return created;
  }

  async send<Name extends CommandName>(
    sessionId: string,
    method: Name,
    params: object,
  ): Promise<Commands[Name]['result']> {
    const id = ++this.lastId;
    const answered = new Promise<unknown>((resolve, reject) =>
      this.waiting.set(id, { method, resolve, reject }),
    );
    this.output.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    // The protocol's own description of the command is the type.
    return (await answered) as Commands[Name]['result'];
  }

  private receive(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(MESSAGE_END); end >= 0; end = chunk.indexOf(MESSAGE_END, start)) {
      this.pending.push(chunk.subarray(start, end));
      const text = Buffer.concat(this.pending).toString('utf8');
      this.pending = [];
      this.dispatch(JSON.parse(text) as Message);
      start = end + 1;
    }
    if (start < chunk.length) this.pending.push(chunk.subarray(start));
  }

  private dispatch(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting?.resolve(message.result);
    } else if (message.method && message.params) {
      this.sessions.get(message.sessionId ?? '')?.emit(message.method, message.params);
    }
  }

  private abandon(): void {
    for (const { method, reject } of this.waiting.values())
      reject(new Error(`${method}: Chromium has exited.`));
    this.waiting.clear();
  }
}
