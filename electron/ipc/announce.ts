import { invariant } from '../../core/assert.ts';
import {
  type EventName,
  type EventPayload,
  eventChannelOf,
  events,
  type WindowKind,
} from '../../core/contract/index.ts';

/** A window that can be told something. */
export interface AnnounceTarget {
  readonly kind: WindowKind;
  send(channel: string, payload: unknown): void;
}

/** Tells every window allowed for the event; a payload its schema refuses is our bug and throws. */
export type Announce = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;

/** An {@link Announce} to the windows that exist at the moment of each call. */
export function createAnnouncer(targets: () => Iterable<AnnounceTarget>): Announce {
  return (name, payload) => {
    const event = events[name];
    const checked = event.payload.safeParse(payload);
    invariant(checked.success, `the payload of ${name} is what its schema says`);
    const windows: readonly WindowKind[] = event.windows;
    for (const target of targets()) {
      if (windows.includes(target.kind)) target.send(eventChannelOf(name), checked.data);
    }
  };
}
