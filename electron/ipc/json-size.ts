const MAX_DEPTH = 32;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Whether a value is plain JSON (or `undefined`) whose UTF-8 text has at most `maxBytes`. Stops as soon as the limit is
 * passed, so that 64 MB cost no more than the limit; never runs a getter or a `toJSON`. A `Uint8Array` (chunks of a
 * recording) counts as its own length; the schema says where one may stand. `not-json` for anything JSON
 * cannot say (also when nested in something plain), deeper than 32 levels, or with a key that could reach a prototype.
 */
export function jsonSizeWithin(value: unknown, maxBytes: number): 'fits' | 'too-large' | 'not-json' {
  if (value === undefined) return 'fits';
  const budget = { leftBytes: maxBytes, isPlain: true };
  spend(value, 0, budget);
  if (budget.leftBytes < 0) return 'too-large';
  return budget.isPlain ? 'fits' : 'not-json';
}

interface Budget {
  leftBytes: number;
  isPlain: boolean;
}

function spend(value: unknown, depth: number, budget: Budget): void {
  if (budget.leftBytes < 0) return;
  if (typeof value === 'string') {
    budget.leftBytes -= stringBytes(value, budget.leftBytes);
  } else if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
    budget.leftBytes -= String(value).length;
    if (typeof value === 'number' && !Number.isFinite(value)) budget.isPlain = false;
  } else if (typeof value !== 'object') {
    budget.isPlain = false;
  } else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    budget.leftBytes -= value.byteLength;
    if (Object.getPrototypeOf(value) !== Uint8Array.prototype) budget.isPlain = false;
  } else if (depth >= MAX_DEPTH) {
    budget.isPlain = false;
  } else if (Array.isArray(value)) {
    spendArray(value, depth, budget);
  } else {
    spendObject(value, depth, budget);
  }
}

function spendArray(values: readonly unknown[], depth: number, budget: Budget): void {
  // Brackets, commas and at least one byte a member: a huge sparse array is refused by its length alone.
  budget.leftBytes -= Math.max(2, values.length + 1);
  if (budget.leftBytes < 0) return;
  if (Object.keys(values).length !== values.length) budget.isPlain = false;
  for (const value of values) spend(value, depth + 1, budget);
}

function spendObject(object: object, depth: number, budget: Budget): void {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) budget.isPlain = false;
  if (Object.getOwnPropertySymbols(object).length > 0) budget.isPlain = false;
  budget.leftBytes -= 2;
  for (const key of Object.keys(object)) {
    if (budget.leftBytes < 0) return;
    // SECURITY: P13 structured clone keeps an own `__proto__`; merging such an object would change a prototype.
    if (forbiddenKeys.has(key)) budget.isPlain = false;
    const member = Object.getOwnPropertyDescriptor(object, key);
    if (member === undefined || !('value' in member)) {
      budget.isPlain = false;
    } else if (member.value !== undefined) {
      budget.leftBytes -= stringBytes(key, budget.leftBytes) + 2;
      spend(member.value, depth + 1, budget);
    }
  }
}

function stringBytes(text: string, leftBytes: number): number {
  // Each UTF-16 unit takes at least a byte: texts past the limit are not looked into.
  if (text.length + 2 > leftBytes) return text.length + 2;
  return Buffer.byteLength(JSON.stringify(text));
}
