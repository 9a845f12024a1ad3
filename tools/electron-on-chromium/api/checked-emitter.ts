import { EventEmitter } from 'node:events';
import { refuse } from '../unsupported/refusal.ts';

type Listener = (...args: never[]) => void;

/** Names that Node's own emitter and its helpers use. */
const ALWAYS_ALLOWED = new Set(['error', 'newListener', 'removeListener']);

/** An emitter on which only events that really occur can be listened for. */
export class CheckedEmitter extends EventEmitter {
  private readonly owner: string;
  private readonly events: ReadonlySet<string>;

  constructor(owner: string, events: readonly string[]) {
    super();
    this.owner = owner;
    this.events = new Set(events);
  }

  override on(event: string | symbol, listener: Listener): this {
    this.check(event);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  override prependListener(event: string | symbol, listener: Listener): this {
    this.check(event);
    return super.prependListener(event, listener as (...args: unknown[]) => void);
  }

  private check(event: string | symbol): void {
    if (typeof event === 'symbol' || this.events.has(event) || ALWAYS_ALLOWED.has(event)) return;
    refuse(`${this.owner} event '${event}'`, 'it would never be emitted');
  }
}

/** An event whose default a listener can prevent. */
export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<T extends object>(details: T): T & PreventableEvent {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}
