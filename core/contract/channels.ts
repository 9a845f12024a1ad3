/** Channel of an operation, e.g. `liuhen/v1/orders.add`. */
export function channelOf(feature: string, operation: string): string {
  return `liuhen/v1/${feature}.${operation}`;
}

/** Channel of an event, e.g. `liuhen/v1/event.itemSealed`. */
export function eventChannelOf(name: string): string {
  return `liuhen/v1/event.${name}`;
}

/** Name under which preload exposes the {@link Client}. */
export const CLIENT_GLOBAL = 'liuhen';
