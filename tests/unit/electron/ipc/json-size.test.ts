import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonSizeWithin } from '../../../../electron/ipc/index.ts';

describe('jsonSizeWithin', () => {
  test('agrees with the UTF-8 length of the JSON text', () => {
    const plain = fc
      .jsonValue({ noUnicodeString: false, maxDepth: 6 })
      .filter((value) => !hasForbiddenKey(value));
    fc.assert(
      fc.property(plain, (value) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        expect(jsonSizeWithin(value, bytes + slack(value))).toBe('fits');
        expect(jsonSizeWithin(value, Math.floor(bytes / 2) - 1)).toBe('too-large');
      }),
      { numRuns: 500 },
    );
  });

  test('never runs code of the value', () => {
    const trap = () => {
      throw new Error('ran');
    };
    const value = Object.defineProperty({ toJSON: trap, valueOf: trap }, 'x', {
      get: trap,
      enumerable: true,
    });
    expect(jsonSizeWithin(value, 100)).toBe('not-json');
  });

  test.each([
    ['undefined', undefined, 'fits'],
    ['undefined members', { a: undefined }, 'fits'],
    ['an array hole', [undefined], 'not-json'],
    ['NaN', Number.NaN, 'not-json'],
    ['a date', { at: new Date(0) }, 'not-json'],
    ['a map', new Map([['a', 1]]), 'not-json'],
    ['bytes', new Uint8Array(3), 'fits'],
    ['more bytes than allowed', new Uint8Array(1001), 'too-large'],
    ['other views of bytes', new Float64Array(1), 'not-json'],
    ['bytes with a class of their own', Buffer.from('x'), 'not-json'],
    ['a buffer', new ArrayBuffer(3), 'not-json'],
    ['a symbol key', { [Symbol('s')]: 1 }, 'not-json'],
    ['a property on an array', Object.assign([1], { extra: 1 }), 'not-json'],
    ['an own __proto__', JSON.parse('{"a":{"__proto__":1}}'), 'not-json'],
    ['33 levels', JSON.parse(`${'['.repeat(33)}${']'.repeat(33)}`), 'not-json'],
  ])('%s', (_name, value, expected) => {
    expect(jsonSizeWithin(value, 1000)).toBe(expected);
  });
});

/** Separators are counted a byte a member more than JSON has. */
function slack(value: unknown): number {
  if (Array.isArray(value)) return 2 + value.reduce<number>((sum, each) => sum + slack(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return 2 + Object.values(value).reduce<number>((sum, each) => sum + 1 + slack(each), 0);
}

function hasForbiddenKey(value: unknown): boolean {
  return /"(__proto__|constructor|prototype)":/.test(JSON.stringify(value));
}
