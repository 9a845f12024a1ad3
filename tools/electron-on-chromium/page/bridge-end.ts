/** One end of the line between a page's own world and the isolated world of its preload script. */
export interface BridgeEnd {
  /** A form of the value that may cross: functions and promises become references. */
  wrap(value: unknown): unknown;
  /** The value that a crossed form stands for on this side. */
  unwrap(value: unknown): unknown;
  /** Tells the other end to run `listener` registered under `topic`. */
  tell(topic: string, detail: unknown): void;
  hear(topic: string, listener: (detail: unknown) => void): void;
}

/**
 * Makes one end. The function is sent to the page as text, so it uses nothing from outside itself.
 * Events of a window reach both worlds, and their `detail` is cloned between them; the name is random per start.
 */
export function createBridgeEnd(name: string, side: 'page' | 'preload'): BridgeEnd {
  const other = side === 'page' ? 'preload' : 'page';
  const reference = `${name}-reference`;
  // Taken now, before any script of the page could replace them.
  const dispatch = window.dispatchEvent.bind(window);
  const listen = window.addEventListener.bind(window);
  const Event = CustomEvent;
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const functionIds = new WeakMap<object, number>();
  const settlers = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let answer: { isOk: boolean; value: unknown } | null = null;

  type Reference = { kind: 'function' | 'promise' | 'error'; id: number; name: string; message: string };
  type Crossing = { id: number; isOk: boolean; value: unknown; args: unknown[] };

  const tell = (topic: string, detail: unknown) =>
    dispatch(new Event(`${name}-${other}-${topic}`, { detail }));
  const hear = (topic: string, listener: (detail: unknown) => void) =>
    listen(`${name}-${side}-${topic}`, (event) => listener((event as CustomEvent).detail));

  const isPlain = (value: object) => {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype;
  };

  const wrapFunction = (value: (...args: unknown[]) => unknown) => {
    let id = functionIds.get(value);
    if (id === undefined) {
      id = ++lastId;
      functionIds.set(value, id);
      functions.set(id, value);
    }
    return { [reference]: { kind: 'function', id } };
  };

  const wrapPromise = (value: Promise<unknown>) => {
    const id = ++lastId;
    value.then(
      (result) => tell('settle', { id, isOk: true, value: wrap(result) }),
      (error: unknown) => tell('settle', { id, isOk: false, value: wrap(toError(error)) }),
    );
    return { [reference]: { kind: 'promise', id } };
  };

  const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

  const eachEntry = (value: object, change: (entry: unknown) => unknown) => {
    const copy = {};
    for (const [key, entry] of Object.entries(value)) {
      Object.defineProperty(copy, key, {
        value: change(entry),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return copy;
  };

  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') return wrapFunction(value as (...args: unknown[]) => unknown);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Promise) return wrapPromise(value);
    if (value instanceof Error)
      return { [reference]: { kind: 'error', id: 0, name: value.name, message: value.message } };
    if (Array.isArray(value)) return value.map(wrap);
    return isPlain(value) ? eachEntry(value, wrap) : value;
  };

  const unwrapReference = ({ kind, id, name: errorName, message }: Reference): unknown => {
    if (kind === 'function') return (...args: unknown[]) => call(id, args);
    if (kind === 'promise') return new Promise((resolve, reject) => settlers.set(id, { resolve, reject }));
    const error = new Error(message);
    error.name = errorName;
    return error;
  };

  const unwrap = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unwrap);
    if (!isPlain(value)) return value;
    const found = (value as Record<string, Reference | undefined>)[reference];
    return found ? unwrapReference(found) : eachEntry(value, unwrap);
  };

  /** Event dispatch is synchronous, so the answer is there when it returns. */
  const call = (id: number, args: unknown[]): unknown => {
    answer = null;
    tell('call', { id, args: args.map(wrap) });
    const given = answer as { isOk: boolean; value: unknown } | null;
    answer = null;
    if (!given) throw new Error('An object could not be cloned.');
    const value = unwrap(given.value);
    if (!given.isOk) throw value;
    return value;
  };

  const perform = ({ id, args }: Crossing) => {
    try {
      const run = functions.get(id);
      if (!run) throw new Error('The function is no longer there.');
      return { isOk: true, value: wrap(run(...(args.map(unwrap) as unknown[]))) };
    } catch (error) {
      return { isOk: false, value: wrap(toError(error)) };
    }
  };

  hear('call', (detail) => {
    // A detail that could not be cloned arrives as null; no answer tells the caller.
    if (detail) tell('answer', perform(detail as Crossing));
  });
  hear('answer', (detail) => {
    answer = detail as Crossing | null;
  });
  hear('settle', (detail) => {
    const { id, isOk, value } = detail as Crossing;
    const settler = settlers.get(id);
    settlers.delete(id);
    if (isOk) settler?.resolve(unwrap(value));
    else settler?.reject(unwrap(value) as Error);
  });

  return { wrap, unwrap, tell, hear };
}
