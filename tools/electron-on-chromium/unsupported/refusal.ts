import { RUNTIME_NAME } from '../runtime-identity.ts';

/** Thrown wherever the runtime cannot do what Electron would do. */
export class UnsupportedByRuntimeError extends Error {
  override readonly name = 'UnsupportedByRuntimeError';
  readonly code = 'ERR_UNSUPPORTED_BY_RUNTIME';
  readonly member: string;

  constructor(member: string, reason = 'it cannot be emulated faithfully') {
    super(`${member} is not supported by ${RUNTIME_NAME}: ${reason}`);
    this.member = member;
  }
}

/** Throws for a member, or one way of using it, that the runtime does not have. */
export function refuse(member: string, reason?: string): never {
  throw new UnsupportedByRuntimeError(member, reason);
}

/** Gives `target` members that throw when read; assignment still works, so that a test can put a stub there. */
export function defineUnsupported(target: object, owner: string, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable: false,
      get: () => refuse(`${owner}.${name}`),
      set(this: object, value: unknown) {
        Object.defineProperty(this, name, { value, writable: true, configurable: true });
      },
    });
  }
}

/** Stands in for a whole module or class: reading, calling or constructing it throws. */
export function unsupportedModule(name: string): unknown {
  // Only what could be constructed can say that it cannot be.
  const target = class {};
  return new Proxy(target, {
    apply: () => refuse(name),
    construct: () => refuse(name),
    set: () => refuse(name),
    get: (_target, property) => {
      // Inspection by the console or a debugger is not use.
      if (typeof property === 'symbol') return undefined;
      return refuse(`${name}.${property}`);
    },
  });
}
