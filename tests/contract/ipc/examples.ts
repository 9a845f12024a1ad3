import type { z } from 'zod';

type AnySchema = z.core.$ZodTypes;
type Wrap = (value: unknown) => unknown;

/** A schema as the union of zod's own kinds; a kind that is not handled throws, so that new schemas get cases too. */
function defOf(schema: z.core.$ZodType): AnySchema['_zod']['def'] {
  return (schema as AnySchema)._zod.def;
}

/** A value the schema accepts. */
export function exampleOf(schema: z.core.$ZodType): unknown {
  const def = defOf(schema);
  switch (def.type) {
    case 'undefined':
      return undefined;
    case 'string':
      return exampleString(schema);
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'enum':
      return Object.values(def.entries)[0];
    case 'literal':
      return def.values[0];
    case 'nullable':
    case 'optional':
      return exampleOf(def.innerType);
    case 'array':
      return Array.from({ length: lengthRules(schema).minimum ?? 1 }, () => exampleOf(def.element));
    case 'union':
      return exampleOf(first(def.options));
    // Bytes are the one class of the contract.
    case 'custom':
      return new Uint8Array([1]);
    case 'object':
      return Object.fromEntries(Object.entries(def.shape).map(([key, member]) => [key, exampleOf(member)]));
    case 'readonly':
      return exampleOf(def.innerType);
    case 'record':
      return Object.fromEntries(keysOf(def.keyType).map((key) => [key, exampleOf(def.valueType)]));
    default:
      throw new Error(`no example for ${def.type}`);
  }
}

/** Every key of a record over a list of names; none of a record over any text. */
function keysOf(keyType: z.core.$ZodType): readonly string[] {
  const def = defOf(keyType);
  return def.type === 'enum' ? Object.values(def.entries).map(String) : [];
}

/** One way in which an input may be wrong. */
export interface WrongInput {
  readonly what: string;
  readonly input: unknown;
}

/** Inputs the schema must refuse: every member of every level missing, extra, of another type, out of range. */
export function* wrongInputs(
  schema: z.core.$ZodType,
  path = '$',
  wrap: Wrap = (value) => value,
  allowed: readonly unknown[] = [],
): Generator<WrongInput> {
  const def = defOf(schema);
  const wrongType = (...values: readonly unknown[]) =>
    values
      .filter((value) => !allowed.includes(value))
      .map((value) => ({ what: `${path} is ${nameOf(value)}`, input: wrap(value) }));
  switch (def.type) {
    case 'undefined':
      return yield* wrongType(null, 0, 1, '', 'x', true, false, [], {}, [undefined]);
    case 'string':
      yield* wrongType(0, 1, true, null, undefined, [], {}, ['x'], { length: 1 }, 1n, Number.NaN);
      return yield* wrongStrings(schema, path, wrap);
    case 'number':
      return yield* wrongType(
        '1',
        '',
        null,
        undefined,
        true,
        [1],
        {},
        1.5,
        ...(mayBeNegative(schema) ? [] : [-1]),
        1e300,
        Number.NaN,
        Infinity,
        1n,
      );
    case 'boolean':
      return yield* wrongType(0, 1, 'true', '', null, undefined, [], {});
    case 'enum':
    case 'literal':
      return yield* wrongType(
        'nope',
        '',
        99,
        null,
        undefined,
        true,
        [],
        {},
        ['screen'],
        '__proto__',
        'constructor',
      );
    case 'nullable':
      return yield* wrongInputs(def.innerType, path, wrap, [...allowed, null]);
    case 'optional':
      return yield* wrongInputs(def.innerType, path, wrap, [...allowed, undefined]);
    case 'array':
      yield* wrongType({}, 'x', 0, null, undefined, true, new Array(3), { length: 1, 0: 'x' });
      return yield* wrongInputs(def.element, `${path}[]`, (value) => wrap([value]));
    case 'union':
      // What is wrong for one alternative is none of the others: they differ in type.
      for (const option of def.options) yield* wrongInputs(option, path, wrap, allowed);
      return;
    case 'custom':
      return yield* wrongType(
        [1],
        'x',
        0,
        true,
        null,
        undefined,
        {},
        { 0: 1, length: 1 },
        new ArrayBuffer(1),
        new Float64Array(1),
        new DataView(new ArrayBuffer(1)),
        Object.create(Uint8Array.prototype),
      );
    case 'object':
      yield* wrongType([], 'x', 0, true, new Date(0), new Map(), () => 1, Object.create({ inherited: 1 }));
      yield* wrongType(null, undefined);
      return yield* wrongMembers(def.shape, exampleOf(schema) as Record<string, unknown>, path, wrap);
    case 'record': {
      const key = exampleOf(def.keyType) as string;
      yield* wrongType([], 'x', 0, true, null, undefined, new Date(0), new Map(), { 'Not A Key!': 1 });
      return yield* wrongInputs(def.valueType, `${path}{}`, (value) => wrap({ [key]: value }));
    }
    default:
      throw new Error(`no wrong inputs for ${def.type}`);
  }
}

/** Places on a desktop of several displays lie left of the first one too. */
function mayBeNegative(schema: z.core.$ZodType): boolean {
  const { minimum } = schema._zod.bag as { readonly minimum?: number };
  return minimum === undefined || minimum < 0;
}

function* wrongMembers(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  example: Readonly<Record<string, unknown>>,
  path: string,
  wrap: Wrap,
): Generator<WrongInput> {
  for (const key of ['extra', 'toString', 'hasOwnProperty', '']) {
    yield { what: `${path} has an extra key ${JSON.stringify(key)}`, input: wrap({ ...example, [key]: 1 }) };
  }
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    yield { what: `${path} has an own ${key}`, input: wrap(withOwn(example, key, { isAdmin: true })) };
  }
  yield { what: `${path} has a getter`, input: wrap(withGetter(example)) };
  for (const [key, member] of Object.entries(shape)) {
    if (defOf(member).type !== 'optional') {
      const { [key]: _left, ...rest } = example;
      yield { what: `${path}.${key} is missing`, input: wrap(rest) };
    }
    yield* wrongInputs(member, `${path}.${key}`, (value) => wrap({ ...example, [key]: value }));
  }
}

function* wrongStrings(schema: z.core.$ZodType, path: string, wrap: Wrap): Generator<WrongInput> {
  const { patterns, minimum, maximum } = lengthRules(schema);
  if (patterns.length > 0) {
    for (const value of [
      '',
      'x',
      '../../etc/passwd',
      `${exampleString(schema)}\n`,
      ` ${exampleString(schema)}`,
    ]) {
      yield { what: `${path} is ${JSON.stringify(value)}`, input: wrap(value) };
    }
  }
  if (minimum !== undefined) yield { what: `${path} is too short`, input: wrap('x'.repeat(minimum - 1)) };
  if (maximum !== undefined) yield { what: `${path} is too long`, input: wrap('长'.repeat(maximum + 1)) };
}

function exampleString(schema: z.core.$ZodType): string {
  const { patterns, minimum = 1 } = lengthRules(schema);
  const [pattern] = patterns;
  return pattern === undefined ? 'x'.repeat(minimum) : exampleMatching(pattern);
}

function lengthRules(schema: z.core.$ZodType): {
  readonly patterns: readonly RegExp[];
  readonly minimum?: number;
  readonly maximum?: number;
} {
  interface StringCheck {
    readonly pattern?: RegExp;
    readonly minimum?: number;
    readonly maximum?: number;
  }
  const checks = (schema._zod.def.checks ?? []).map((check) => check._zod.def as unknown as StringCheck);
  const minimum = checks.find((check) => check.minimum !== undefined)?.minimum;
  const maximum = checks.find((check) => check.maximum !== undefined)?.maximum;
  return {
    patterns: checks.flatMap((check) => check.pattern ?? []),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

/** A text for the simple anchored patterns that ids and instants have; throws when its guess does not match. */
function exampleMatching(pattern: RegExp): string {
  const part = /\[([^\]]+)\]|\\(.)|([^^$])/g;
  const body = pattern.source.replace(/^\^|\$$/g, '');
  const text = body.replace(
    /(\[[^\]]+\]|\\.|[^{}+])(?:\{(\d+)(?:,\d*)?\}|\+)?/g,
    (_all, unit: string, times: string | undefined) =>
      unit
        .replace(part, (_unit, set?: string, escaped?: string, plain?: string) =>
          set !== undefined ? set.charAt(0) : escaped === 'd' ? '1' : (escaped ?? plain ?? ''),
        )
        .repeat(Number(times ?? 1)),
  );
  if (!pattern.test(text)) throw new Error(`no example for ${pattern.source}`);
  return text;
}

function withOwn(object: object, key: string, value: unknown): object {
  return Object.defineProperty({ ...object }, key, { value, enumerable: true, configurable: true });
}

function withGetter(object: Readonly<Record<string, unknown>>): object {
  const key = Object.keys(object)[0] ?? 'extra';
  return Object.defineProperty({ ...object }, key, { get: () => object[key], enumerable: true });
}

function first<Value>(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined) throw new Error('at least one is needed');
  return value;
}

function nameOf(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  return value instanceof Object && !Array.isArray(value)
    ? `a ${value.constructor?.name} ${JSON.stringify(value)}`
    : String(JSON.stringify(value) ?? value);
}
